import type { Condition } from "../model/condition.ts";
import type { Vocabulary } from "../model/desired.ts";
import type { Facts } from "./facts.ts";
import { operandReader } from "./facts.ts";
import { predicate } from "./predicate.ts";

/** Makes a condition into a function that answers for one person at a time; every name is looked up once, here. */
export function compileCondition(condition: Condition, vocabulary: Vocabulary, now: number): (facts: Facts) => boolean {
  switch (condition.is) {
    case "all":
      return every(condition.of.map((part) => compileCondition(part, vocabulary, now)));
    case "any":
      return some(condition.of.map((part) => compileCondition(part, vocabulary, now)));
    case "not": {
      const part = compileCondition(condition.of, vocabulary, now);
      return (facts) => !part(facts);
    }
    case "test": {
      const { operand } = condition;
      const read = operandReader(operand, vocabulary);
      const passes = predicate(
        condition.operator,
        condition.value,
        operand.on === "record" ? "boolean" : operand.type,
        now,
      );
      return (facts) => passes(read(facts));
    }
  }
}

type Answer = (facts: Facts) => boolean;

// Plain loops: these run for each rule and each of a million people.
function every(parts: readonly Answer[]): Answer {
  return (facts) => {
    for (const part of parts) if (!part(facts)) return false;
    return true;
  };
}

function some(parts: readonly Answer[]): Answer {
  return (facts) => {
    for (const part of parts) if (part(facts)) return true;
    return false;
  };
}
