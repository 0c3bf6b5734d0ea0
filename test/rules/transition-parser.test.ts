import { describe, expect, test } from "vitest";
import type { Vocabulary } from "../../src/model/desired.ts";
import { parseTransition } from "../../src/rules/transition-parser.ts";

const FIELDS: Vocabulary["mergeFields"] = [
  { key: "SALES", type: "number" },
  { key: "TIER", type: "text", choices: ["silver", "gold"] },
  { key: "HOME", type: "address" },
];

const read = (raw: unknown) => parseTransition(raw, ["when"], FIELDS);

describe("a transition", () => {
  test.each([
    [{ crosses: { SALES: 10 } }, { is: "crosses", field: "SALES", threshold: 10 }],
    [{ increases: "SALES" }, { is: "increases", field: "SALES" }],
    [{ changes: { TIER: {} } }, { is: "changes", field: "TIER" }],
    [
      { changes: { TIER: { from: "silver", to: "gold" } } },
      { is: "changes", field: "TIER", from: ["silver"], to: ["gold"] },
    ],
    [{ changes: { TIER: { to: ["silver", "gold"] } } }, { is: "changes", field: "TIER", to: ["silver", "gold"] }],
    [{ changes: { SALES: { from: 0 } } }, { is: "changes", field: "SALES", from: [0] }],
  ])("reads %j", (raw, transition) => {
    expect(read(raw)).toEqual({ value: transition, findings: [] });
  });

  test.each([
    [undefined, "transition-shape"],
    [[], "transition-shape"],
    [{}, "transition-shape"],
    [{ crosses: 10 }, "transition-shape"],
    [{ crosses: {} }, "transition-shape"],
    [{ crosses: { SALES: 1, TIER: 2 } }, "transition-shape"],
    [{ crosses: { SALES: null } }, "literal-type"],
    [{ crosses: { SALES: [1] } }, "literal-type"],
    [{ crosses: { TIER: 1 } }, "transition-type"],
    [{ increases: "TIERS" }, "transition-field"],
    [{ increases: 3 }, "transition-shape"],
    [{ changes: { HOME: {} } }, "transition-type"],
    [{ changes: { SALES: { to: "many" } } }, "literal-type"],
    [{ changes: { TIER: { to: [["gold"]] } } }, "literal-type"],
    [{ falls: { SALES: 1 } }, "transition-shape"],
  ])("says what is wrong with %j", (raw, code) => {
    const { value, findings } = read(raw);
    expect(value).toBeUndefined();
    expect(findings.map((finding) => finding.code)).toEqual([code]);
  });
});
