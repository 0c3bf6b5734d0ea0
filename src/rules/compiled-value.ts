import type { ValueExpression } from "../model/condition.ts";
import type { Vocabulary } from "../model/desired.ts";
import type { FieldValue } from "../model/source.ts";
import type { Facts } from "./facts.ts";
import { fieldReader, isList, textOf } from "./facts.ts";

/** What a value expression gave for one person. */
export interface ValueFound {
  readonly value: FieldValue;
  /** Whether more than one entry of the list matched the pattern of a tag; the value is the first then. */
  readonly several: boolean;
}

/** Makes a value expression into a function that answers for one person at a time. */
export function compileValue(expression: ValueExpression, vocabulary: Vocabulary): (facts: Facts) => ValueFound {
  switch (expression.is) {
    case "path": {
      const read = fieldReader(expression.of, vocabulary);
      return (facts) => single(read(facts));
    }
    case "map":
      return mapped(expression, vocabulary);
    case "first":
      return firstPresent(expression, vocabulary);
    case "template":
      return filledIn(expression, vocabulary);
    case "tagged":
      return starred(expression, vocabulary);
  }
}

type Answer = (facts: Facts) => ValueFound;
type Form<Is extends ValueExpression["is"]> = Extract<ValueExpression, { readonly is: Is }>;

const MISSING: ValueFound = { value: undefined, several: false };

// An empty text is no value, whichever way it came about.
function single(value: FieldValue): ValueFound {
  return value === undefined || value === "" ? MISSING : { value, several: false };
}

function mapped(expression: Form<"map">, vocabulary: Vocabulary): Answer {
  const read = fieldReader(expression.of, vocabulary);
  const answers = new Map(Object.entries(expression.map).map(([key, value]) => [key, single(value)]));
  const otherwise = single(expression.otherwise);
  return (facts) => {
    const text = textOf(read(facts));
    return text === undefined ? otherwise : (answers.get(text) ?? otherwise);
  };
}

function firstPresent(expression: Form<"first">, vocabulary: Vocabulary): Answer {
  const readers = expression.of.map((ref) => fieldReader(ref, vocabulary));
  return (facts) => {
    for (const read of readers) {
      const value = read(facts);
      if (value !== undefined && value !== "") return single(value);
    }
    return MISSING;
  };
}

function filledIn(expression: Form<"template">, vocabulary: Vocabulary): Answer {
  const parts = expression.parts.map((part) => (typeof part === "string" ? part : fieldReader(part, vocabulary)));
  return (facts) => {
    let text = "";
    let filled = false;
    for (const part of parts) {
      const value = typeof part === "string" ? part : textOf(part(facts));
      if (typeof part !== "string" && value !== undefined) filled = true;
      text += value ?? "";
    }
    return filled ? single(text.trim()) : MISSING;
  };
}

function starred(expression: Form<"tagged">, vocabulary: Vocabulary): Answer {
  const { prefix, suffix } = expression;
  const shortest = prefix.length + suffix.length + 1;
  const read = fieldReader(expression.of, vocabulary);
  return (facts) => {
    const entries = read(facts);
    if (!isList(entries)) return MISSING;
    let matched: string | undefined;
    for (const entry of entries) {
      if (entry.length < shortest || !entry.startsWith(prefix) || !entry.endsWith(suffix)) continue;
      if (matched !== undefined && matched !== entry) return { value: starOf(matched, prefix, suffix), several: true };
      matched = entry;
    }
    return matched === undefined ? MISSING : single(starOf(matched, prefix, suffix));
  };
}

function starOf(entry: string, prefix: string, suffix: string): string {
  return entry.slice(prefix.length, entry.length - suffix.length);
}
