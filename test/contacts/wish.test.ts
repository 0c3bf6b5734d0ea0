import { expect, test } from "vitest";
import { compileWish } from "../../src/contacts/wish.ts";
import type { MergeFieldType } from "../../src/model/merge-field-type.ts";
import type { FieldType, FieldValue } from "../../src/model/source.ts";
import { parseCondition } from "../../src/rules/condition-parser.ts";
import { parseValue } from "../../src/rules/value-parser.ts";
import { NOW, record, VOCABULARY } from "../rules/partner-program.ts";
import { line, RULES } from "./partner-rules.ts";

const wishOf = compileWish(RULES, VOCABULARY, NOW);

const wish = (partner: Readonly<Record<string, FieldValue>>) =>
  wishOf([record("partner", partner), undefined, undefined]);

test("a person's records become values, tags, families and a status", () => {
  expect(
    wish({ id: "p1", status: "active", tags: ["tier:gold", "consented"], "referrals.sales_count": 12, name: "Ada" }),
  ).toEqual({
    included: true,
    newStatus: "subscribed",
    values: ["gold", 12, "p1", "Ada"],
    tags: [true, true, false],
    families: ["tier:gold"],
    interests: [],
    severalInterests: [],
    severalMatches: [],
    refusedTags: [],
  });
});

test("the first rule that holds decides the status of a new contact, and whom none admits is skipped", () => {
  expect(wish({ tags: [] }).newStatus).toBe("pending");
  const strict = { ...RULES, newContacts: RULES.newContacts.slice(0, 1) };
  expect(compileWish(strict, VOCABULARY, NOW)([undefined, undefined, undefined]).newStatus).toBe("skip");
});

test("without include everybody in the sources is wished", () => {
  const { include: _, ...open } = RULES;
  expect(wish({ status: "archived" }).included).toBe(false);
  expect(compileWish(open, VOCABULARY, NOW)([record("partner", { status: "archived" })]).included).toBe(true);
});

test("of several tiers the first is taken, and the rules concerned are told", () => {
  const { values, families, severalMatches } = wish({ tags: ["tier:gold", "tier:silver"] });
  expect([values[0], families[0]]).toEqual(["gold", "tier:gold"]);
  expect(severalMatches).toEqual(["mergeField.TIER", "tag.tier:*"]);
});

test("a tag that Mailchimp cannot hold is not wished, and that is told", () => {
  expect(wish({ tags: ["tier:gold, silver"] })).toMatchObject({
    families: [undefined],
    refusedTags: [{ rule: "tag.tier:*", tag: "tier:gold, silver", reason: "A tag cannot hold a comma." }],
  });
  expect(wish({ tags: [`tier:${"x".repeat(96)}`] }).refusedTags).toHaveLength(1);
  expect(wish({ tags: [`tier:${"x".repeat(95)}`] }).refusedTags).toHaveLength(0);
});

test("a rule sees a merge field's value in the type of the field, whatever the type of its source", () => {
  const holdsFor = (type: MergeFieldType, path: string, condition: unknown, held: FieldType) => {
    const vocabulary = { ...VOCABULARY, mergeFields: [{ key: "FIELD", type: held }] };
    const { value } = parseValue(path, [], vocabulary);
    const { condition: when } = parseCondition(condition, [], vocabulary);
    if (value === undefined || when === undefined) throw new Error("This rule should be readable.");
    const fields = [
      { key: "FIELD", tag: "FIELD", type, value, write: "always", empty: "clear", declaredAt: line(1) } as const,
    ];
    const rules = { ...RULES, fields, tags: [{ name: "held", when, declaredAt: line(2) }] };
    const given = { vip: true, "referrals.sales_count": 12, created_at: "2025-03-31T23:00:00Z", birth: "1990-02-03" };
    return compileWish(rules, vocabulary, NOW)([record("partner", given)]).tags[0];
  };
  expect(holdsFor("text", "partner.vip", { FIELD: "true" }, "text")).toBe(true);
  expect(holdsFor("dropdown", "partner.referrals.sales_count", { FIELD: { in: ["12"] } }, "text")).toBe(true);
  expect(holdsFor("number", "partner.referrals.sales_count", { FIELD: { gte: 12 } }, "number")).toBe(true);
  expect(
    holdsFor("date", "partner.created_at", { FIELD: { after: "2025-03-30", before: "2025-03-31T12:00Z" } }, "date"),
  ).toBe(true);
  expect(holdsFor("birthday", "partner.birth", { FIELD: "02/03" }, "text")).toBe(true);
});
