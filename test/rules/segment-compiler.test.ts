import { describe, expect, test } from "vitest";
import { OPERATORS } from "../../src/model/condition.ts";
import { MERGE_FIELD_TYPES } from "../../src/model/merge-field-type.ts";
import type { SegmentField } from "../../src/model/segment.ts";
import { compileSegment } from "../../src/rules/segment-compiler.ts";
import { parseSegment } from "../../src/rules/segment-parser.ts";

const FIELDS: readonly SegmentField[] = [
  ...MERGE_FIELD_TYPES.map((type) => ({ key: type.toUpperCase(), tag: type.toUpperCase().slice(0, 10), type })),
  { key: "TIER", tag: "TIER", type: "dropdown", choices: ["silver", "gold"] },
  { key: "OPEN", tag: "OPEN" },
];

const PROPERTIES = ["email", "status", "vip", "language", "rating", "source", "signup", "changed", "tag", "group"];

/** A value that fits each name, two of which make a list. */
const VALUES: Readonly<Record<string, readonly [unknown, unknown]>> = {
  NUMBER: [10, 20],
  DATE: ["2025-03-31", "2025-04-01"],
  BIRTHDAY: ["03/31", "04/01"],
  vip: [true, false],
  language: ["de", "en"],
  rating: [3, 4],
  signup: ["2025-03-31", "2025-04-01"],
  changed: ["2025-03-31", "2025-04-01"],
};

describe("every operator of every type", () => {
  const names = [...FIELDS.slice(0, MERGE_FIELD_TYPES.length).map(({ key }) => key), ...PROPERTIES];

  test.each(names)("%s becomes Mailchimp's words, or an error that names the way out", async (name) => {
    const lines = OPERATORS.flatMap((operator) => {
      const condition = asked(name, { [operator]: valueFor(name, operator) });
      return [`${JSON.stringify(condition)}\n${said(condition)}`, `not\n${said({ not: condition })}`];
    });
    await expect(`${lines.join("\n\n")}\n`).toMatchFileSnapshot(`golden/segment/${name}.txt`);
  });
});

describe("conditions", () => {
  test("of one kind inside one another are one level", () => {
    expect(options({ all: [{ tag: "a" }, { all: [{ vip: true }, { any: [{ rating: 5 }] }] }] })).toMatchObject({
      match: "all",
      conditions: [{ value: "a" }, { op: "member" }, { value: "5" }],
    });
  });

  test("under not change places: not any of them is none of them", () => {
    expect(options({ not: { any: [{ tag: "a" }, { TIER: "gold" }] } })).toMatchObject({
      match: "all",
      conditions: [{ op: "static_not" }, { op: "not" }],
    });
  });

  test("that are said twice are said once", () => {
    expect(options({ any: [{ tag: "a" }, { tag: "a" }] })?.conditions).toHaveLength(1);
  });

  test("on a field whose type only the audience knows are not judged yet", () => {
    const parsed = parseSegment({ OPEN: { within: "30d" } }, [], { fields: FIELDS, sources: [] });
    expect(parsed.value && compileSegment(parsed.value, fieldOf, [])).toEqual({ findings: [] });
  });

  test("ten are taken, eleven are not", () => {
    const one = (count: number) => options({ tag: { in: Array.from({ length: count }, (_, index) => `t${index}`) } });
    expect(one(10)?.conditions).toHaveLength(10);
    expect(one(11)).toBeUndefined();
  });
});

function asked(name: string, test: unknown): Record<string, unknown> {
  return name === "group" ? { group: { Club: test } } : { [name]: test };
}

function valueFor(name: string, operator: string): unknown {
  const [one, two] = VALUES[name] ?? ["Oslo", "Ulm"];
  if (operator === "exists" || operator === "missing") return true;
  if (operator === "within" || operator === "olderThan") return "30d";
  return operator === "in" || operator === "notIn" ? [one, two] : one;
}

function fieldOf(key: string): SegmentField | undefined {
  return FIELDS.find((field) => field.key === key);
}

function compiled(condition: unknown) {
  const { value, findings } = parseSegment(condition, ["when"], { fields: FIELDS, sources: ["partner"] });
  return value === undefined ? { findings } : compileSegment(value, fieldOf, ["when"]);
}

function options(condition: unknown) {
  const made = compiled(condition);
  return "options" in made ? made.options : undefined;
}

function said(condition: unknown): string {
  const made = compiled(condition);
  const lines = [...made.findings.map(({ code, detail }) => `  ${code}: ${detail}`)];
  const found = "options" in made ? made.options : undefined;
  if (found === undefined) return lines.join("\n");
  return [`  ${found.match}`, ...found.conditions.map((one) => `    ${JSON.stringify(one)}`), ...lines].join("\n");
}
