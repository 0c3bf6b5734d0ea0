import type { FieldRef, ValueExpression } from "../model/condition.ts";

/** Where a value comes from, in one line: `partner.status`, `partner.name, else customer.name`. */
export function valueLine(expression: ValueExpression): string {
  switch (expression.is) {
    case "path":
      return pathOf(expression.of);
    case "map":
      return `${pathOf(expression.of)}, mapped`;
    case "first":
      return expression.of.map(pathOf).join(", else ");
    case "template":
      return expression.parts.map((part) => (typeof part === "string" ? part : `{${pathOf(part)}}`)).join("");
    case "tagged":
      return `${expression.prefix}*${expression.suffix} of ${pathOf(expression.of)}`;
  }
}

function pathOf({ source, field }: FieldRef): string {
  return `${source}.${field}`;
}
