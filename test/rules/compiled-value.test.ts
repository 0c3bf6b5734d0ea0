import { describe, expect, test } from "vitest";
import { compileValue } from "../../src/rules/compiled-value.ts";
import type { Facts } from "../../src/rules/facts.ts";
import { parseValue } from "../../src/rules/value-parser.ts";
import { NOBODY, partner, VOCABULARY } from "./partner-program.ts";

function found(raw: unknown, facts: Facts) {
  const { value } = parseValue(raw, [], VOCABULARY);
  if (value === undefined) throw new Error("This value should be readable.");
  return compileValue(value, VOCABULARY)(facts);
}

const valueIn = (raw: unknown, facts: Facts) => found(raw, facts).value;

test("a path gives the value as it is, whatever its type", () => {
  expect(valueIn("partner.vip", partner({ vip: false }))).toBe(false);
  expect(valueIn("partner.home", partner({ home: { city: "Kiel" } }))).toEqual({ city: "Kiel" });
  expect(valueIn("partner.name", NOBODY)).toBeUndefined();
});

describe("a map", () => {
  test("its keys are compared with the text form of the value", () => {
    expect(valueIn({ from: "partner.vip", map: { true: "VIP" } }, partner({ vip: true }))).toBe("VIP");
    const sales = { from: "partner.referrals.sales_count", map: { 1: "first" }, default: "many" };
    expect(valueIn(sales, partner({ "referrals.sales_count": 1 }))).toBe("first");
    expect(valueIn(sales, partner({ "referrals.sales_count": 2 }))).toBe("many");
  });

  test("its default stands for every other value and for a missing one", () => {
    expect(valueIn({ from: "partner.status", map: { active: "yes" }, default: "no" }, NOBODY)).toBe("no");
    expect(valueIn({ from: "partner.status", map: { active: "yes" } }, partner({ status: "pending" }))).toBeUndefined();
  });

  test("an empty text in it takes the value away", () => {
    expect(
      valueIn({ from: "partner.status", map: { active: "yes", pending: "" } }, partner({ status: "pending" })),
    ).toBeUndefined();
  });

  test("a word of JavaScript is no key of it", () => {
    expect(valueIn({ from: "partner.name", map: { a: "b" } }, partner({ name: "constructor" }))).toBeUndefined();
  });
});

test("the first value that is present wins, false and zero included", () => {
  const raw = { first: ["partner.name", "partner.surname"] };
  expect(valueIn(raw, partner({ surname: "Lovelace" }))).toBe("Lovelace");
  expect(valueIn(raw, partner({}))).toBeUndefined();
  expect(
    valueIn({ first: ["partner.referrals.sales_count", "customer.sales"] }, partner({ "referrals.sales_count": 0 })),
  ).toBe(0);
});

describe("a template", () => {
  const raw = { template: "{partner.name} {partner.surname}" };

  test("is filled in, missing parts empty, and trimmed", () => {
    expect(valueIn(raw, partner({ name: "Ada", surname: "Lovelace" }))).toBe("Ada Lovelace");
    expect(valueIn(raw, partner({ surname: "Lovelace" }))).toBe("Lovelace");
  });

  test("is missing if all its parts are", () => {
    expect(valueIn({ template: "Dear {partner.name}" }, partner({}))).toBeUndefined();
  });
});

describe("a tag of a list", () => {
  const raw = { tag: "tier:*", of: "partner.tags" };

  test("gives what the star matched", () => {
    expect(found(raw, partner({ tags: ["new", "tier:gold"] }))).toEqual({ value: "gold", several: false });
  });

  test("of several matches the first is taken, and that is told", () => {
    expect(found(raw, partner({ tags: ["tier:gold", "tier:silver"] }))).toEqual({ value: "gold", several: true });
    expect(found(raw, partner({ tags: ["tier:gold", "tier:gold"] }))).toEqual({ value: "gold", several: false });
  });

  test("a star never matches nothing, nor do prefix and suffix overlap", () => {
    expect(valueIn(raw, partner({ tags: ["tier:"] }))).toBeUndefined();
    expect(valueIn({ tag: "aa*aa", of: "partner.tags" }, partner({ tags: ["aaa", "aaaa"] }))).toBeUndefined();
    expect(valueIn(raw, NOBODY)).toBeUndefined();
  });
});
