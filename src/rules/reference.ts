import type { Condition, FieldRef, Operand, ValueExpression } from "../model/condition.ts";

/** Everything that a condition looks at, in the order of the file; the same thing may come more than once. */
export function conditionOperands(condition: Condition): readonly Operand[] {
  switch (condition.is) {
    case "all":
    case "any":
      return condition.of.flatMap(conditionOperands);
    case "not":
      return conditionOperands(condition.of);
    case "test":
      return [condition.operand];
  }
}

/** The source fields that a value is made from. */
export function valueFields(expression: ValueExpression): readonly FieldRef[] {
  switch (expression.is) {
    case "path":
    case "map":
    case "tagged":
      return [expression.of];
    case "first":
      return expression.of;
    case "template":
      return expression.parts.filter((part) => typeof part !== "string");
  }
}
