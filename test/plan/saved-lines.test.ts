import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Plan } from "../../src/model/plan.ts";
import { openSaved, savedLines } from "../../src/plan/saved-lines.ts";
import { memorySpool } from "../support/memory-spool.ts";
import { CONTACTS_ONLY, EMPTY, EVERYTHING, SCHEMA_ONLY } from "../support/sample-plans.ts";
import { HEADER as header } from "../support/saved-header.ts";

async function collected<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function* replay(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

async function reopened(lines: readonly string[], head = header): Promise<Plan | string> {
  const found = await openSaved(head, replay(lines), memorySpool);
  return "audience" in found ? found : found.code;
}

async function flat(plan: Plan): Promise<unknown> {
  const { contacts, ...rest } = plan;
  if (contacts === undefined) return rest;
  return {
    ...rest,
    contacts: { ...contacts, changes: await collected(contacts.changes), leftOut: await collected(contacts.leftOut) },
  };
}

describe("a saved plan", () => {
  it.each([
    ["empty", EMPTY],
    ["about the schema alone", SCHEMA_ONLY],
    ["about contacts alone", CONTACTS_ONLY],
    ["about everything", EVERYTHING],
  ])("that is %s comes back as it was", async (_name, plan) => {
    const found = await reopened(await collected(savedLines(header, plan)));
    if (typeof found === "string") throw new Error(found);
    expect(await flat(found)).toEqual(await flat(plan));
  });

  it("has the same lines whenever it is made from the same, but for the time", async () => {
    const later = { ...header, made: "2026-11-22T21:00:00.000Z", expires: "2026-11-23T21:00:00.000Z" };
    expect(await collected(savedLines(later, EVERYTHING))).toEqual(await collected(savedLines(header, EVERYTHING)));
  });

  it("that was cut off or altered anywhere is refused", async () => {
    const lines = await collected(savedLines(header, EVERYTHING));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(lines.length - 1),
        fc.constantFrom("drop", "alter", "double", "end"),
        async (at, harm) => {
          const line = lines[at] ?? "";
          const altered = line.replace(/[0-9a-z](?=[^0-9a-z]*$)/, (character) => (character === "1" ? "2" : "1"));
          const harmed = {
            drop: lines.toSpliced(at, 1),
            alter: lines.toSpliced(at, 1, altered),
            double: lines.toSpliced(at, 0, line),
            end: lines.slice(0, at),
          }[harm];
          expect(await reopened(harmed)).toBe("plan-damaged");
        },
      ),
      { numRuns: 200 },
    );
  });

  it("does not pass for another audience's, account's or configuration's", async () => {
    const lines = await collected(savedLines(header, EVERYTHING));
    expect(await reopened(lines, { ...header, config: "another" })).toBe("plan-damaged");
    expect(await reopened(lines, { ...header, account: "another" })).toBe("plan-damaged");
    expect(await reopened(lines, { ...header, audience: { id: "another", name: "" } })).toBe("plan-damaged");
  });
});
