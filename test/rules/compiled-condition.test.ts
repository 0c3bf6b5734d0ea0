import { describe, expect, test } from "vitest";
import { compileCondition } from "../../src/rules/compiled-condition.ts";
import { parseCondition } from "../../src/rules/condition-parser.ts";
import type { Facts } from "../../src/rules/facts.ts";
import { NOBODY, NOW, partner, VOCABULARY } from "./partner-program.ts";

function holds(raw: unknown, facts: Facts): boolean {
  const { condition } = parseCondition(raw, [], VOCABULARY);
  if (condition === undefined) throw new Error("This condition should be readable.");
  return compileCondition(condition, VOCABULARY, NOW)(facts);
}

describe("a missing value", () => {
  test.each([
    { "partner.name": { ne: "Ada" } },
    { "partner.name": { notIn: ["Ada"] } },
    { "partner.name": { notContains: "Ada" } },
    { "partner.tags": { notContains: "vip" } },
    { SALES: { ne: 3 } },
    { SALES: { lt: 3 } },
    { "partner.created_at": { ne: "2025-01-01" } },
    { "partner.created_at": { before: "2025-01-01" } },
    { "partner.created_at": { olderThan: "1d" } },
    { "partner.name": "exists" },
    { partner: "exists" },
  ])("fails %j", (raw) => {
    expect(holds(raw, NOBODY)).toBe(false);
  });

  test("passes missing alone, so not is no opposite of an operator", () => {
    expect(holds({ "partner.name": "missing" }, NOBODY)).toBe(true);
    expect(holds({ partner: "missing" }, NOBODY)).toBe(true);
    expect(holds({ not: { "partner.name": "Ada" } }, NOBODY)).toBe(true);
    expect(holds({ "partner.name": { ne: "Ada" } }, NOBODY)).toBe(false);
  });

  test("is not the same as a list without entries, zero, or false", () => {
    expect(holds({ "partner.tags": { notContains: "vip" } }, partner({ tags: [] }))).toBe(true);
    expect(holds({ SALES: "exists" }, partner({}, { SALES: 0 }))).toBe(true);
    expect(holds({ "partner.vip": false }, partner({ vip: false }))).toBe(true);
  });
});

test("texts are compared exactly", () => {
  const facts = partner({ name: "Ada" });
  expect(holds({ "partner.name": "Ada" }, facts)).toBe(true);
  expect(holds({ "partner.name": "ada" }, facts)).toBe(false);
  expect(holds({ "partner.name": { in: ["Bob", "Ada"] } }, facts)).toBe(true);
  expect(holds({ "partner.name": { startsWith: "A", endsWith: "a", contains: "d", notContains: "b" } }, facts)).toBe(
    true,
  );
});

test("a list contains whole entries", () => {
  const facts = partner({ tags: ["tier:gold"] });
  expect(holds({ "partner.tags": { contains: "tier:gold" } }, facts)).toBe(true);
  expect(holds({ "partner.tags": { contains: "tier" } }, facts)).toBe(false);
});

test("numbers are ordered", () => {
  const ten = partner({}, { SALES: 10 });
  expect(
    [{ gt: 10 }, { gte: 10 }, { lt: 10 }, { lte: 10 }, { in: [9, 10] }].map((test) => holds({ SALES: test }, ten)),
  ).toEqual([false, true, false, true, true]);
});

test("all, any, not and several keys combine", () => {
  const facts = partner({ status: "active", name: "Ada" });
  expect(holds({ all: [{ partner: "exists" }, { "partner.status": "active" }] }, facts)).toBe(true);
  expect(holds({ any: [{ "partner.status": "pending" }, { "partner.name": "Ada" }] }, facts)).toBe(true);
  expect(holds({ partner: "exists", not: { "partner.status": "active" } }, facts)).toBe(false);
});

describe("time", () => {
  const signedUp = (created_at: string) => partner({ created_at });

  test("within 30 days is after that moment and not after now", () => {
    const raw = { "partner.created_at": { within: "30d" } };
    expect(holds(raw, signedUp("2025-03-01T00:00:00Z"))).toBe(false);
    expect(holds(raw, signedUp("2025-03-01T00:00:01Z"))).toBe(true);
    expect(holds(raw, signedUp("2025-03-31T00:00:00Z"))).toBe(true);
    expect(holds(raw, signedUp("2025-03-31T00:00:01Z"))).toBe(false);
  });

  test("older than 30 days is that moment or before: within and olderThan share no moment", () => {
    const raw = { "partner.created_at": { olderThan: "30d" } };
    expect(holds(raw, signedUp("2025-03-01T00:00:00Z"))).toBe(true);
    expect(holds(raw, signedUp("2025-03-01T00:00:01Z"))).toBe(false);
  });

  test("before and after leave the moment itself out", () => {
    const instant = "2025-03-01T10:00:00Z";
    expect(holds({ "partner.created_at": { before: instant } }, signedUp(instant))).toBe(false);
    expect(holds({ "partner.created_at": { after: instant } }, signedUp(instant))).toBe(false);
    expect(holds({ "partner.created_at": { after: "2025-03-01T11:59:59+02:00" } }, signedUp(instant))).toBe(true);
  });

  test("a day in a rule is the whole day, for dates and for dates with a time", () => {
    for (const facts of [signedUp("2025-03-01T10:00:00Z"), signedUp("2025-03-01")]) {
      expect(holds({ "partner.created_at": "2025-03-01" }, facts)).toBe(true);
      expect(holds({ "partner.created_at": { after: "2025-03-01" } }, facts)).toBe(false);
      expect(holds({ "partner.created_at": { before: "2025-03-01" } }, facts)).toBe(false);
      expect(holds({ "partner.created_at": { after: "2025-02-28", before: "2025-03-02" } }, facts)).toBe(true);
      expect(holds({ "partner.created_at": { notIn: ["2025-03-01"] } }, facts)).toBe(false);
    }
  });
});
