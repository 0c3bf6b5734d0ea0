import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseValue } from "../../src/rules/value-parser.ts";
import { VOCABULARY } from "./partner-program.ts";

const parse = (raw: unknown) => parseValue(raw, ["mergeFields", "TIER", "value"], VOCABULARY);

function only(raw: unknown) {
  const parsed = parse(raw);
  expect(parsed.findings).toHaveLength(1);
  return { ...parsed.findings[0], value: parsed.value };
}

describe("what a value says", () => {
  test("a path has the type of its field", () => {
    expect(parse("partner.referrals.sales_count")).toMatchObject({
      value: { is: "path" },
      type: "number",
      findings: [],
    });
  });

  test("a map has the type of what it gives", () => {
    const raw = { from: "partner.status", map: { active: 1, pending: 2 }, default: 0 };
    expect(parse(raw)).toMatchObject({
      value: { is: "map", map: { active: 1, pending: 2 }, otherwise: 0 },
      type: "number",
    });
    expect(parse({ from: "partner.vip", map: { true: "yes", false: "" } })).toMatchObject({
      type: "text",
      findings: [],
    });
  });

  test("the first of several paths has their common type", () => {
    expect(parse({ first: ["partner.name", "customer.First Name"] })).toMatchObject({
      value: { is: "first" },
      type: "text",
    });
    expect(parse({ first: ["partner.birth", "partner.created_at"] })).toMatchObject({ type: "datetime" });
  });

  test("a template is text around paths, and a brace is written twice", () => {
    expect(parse({ template: "{{ {partner.name} { customer.First Name }" }).value).toMatchObject({
      parts: ["{", " ", { field: "name" }, " ", { source: "customer", field: "First Name" }],
    });
  });

  test("a tag is a pattern with one star, looked for in a list", () => {
    expect(parse({ tag: "tier:*", of: "partner.tags" })).toMatchObject({
      value: { is: "tagged", prefix: "tier:", suffix: "" },
      type: "text",
    });
  });
});

describe("what is wrong with a value", () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ["a number", 12, "value-shape"],
    ["nothing", null, "value-shape"],
    ["a list", ["partner.name"], "value-shape"],
    ["an unknown field", "partner.naem", "unknown-path"],
    ["a source alone", "partner", "value-shape"],
    ["a merge field", "SALES", "value-shape"],
    ["two forms at once", { template: "{partner.name}", first: ["partner.name"] }, "value-shape"],
    ["a key of another form", { first: ["partner.name"], default: "x" }, "value-shape"],
    ["a path without a map", { from: "partner.status" }, "value-shape"],
    ["a map that gives two types", { from: "partner.status", map: { active: 1, pending: "two" } }, "value-type"],
    ["a map to nothing", { from: "partner.status", map: { active: null } }, "value-shape"],
    ["a map of a list", { from: "partner.tags", map: { a: "b" } }, "value-type"],
    ["a map of a value that never comes", { from: "partner.status", map: { activ: "yes" } }, "unlisted-value"],
    ["an empty list of paths", { first: [] }, "value-shape"],
    ["paths of two types", { first: ["partner.name", "customer.sales"] }, "value-type"],
    ["a template without a path", { template: "Ada" }, "value-shape"],
    ["a template with an open brace", { template: "{partner.name} {" }, "value-shape"],
    ["a template with an address", { template: "{partner.home}" }, "value-shape"],
    ["a template with an unknown path", { template: "{partner.nmae}" }, "unknown-path"],
    ["a tag without a star", { tag: "tier", of: "partner.tags" }, "value-shape"],
    ["a tag without a list", { tag: "tier:*" }, "value-shape"],
    ["a tag in a text", { tag: "tier:*", of: "partner.name" }, "value-type"],
  ];

  test.each(cases)("%s", (_name, raw, code) => {
    const finding = only(raw);
    expect(finding.code).toBe(code);
    expect(finding.value === undefined).toBe(finding.severity === "error");
  });

  test("every message reads as a sentence with the way out", async () => {
    const text = cases.map(([name, raw]) => {
      const finding = only(raw);
      return `${name}\n  ${finding.severity}: ${finding.summary} (${finding.mark} of ${finding.path?.slice(2).join(" › ")})\n  ${finding.detail}\n`;
    });
    await expect(text.join("\n")).toMatchFileSnapshot("golden/value-findings.txt");
  });

  test("a mistyped key is told beside the form that is missing", () => {
    expect(
      parse({ form: "partner.status", map: { active: "x" } }).findings.map((finding) => finding.detail),
    ).toContainEqual(expect.stringContaining('Did you mean "from"?'));
  });
});

test("reading never throws, whatever the file holds, and answers with a value or an error", () => {
  const piece = fc.oneof(fc.constantFrom("partner.name", "partner.tags", "{partner.name}", "tier:*"), fc.jsonValue());
  const form = fc.record(
    {
      from: piece,
      map: fc.oneof(piece, fc.dictionary(fc.string(), piece)),
      default: piece,
      first: fc.array(piece),
      template: piece,
      tag: piece,
      of: piece,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(form, piece), (raw) => {
      const { value, type, findings } = parse(raw);
      expect(value === undefined).toBe(findings.some((finding) => finding.severity === "error"));
      expect(type === undefined).toBe(value === undefined);
    }),
  );
});
