import { describe, expect, test } from "vitest";
import type { RuleTestReport, RuleTestResult } from "../../src/model/rule-test-report.ts";
import { testText } from "../../src/render/test-text.ts";

const FILE = "mailchimp.config.yaml";

function passing(name: string, line: number): RuleTestResult {
  return { name, declaredAt: { file: FILE, line, column: 5 }, mismatches: [] };
}

const REPORT: RuleTestReport = {
  results: [
    passing("a gold partner with twelve sales", 80),
    {
      name: "an archived partner who still buys",
      declaredAt: { file: FILE, line: 88, column: 5 },
      mismatches: [
        {
          on: "tag.active",
          expected: true,
          found: false,
          because: ['tag.active is false: partner.status is "archived", not "active".'],
        },
        { on: "mergeField.TIER", expected: "gold", found: null },
        { on: "status", expected: "pending", found: "subscribed" },
      ],
    },
  ],
  unproven: [
    { rule: "tag.pending", never: "true", declaredAt: { file: FILE, line: 31, column: 3 } },
    { rule: "tag.top-performer", never: "either", declaredAt: { file: FILE, line: 33, column: 3 } },
    { rule: "sync.include", never: "false" },
  ],
};

describe("the report of the rule tests", () => {
  test("shows each failure with what was expected, what was found and why", async () => {
    await expect(testText(REPORT, { colour: false, width: 90 })).toMatchFileSnapshot("golden/test/failures.txt");
    await expect(testText(REPORT, { colour: true, width: 90 })).toMatchFileSnapshot("golden/test/coloured.txt");
  });

  test("only counts the tests that pass where there are many", () => {
    const results = Array.from({ length: 200 }, (_, index) => passing(`test ${index}`, index));
    expect(testText({ results, unproven: [] }, { colour: false, width: 90 })).toBe("200 tests: 200 passed.\n");
  });
});
