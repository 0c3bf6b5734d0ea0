import type { Condition, Explanation } from "../model/condition.ts";
import type { Vocabulary } from "../model/desired.ts";
import type { ExplainedCondition } from "../model/explained-person.ts";
import { explainCondition } from "../rules/explanation.ts";
import { testText } from "../rules/explanation-line.ts";
import type { Facts } from "../rules/facts.ts";
import type { Discretion } from "./discretion.ts";

/** What conditions are asked about. */
export interface Hearing {
  readonly vocabulary: Vocabulary;
  readonly now: number;
  readonly facts: Facts;
  readonly discretion: Discretion;
}

/** A condition with its truth for one person, and what each test of it found. */
export function explainedCondition(condition: Condition, hearing: Hearing): ExplainedCondition {
  return told(explainCondition(condition, hearing.vocabulary, hearing.now)(hearing.facts), hearing.discretion);
}

function told({ condition, holds, found, parts }: Explanation, discretion: Discretion): ExplainedCondition {
  if (condition.is !== "test") {
    const inner = parts.map((part) => told(part, discretion));
    return { is: condition.is, text: condition.is, holds, parts: inner };
  }
  const { operand, operator } = condition;
  const bare = { is: "test", text: testText(condition), holds, parts: [] } as const;
  if (operand.on === "record") return { ...bare, record: holds === (operator === "exists") };
  const shown = discretion(operand, found);
  return { ...bare, ...(shown === undefined ? {} : { found: shown }) };
}
