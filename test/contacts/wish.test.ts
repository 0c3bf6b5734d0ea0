import { expect, test } from "vitest";
import { compileWish } from "../../src/contacts/wish.ts";
import type { FieldValue } from "../../src/model/source.ts";
import { NOW, record, VOCABULARY } from "../rules/partner-program.ts";
import { RULES } from "./partner-rules.ts";

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
