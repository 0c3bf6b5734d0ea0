import fc from "fast-check";
import { expect, test } from "vitest";
import type { Condition } from "../../src/model/condition.ts";
import { compileCondition } from "../../src/rules/compiled-condition.ts";
import { parseCondition } from "../../src/rules/condition-parser.ts";
import { explainCondition } from "../../src/rules/explanation.ts";
import { explanationLines } from "../../src/rules/explanation-line.ts";
import type { Facts } from "../../src/rules/facts.ts";
import { NOBODY, NOW, partner, VOCABULARY } from "./partner-program.ts";

function parsed(raw: unknown): Condition {
  const { condition } = parseCondition(raw, [], VOCABULARY);
  if (condition === undefined) throw new Error("This condition should be readable.");
  return condition;
}

const leaf = fc.constantFrom<unknown>(
  { partner: "exists" },
  { customer: "missing" },
  { "partner.name": "Ada" },
  { "partner.name": { ne: "Ada" } },
  { "partner.name": { notIn: ["Ada", "Bob"], startsWith: "C" } },
  { "partner.tags": { contains: "vip" } },
  { "partner.tags": { notContains: "vip" } },
  { "partner.created_at": { within: "30d" } },
  { "partner.created_at": { olderThan: "30d" } },
  { "partner.created_at": { after: "2025-03-01" } },
  { "partner.home": "exists" },
  { SALES: { gte: 1, lt: 10 } },
  { SALES: { ne: 0 } },
);

const { condition: rawCondition } = fc.letrec((tie) => ({
  condition: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((all): unknown => ({ all })),
    fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((any): unknown => ({ any })),
    tie("condition").map((not): unknown => ({ not })),
  ),
}));

const facts: fc.Arbitrary<Facts> = fc
  .record({
    known: fc.boolean(),
    name: fc.constantFrom(undefined, "Ada", "Bob", "Cleo"),
    tags: fc.constantFrom(undefined, [], ["vip"], ["new", "vip"]),
    created_at: fc.constantFrom(undefined, "2025-03-01T00:00:00Z", "2025-03-20T12:00:00Z", "2026-01-01T00:00:00Z"),
    home: fc.constantFrom(undefined, { addr1: "Harbor Street 1", city: "Kiel" }),
    sales: fc.constantFrom(undefined, 0, 1, 9, 10),
  })
  .map(({ known, sales, ...values }) =>
    known ? partner(values, { SALES: sales }) : { ...NOBODY, wished: [undefined, sales] },
  );

test("an explanation says what the rule decides", () => {
  fc.assert(
    fc.property(rawCondition, facts, (raw, person) => {
      const condition = parsed(raw);
      const explanation = explainCondition(condition, VOCABULARY, NOW)(person);
      expect(explanation.holds).toBe(compileCondition(condition, VOCABULARY, NOW)(person));
      expect(
        explanationLines(explanation).every((line) => /( is (true|false): .+|hold.?: (true|false))\.$/.test(line)),
      ).toBe(true);
    }),
  );
});

test("the order of keys in a mapping does not matter", () => {
  const keys = fc.uniqueArray(fc.constantFrom("partner.name", "partner.tags", "SALES", "partner"), { minLength: 1 });
  const values: Readonly<Record<string, unknown>> = {
    "partner.name": { ne: "Ada", contains: "o" },
    "partner.tags": { contains: "vip" },
    SALES: { lt: 10, gte: 1 },
    partner: "exists",
  };
  const asked = (names: readonly string[]) => parsed(Object.fromEntries(names.map((name) => [name, values[name]])));
  fc.assert(
    fc.property(keys, facts, (names, person) => {
      const answers = [names, [...names].reverse()].map((order) =>
        compileCondition(asked(order), VOCABULARY, NOW)(person),
      );
      expect(answers[0]).toBe(answers[1]);
    }),
  );
});

test("a person can read it", async () => {
  const condition = parsed({
    any: [
      { all: [{ partner: "exists" }, { customer: "exists" }] },
      { "partner.created_at": { within: "30d" }, not: { "partner.status": { in: ["archived"] } } },
      { SALES: { gte: 10 } },
      { "partner.tags": { contains: "vip" } },
    ],
  });
  const person = partner({ status: "active", created_at: "2024-01-01T00:00:00Z", tags: ["new", "tier:gold"] });
  const lines = explanationLines(explainCondition(condition, VOCABULARY, NOW)(person));
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("golden/explanation.txt");
});

test("an explanation holds what each test found", () => {
  const explanation = explainCondition(
    parsed({ SALES: { gte: 10 }, "partner.name": "exists" }),
    VOCABULARY,
    NOW,
  )(partner({}, { SALES: 3 }));
  expect(explanation.parts).toMatchObject([{ holds: false, found: 3 }, { holds: false }]);
  expect(explanation.parts[1]).not.toHaveProperty("found");
});
