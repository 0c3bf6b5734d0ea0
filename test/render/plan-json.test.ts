import { describe, expect, test } from "vitest";
import type { ContactChange } from "../../src/model/contact.ts";
import type { Plan } from "../../src/model/plan.ts";
import { planJson } from "../../src/render/plan-json.ts";
import { publishedSchema, undescribed, whole } from "../support/json-schema.ts";
import { plan } from "../support/plan-builder.ts";
import { BLOCKED, CONTACTS_ONLY, EMPTY, EVERYTHING, SCHEMA_ONLY } from "../support/sample-plans.ts";

const schema = publishedSchema("plan.v1.schema.json");

function json(of: Plan, showPii = false): Promise<string> {
  return whole(planJson(of, { showPii, digest: "0f1e2d", exit: 0 }));
}

describe("a plan as JSON", () => {
  test.each(Object.entries({ EMPTY, SCHEMA_ONLY, CONTACTS_ONLY, EVERYTHING, BLOCKED }))(
    "is what the published schema describes: %s",
    async (_name, of) => {
      for (const showPii of [true, false]) {
        schema.validate(JSON.parse(await json(of, showPii)));
        expect(schema.validate.errors ?? []).toEqual([]);
      }
    },
  );

  test("has a schema that describes every key", () => {
    expect(undescribed(schema.source)).toEqual([]);
  });

  test("is masked unless personal data is asked for", async () => {
    await expect(await json(EVERYTHING)).toMatchFileSnapshot("golden/plan/everything-masked.json");
    await expect(await json(EVERYTHING, true)).toMatchFileSnapshot("golden/plan/everything.json");
  });

  test("leaves out the contacts where the plan has no half of them", async () => {
    expect(JSON.parse(await json(SCHEMA_ONLY))).not.toHaveProperty("contacts");
  });

  test("lists no object that stays as it is", async () => {
    expect(JSON.parse(await json(EMPTY))).toMatchObject({ schema: { steps: [] } });
  });

  test("escapes what a terminal would obey and keeps the data", async () => {
    const name = "vip\u009b31m\u202e\u001b[2J";
    const text = await json(plan().adds("tag", name).build());
    expect([...text].filter((character) => /[^\n\P{C}]/u.test(character))).toEqual([]);
    expect(JSON.parse(text).schema.steps[0].fields[0].after).toBe(name);
  });

  test("is written in pieces, so that a million changes need no memory", async () => {
    const { contacts, ...rest } = plan().reads(1, 1).contact("update", "jane@harbor-coffee.dev").build();
    const [one] = contacts?.samples ?? [];
    if (contacts === undefined || one === undefined) throw new Error("no contact");
    const repeated: AsyncIterable<ContactChange> = {
      async *[Symbol.asyncIterator]() {
        for (let n = 0; n < 5000; n += 1) yield one;
      },
    };
    const large: Plan = { ...rest, contacts: { ...contacts, changes: { ...repeated, count: 5000 } } };
    let largest = 0;
    for await (const chunk of planJson(large, { showPii: true, digest: "", exit: 0 })) {
      largest = Math.max(largest, chunk.length);
    }
    expect(largest).toBeLessThan(70_000);
  });
});
