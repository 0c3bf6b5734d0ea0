import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCondition } from "../../src/rules/condition-parser.ts";
import { VOCABULARY } from "./partner-program.ts";

const parse = (raw: unknown) => parseCondition(raw, ["tags", "active", "when"], VOCABULARY);

function only(raw: unknown) {
  const { condition, findings } = parse(raw);
  expect(findings).toHaveLength(1);
  return { ...findings[0], condition };
}

describe("what a condition says", () => {
  test("a value alone is equality", () => {
    expect(parse({ "partner.status": "active" })).toEqual({
      condition: {
        is: "test",
        operand: { on: "field", source: "partner", field: "status", type: "text" },
        operator: "eq",
        value: "active",
        path: ["tags", "active", "when", "partner.status"],
      },
      findings: [],
    });
  });

  test("exists is a word, and the text of it is written with eq", () => {
    expect(parse({ partner: "exists" }).condition).toMatchObject({ operator: "exists", operand: { on: "record" } });
    expect(parse({ "partner.name": { eq: "exists" } }).condition).toMatchObject({ operator: "eq", value: "exists" });
    expect(parse({ "partner.name": { missing: true } }).condition).toMatchObject({ operator: "missing" });
  });

  test("several names, and several operators of one name, are a conjunction", () => {
    const { condition } = parse({ partner: "exists", SALES: { gte: 1, lt: 10 } });
    expect(condition).toMatchObject({
      is: "all",
      of: [{ operator: "exists" }, { is: "all", of: [{ operator: "gte" }, { operator: "lt" }] }],
    });
  });

  test("only the first dot of a path divides, so a column may hold blanks and dots", () => {
    expect(parse({ "partner.referrals.sales_count": 3 }).condition).toMatchObject({
      operand: { field: "referrals.sales_count" },
    });
    expect(parse({ "customer.First Name": "Ada" }).condition).toMatchObject({ operand: { field: "First Name" } });
  });

  test("a duration is held in milliseconds, an instant in UTC", () => {
    expect(parse({ "partner.created_at": { within: "12h" } }).condition).toMatchObject({
      value: { duration: 43_200_000 },
    });
    expect(parse({ "partner.created_at": { before: "2025-01-01T00:00+01:00" } }).condition).toMatchObject({
      value: "2024-12-31T23:00:00Z",
    });
  });

  test("standard input has the fields that are declared and no others: what is not read cannot be lost in silence", () => {
    expect(only({ "stream.plan": "pro" }).detail).toContain('columns: { "plan": text }');
  });
});

