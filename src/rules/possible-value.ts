import type { FieldRef, ValueExpression } from "../model/condition.ts";
import type { Vocabulary } from "../model/desired.ts";

/** The texts that a value expression can give, where the sources know them; undefined where anything can come. */
export function possibleValues(expression: ValueExpression, vocabulary: Vocabulary): readonly string[] | undefined {
  switch (expression.is) {
    case "path":
      return heldValues(expression.of, vocabulary);
    case "map": {
      const { map, otherwise } = expression;
      const given = [...Object.values(map), ...(otherwise === undefined ? [] : [otherwise])].map(String);
      return [...new Set(given.filter((text) => text !== ""))];
    }
    case "first": {
      const held = expression.of.map((ref) => heldValues(ref, vocabulary));
      return held.includes(undefined) ? undefined : [...new Set(held.flatMap((values) => values ?? []))];
    }
    case "template":
    case "tagged":
      return undefined;
  }
}

function heldValues(ref: FieldRef, vocabulary: Vocabulary): readonly string[] | undefined {
  const source = vocabulary.sources.find((one) => one.name === ref.source);
  return source?.schema.fields.find((field) => field.name === ref.field)?.values;
}
