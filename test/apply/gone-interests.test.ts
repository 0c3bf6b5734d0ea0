import { expect, test } from "vitest";
import { writeBatches } from "../../src/apply/batches.ts";
import { ContactLedger } from "../../src/apply/contact-ledger.ts";
import type { Withheld } from "../../src/contacts/batch.ts";
import type { ContactChange } from "../../src/model/contact.ts";
import { isJsonObject, type Json } from "../../src/model/json.ts";
import type { ReadyRequest } from "../../src/model/request.ts";
import { SendFailure } from "../../src/model/send-failure.ts";
import { replay } from "../support/plan-builder.ts";

const PEOPLE = ["jane@harbor-coffee.dev", "omar@lantern-books.dev", "mei@tidepool-yoga.dev"];

/** Everybody gets a value and one interest: the first two of them the interest that is gone. */
const CHANGES = PEOPLE.map(
  (email, index): ContactChange => ({
    ref: `c${index + 1}`,
    email,
    action: "update",
    status: "subscribed",
    fields: [{ field: "TIER", tag: "TIER", before: null, after: "gold" }],
    tags: { add: [], remove: [] },
    groups: [{ group: "Role", interest: index < 2 ? "Gone" : "Here", before: false, after: true }],
    because: [],
    verdict: "go",
  }),
);

test("a batch that is refused whole for an interest that is gone is sent again without it, and nobody else waits", async () => {
  const sent: ReadyRequest[] = [];
  const lines: string[] = [];
  const store = {
    count: 0,
    append: (line: string) => lines.push(line),
    read: () => "",
    async *[Symbol.asyncIterator]() {},
  };
  const withheld: Withheld = { fields: new Set(), tags: new Set(), interests: new Set() };
  const ledger = new ContactLedger(store, withheld, () => {});
  await writeBatches(replay(CHANGES), {
    audience: "a1",
    send: async (request) => {
      sent.push(request);
      const rows = rowsOf(request);
      if (JSON.stringify(rows).includes("id-Gone"))
        throw new SendFailure("refused", { status: 400, detail: "Ung\u00fcltige Interessen-ID: 'id-Gone'." });
      return { new_members: [], updated_members: rows, errors: [] };
    },
    stopped: () => false,
    clock: () => 0,
    sleep: async () => {},
    concurrency: 2,
    withheld,
    interestId: (_group, interest) => `id-${interest}`,
    ledger,
  });
  expect(sent.map((request) => rowsOf(request).length)).toEqual([3, 3]);
  expect(rowsOf(sent[1]).map((row) => (isJsonObject(row) ? row["interests"] : row))).toEqual([
    undefined,
    undefined,
    { "id-Here": true },
  ]);
  expect(ledger.tally).toEqual({ applied: 1, failed: 0, held: 0, "not-reached": 2 });
  expect(lines.join("\n")).toContain('interest.\\"Role/Gone\\" does not stand; the rest was written.');
});

function rowsOf(request: ReadyRequest | undefined): readonly Json[] {
  const members = isJsonObject(request?.body) ? request.body["members"] : undefined;
  return Array.isArray(members) ? members : [];
}
