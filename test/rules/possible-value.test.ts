import { expect, test } from "vitest";
import { parseCondition } from "../../src/rules/condition-parser.ts";
import { possibleValues } from "../../src/rules/possible-value.ts";
import { conditionOperands, valueFields } from "../../src/rules/reference.ts";
import { parseValue } from "../../src/rules/value-parser.ts";
import { VOCABULARY } from "./partner-program.ts";

function possible(raw: unknown) {
  const { value } = parseValue(raw, [], VOCABULARY);
  return value === undefined ? "unreadable" : possibleValues(value, VOCABULARY);
}

test("the values of a known enumeration are known beforehand, and so are those of a map", () => {
  expect(possible("partner.status")).toEqual(["active", "pending", "archived"]);
  expect(possible({ from: "partner.name", map: { a: 1, b: 2, c: 2 }, default: 0 })).toEqual(["1", "2", "0"]);
  expect(possible({ first: ["partner.status", "partner.status"] })).toEqual(["active", "pending", "archived"]);
});

test("anything can come from a field that lists no values", () => {
  expect(possible("partner.name")).toBeUndefined();
  expect(possible({ first: ["partner.status", "partner.name"] })).toBeUndefined();
  expect(possible({ template: "{partner.status}" })).toBeUndefined();
});

test("every name that a rule uses can be listed", () => {
  const { condition } = parseCondition(
    { all: [{ partner: "exists" }, { not: { any: [{ SALES: 1 }] } }] },
    [],
    VOCABULARY,
  );
  expect(condition === undefined ? [] : conditionOperands(condition)).toMatchObject([
    { source: "partner" },
    { key: "SALES" },
  ]);
  const { value } = parseValue({ template: "{partner.name} and {customer.sales}" }, [], VOCABULARY);
  expect(value === undefined ? [] : valueFields(value)).toMatchObject([{ field: "name" }, { field: "sales" }]);
});