describe("what is wrong with a condition", () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ["an unknown source", { "partnr.status": "active" }, "unknown-source"],
    ["an unknown field", { "partner.stauts": "active" }, "unknown-path"],
    ["an unknown name", { TEIR: "gold" }, "unknown-name"],
    ["a name that only segments know", { tag: "partner" }, "unknown-name"],
    ["an unknown operator", { SALES: { ge: 3 } }, "unknown-operator"],
    ["an operator in other words", { SALES: { ">=": 3 } }, "unknown-operator"],
    ["a list where one value is compared", { "partner.status": ["active", "pending"] }, "literal-type"],
    ["a single value where a list is needed", { "partner.status": { in: "active" } }, "literal-type"],
    ["an empty list", { "partner.status": { in: [] } }, "literal-type"],
    ["a list compared whole", { "partner.tags": "tier:gold" }, "operator-type"],
    ["an order of dates in the words of numbers", { "partner.created_at": { gt: "2025-01-01" } }, "operator-type"],
    ["an order of numbers in the words of dates", { SALES: { after: 3 } }, "operator-type"],
    ["an order of texts", { "partner.name": { gte: 3 } }, "operator-type"],
    ["null", { "partner.status": null }, "literal-type"],
    ["ne null", { "partner.status": { ne: null } }, "literal-type"],
    ["an empty text", { "partner.status": "" }, "literal-type"],
    ["a number in quotes", { SALES: "12" }, "literal-type"],
    ["a text without quotes", { "partner.id": 12 }, "literal-type"],
    ["a boolean in quotes", { "partner.vip": "true" }, "literal-type"],
    ["an infinite number", { SALES: Number.POSITIVE_INFINITY }, "literal-type"],
    ["a date that is none", { "partner.birth": { before: "31.03.2025" } }, "literal-type"],
    ["a duration that is none", { "partner.created_at": { within: "30 days" } }, "literal-type"],
    ["exists: false", { "partner.status": { exists: false } }, "literal-type"],
    ["an address compared", { "partner.home": "Harbor Street 1" }, "operator-type"],
    ["a source compared", { partner: "active" }, "operator-type"],
    ["a mapping as an operand's value", { SALES: { eq: { a: 1 } } }, "literal-type"],
    ["an empty condition", {}, "condition-empty"],
    ["an empty list of conditions", { all: [] }, "condition-empty"],
    ["an empty mapping of operators", { SALES: {} }, "condition-empty"],
    ["a list of conditions that is none", { any: { partner: "exists" } }, "condition-shape"],
    ["a condition that is a text", "partner", "condition-shape"],
    ["a condition that is a list", [{ partner: "exists" }], "condition-shape"],
    ["a value that the field never holds", { "partner.status": "activ" }, "unlisted-value"],
    ["a choice that is none", { TIER: { in: ["gold", "platin"] } }, "unlisted-value"],
  ];

  test.each(cases)("%s", (_name, raw, code) => {
    const finding = only(raw);
    expect(finding.code).toBe(code);
    expect(finding.condition === undefined).toBe(finding.severity === "error");
  });

  test("every message reads as a sentence with the way out", async () => {
    const text = cases.map(([name, raw]) => {
      const finding = only(raw);
      return `${name}\n  ${finding.severity}: ${finding.summary} (${finding.mark} of ${finding.path?.slice(3).join(" › ")})\n  ${finding.detail}\n`;
    });
    await expect(text.join("\n")).toMatchFileSnapshot("golden/condition-findings.txt");
  });

  test("all that is wrong is told at once", () => {
    const { findings } = parse({ any: [{ "partner.stauts": "a" }, { SALES: "x" }], not: { nobody: "exists" } });
    expect(findings.map((finding) => finding.code)).toEqual(["unknown-path", "literal-type", "unknown-name"]);
    expect(findings[1]?.path).toEqual(["tags", "active", "when", "any", 1, "SALES"]);
  });

  test("a rule that is nested without end is told once", () => {
    let raw: unknown = { partner: "exists" };
    for (let depth = 0; depth < 60; depth++) raw = { any: [raw, raw].slice(0, depth > 56 ? 2 : 1) };
    expect(only(raw).code).toBe("condition-too-deep");
  });

  test("a source and a merge field of one name cannot be told apart", () => {
    const vocabulary = { ...VOCABULARY, mergeFields: [{ key: "partner", type: "text" } as const] };
    expect(parseCondition({ partner: "exists" }, [], vocabulary).findings[0]?.code).toBe("ambiguous-name");
  });
});

test("reading never throws, whatever the file holds, and answers with a condition or an error", () => {
  const key = fc.constantFrom(
    "all",
    "any",
    "not",
    "partner",
    "partner.status",
    "SALES",
    "TIER",
    "in",
    "eq",
    "within",
    "__proto__",
  );
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom("exists", "missing", "active", "30d", null, true, 3, -0, ""),
      fc.dictionary(key, tie("node"), { maxKeys: 3, noNullPrototype: true }),
      fc.array(tie("node"), { maxLength: 3 }),
    ),
  }));
  fc.assert(
    fc.property(fc.oneof(tree.node, fc.jsonValue()), (raw) => {
      const { condition, findings } = parse(raw);
      expect(condition === undefined).toBe(findings.some((finding) => finding.severity === "error"));
    }),
  );
});
