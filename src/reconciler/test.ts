import { runRuleTests } from "../contacts/rule-tests.ts";
import type { RuleTestReport } from "../model/rule-test-report.ts";
import type { LoadedConfig } from "./config.ts";

/** Runs the tests of a configuration; undefined where the file itself has errors. A file without rules has no tests to fail. */
export function testRules({ desired, vocabulary }: LoadedConfig, now: Date): RuleTestReport | undefined {
  if (desired === undefined || vocabulary === undefined) return undefined;
  if (desired.contacts === undefined) return { results: [], unproven: [] };
  return runRuleTests(desired.tests, desired.contacts, vocabulary, now.getTime());
}
