import type { FieldRef, Operand } from "../model/condition.ts";
import type { Vocabulary } from "../model/desired.ts";
import type { FieldValue, SourceRecord } from "../model/source.ts";

/** What is known of one person when the rules are asked. */
export interface Facts {
  /** By index of `vocabulary.sources`; undefined where a source does not have the person. */
  readonly records: readonly (SourceRecord | undefined)[];
  /** By index of `vocabulary.mergeFields`: the values that the rules wish for. */
  readonly wished: readonly FieldValue[];
}

/** Looks one value up. */
export type Reader = (facts: Facts) => FieldValue;

/** A reader of a source's field; one that the source turned out not to have is always missing. */
export function fieldReader(ref: FieldRef, vocabulary: Vocabulary): Reader {
  const source = vocabulary.sources.findIndex((one) => one.name === ref.source);
  const field = vocabulary.sources[source]?.schema.fields.findIndex((one) => one.name === ref.field) ?? -1;
  if (field < 0) return () => undefined;
  return (facts) => facts.records[source]?.values[field];
}

/** A reader of what a test looks at. For a whole record it only tells whether there is one: true or missing. */
export function operandReader(operand: Operand, vocabulary: Vocabulary): Reader {
  switch (operand.on) {
    case "record": {
      const source = vocabulary.sources.findIndex((one) => one.name === operand.source);
      return (facts) => (facts.records[source] === undefined ? undefined : true);
    }
    case "field":
      return fieldReader(operand, vocabulary);
    case "mergeField": {
      const index = vocabulary.mergeFields.findIndex((one) => one.key === operand.key);
      return (facts) => facts.wished[index];
    }
  }
}

/** Whether a value is a list of texts. */
export function isList(value: FieldValue): value is readonly string[] {
  return Array.isArray(value);
}

/** The text form of a value, as maps and templates take it; missing stays missing. */
export function textOf(value: FieldValue): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  if (typeof value !== "object") return String(value);
  return isList(value) ? value.join(", ") : Object.values(value).filter(Boolean).join(", ");
}
