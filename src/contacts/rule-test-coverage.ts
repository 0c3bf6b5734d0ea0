import type { Vocabulary } from "../model/desired.ts";
import type { UnprovenRule } from "../model/rule-test-report.ts";
import { compileCondition } from "../rules/compiled-condition.ts";
import type { Facts } from "../rules/facts.ts";
import type { RuleTestSubject } from "./rule-test-subject.ts";

/** The person of one test and the instant at which the rules were asked. */
export interface RuleTestCase {
  readonly facts: Facts;
  readonly now: number;
}

/** The rules that no test makes true, or false, or either. */
export function unprovenRules(
  subjects: readonly RuleTestSubject[],
  cases: readonly RuleTestCase[],
  vocabulary: Vocabulary,
): readonly UnprovenRule[] {
  return subjects.flatMap(({ rule, when, declaredAt }) => {
    const answers = new Set(cases.map(({ facts, now }) => compileCondition(when, vocabulary, now)(facts)));
    const never = neverAnswered(answers);
    return never === undefined ? [] : [{ rule, never, ...(declaredAt === undefined ? {} : { declaredAt }) }];
  });
}

function neverAnswered(answers: ReadonlySet<boolean>): UnprovenRule["never"] | undefined {
  if (answers.size === 2) return undefined;
  if (answers.size === 0) return "either";
  return answers.has(true) ? "false" : "true";
}
