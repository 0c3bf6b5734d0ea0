import type { Condition, Explanation } from "../model/condition.ts";
import type { Vocabulary } from "../model/desired.ts";
import type { FieldValue } from "../model/source.ts";
import { compileCondition } from "./compiled-condition.ts";
import type { Facts, Reader } from "./facts.ts";
import { isList, operandReader, textOf } from "./facts.ts";

/** Makes a condition into a function that tells, leaf by leaf, why it is true or false for one person. */
export function explainCondition(
  condition: Condition,
  vocabulary: Vocabulary,
  now: number,
): (facts: Facts) => Explanation {
  switch (condition.is) {
    case "all":
      return composed(condition, condition.of, vocabulary, now, (parts) => parts.every((part) => part.holds));
    case "any":
      return composed(condition, condition.of, vocabulary, now, (parts) => parts.some((part) => part.holds));
    case "not":
      return composed(condition, [condition.of], vocabulary, now, (parts) => !parts.every((part) => part.holds));
    case "test": {
      const holds = compileCondition(condition, vocabulary, now);
      const read: Reader =
        condition.operand.on === "record" ? () => undefined : operandReader(condition.operand, vocabulary);
      return (facts) => ({ holds: holds(facts), condition, ...finding(read(facts)), parts: [] });
    }
  }
}

function composed(
  condition: Condition,
  of: readonly Condition[],
  vocabulary: Vocabulary,
  now: number,
  decide: (parts: readonly Explanation[]) => boolean,
): (facts: Facts) => Explanation {
  const explain = of.map((part) => explainCondition(part, vocabulary, now));
  return (facts) => {
    const parts = explain.map((part) => part(facts));
    return { holds: decide(parts), condition, parts };
  };
}

function finding(value: FieldValue): Pick<Explanation, "found"> {
  if (value === undefined) return {};
  if (typeof value !== "object" || isList(value)) return { found: value };
  return { found: textOf(value) ?? "" };
}
