import type { Condition, FieldRef, Operand, ValueExpression } from "../model/condition.ts";
import type { ContactRules, Vocabulary } from "../model/desired.ts";
import type { ShownValue } from "../model/explained-person.ts";
import type { FieldType, FieldValue } from "../model/source.ts";
import { isList } from "../rules/facts.ts";

/** Says of the values of one operand which of them tell something about a person. */
export type Discretion = (operand: Exclude<Operand, { on: "record" }>, value: FieldValue) => ShownValue | undefined;

/**
 * Texts are personal, but for the words that the file or the source itself names: `active`, where a rule asks for it.
 * Of other types only days are that a birthday is made of.
 */
export function discretion(rules: ContactRules, vocabulary: Vocabulary): Discretion {
  const words = wordsOf(rules, vocabulary);
  const birthdays = new Set(
    rules.fields.flatMap(({ key, type, value }) =>
      type === "birthday" ? [key, ...fieldsOf(value).map(({ source, field }) => nameOf(source, field))] : [],
    ),
  );
  return (operand, value) => {
    if (value === undefined) return undefined;
    const name = operand.on === "mergeField" ? operand.key : nameOf(operand.source, operand.field);
    const known = words.get(name);
    const isNamed = (text: string): boolean => known?.some((knows) => knows(text)) === true;
    const personal = birthdays.has(name) || (TELLING[operand.type] && !textsOf(value).every(isNamed));
    return { value, personal };
  };
}

/** Whether values of a type tell something about a person. */
const TELLING: Readonly<Record<FieldType, boolean>> = {
  text: true,
  list: true,
  address: true,
  number: false,
  boolean: false,
  date: false,
  datetime: false,
};

type Knows = (text: string) => boolean;

/** The words that are named for each operand: values that its source knows, what rules compare it with, choices, patterns. */
function wordsOf(rules: ContactRules, vocabulary: Vocabulary): ReadonlyMap<string, readonly Knows[]> {
  const words = new Map<string, Knows[]>();
  const note = (name: string, knows: Knows): void => {
    words.set(name, [...(words.get(name) ?? []), knows]);
  };
  for (const { name: source, schema } of vocabulary.sources) {
    for (const { name, values = [] } of schema.fields) note(nameOf(source, name), oneOf(values));
  }
  for (const condition of conditionsOf(rules)) noteLiterals(condition, note);
  for (const { key, choices, value } of rules.fields) {
    if (choices !== undefined) note(key, oneOf(choices));
    noteValue(value, note, choices ?? []);
  }
  for (const { value } of rules.families) noteValue(value, note, "any tag");
  return words;
}

type Note = (name: string, knows: Knows) => void;

function noteLiterals(condition: Condition, note: Note): void {
  if (condition.is !== "test") {
    for (const part of condition.is === "not" ? [condition.of] : condition.of) noteLiterals(part, note);
    return;
  }
  const { operand, value } = condition;
  if (operand.on === "record" || value === undefined || (typeof value === "object" && "duration" in value)) return;
  const texts = Array.isArray(value) ? value.map(String) : [String(value)];
  note(operand.on === "mergeField" ? operand.key : nameOf(operand.source, operand.field), oneOf(texts));
}

/** What a value becomes may be shown of a family, whose tags a plan shows anyway, and of a field with choices. */
function noteValue(value: ValueExpression, note: Note, made: readonly string[] | "any tag"): void {
  for (const { source, field } of fieldsOf(value)) {
    const name = nameOf(source, field);
    if (made !== "any tag") note(name, oneOf(made));
    else if (value.is === "path") note(name, () => true);
    if (value.is === "map") note(name, oneOf(Object.keys(value.map)));
    if (value.is === "tagged" && made.length > 0) {
      const { prefix, suffix } = value;
      note(name, (text) => text.startsWith(prefix) && text.endsWith(suffix));
    }
  }
}

function conditionsOf(rules: ContactRules): readonly Condition[] {
  return [
    ...(rules.include === undefined ? [] : [rules.include]),
    ...rules.newContacts.flatMap(({ when }) => when ?? []),
    ...[...rules.tags, ...rules.interests].map(({ when }) => when),
  ];
}

function fieldsOf(value: ValueExpression): readonly FieldRef[] {
  switch (value.is) {
    case "first":
      return value.of;
    case "template":
      return value.parts.filter((part) => typeof part !== "string");
    case "path":
    case "map":
    case "tagged":
      return [value.of];
  }
}

function oneOf(texts: readonly string[]): Knows {
  return (text) => texts.includes(text);
}

function textsOf(value: Exclude<FieldValue, undefined>): readonly string[] {
  if (isList(value)) return value;
  return typeof value === "object" ? Object.values(value) : [String(value)];
}

function nameOf(source: string, field: string): string {
  return `${source}.${field}`;
}
