import type { FieldRef, Operand } from "../model/condition.ts";
import type { Vocabulary } from "../model/desired.ts";
import type { Finding, Path } from "../model/diagnostic.ts";
import { didYouMean } from "../model/nearest-name.ts";
import type { Parsed } from "./parsed.ts";
import { shown, sound, unsound } from "./parsed.ts";
import { ruleFinding } from "./rule-finding.ts";

/** What a name in a rule stands for, and the values that it can hold where they are known. */
export interface Resolved {
  readonly operand: Operand;
  readonly values?: readonly string[];
}

/** Finds what a name of a condition means: a path into a source, a source itself, or a merge field's key. */
export function resolveName(name: string, path: Path, vocabulary: Vocabulary, mark: Finding["mark"]): Parsed<Resolved> {
  const dot = name.indexOf(".");
  if (dot >= 0) return resolvePath(name.slice(0, dot), name.slice(dot + 1), path, vocabulary, mark);
  const source = vocabulary.sources.some((one) => one.name === name);
  const mergeField = vocabulary.mergeFields.find((one) => one.key === name);
  if (source && mergeField !== undefined) {
    const detail = `${shown(name)} is the name of a source and the key of a merge field. Rename the source.`;
    return unsound(ruleFinding("ambiguous-name", detail, path, mark));
  }
  if (source) return sound({ operand: { on: "record", source: name } });
  if (mergeField === undefined) return unsound(unknownName(name, path, vocabulary, mark));
  const { key, type, choices } = mergeField;
  return sound({ operand: { on: "mergeField", key, type }, ...(choices === undefined ? {} : { values: choices }) });
}

/** Finds the field of a source that a value names; a source or a merge field alone is no value. */
export function resolveField(
  raw: unknown,
  path: Path,
  vocabulary: Vocabulary,
): Parsed<FieldRef & Pick<Resolved, "values">> {
  if (typeof raw !== "string") {
    const detail = `A path such as "partner.status" is needed here, not ${shown(raw)}.`;
    return unsound(ruleFinding("value-shape", detail, path, "value"));
  }
  const resolved = resolveName(raw, path, vocabulary, "value");
  if (resolved.value === undefined) return { findings: resolved.findings };
  const { operand, ...rest } = resolved.value;
  if (operand.on === "field") {
    return sound({ source: operand.source, field: operand.field, type: operand.type, ...rest });
  }
  const what = operand.on === "record" ? "a source" : "a merge field";
  const detail = `${shown(raw)} is ${what}. A value names a field of a source, such as "partner.status".`;
  return unsound(ruleFinding("value-shape", detail, path, "value"));
}

/** How a rule names an operand, `partner.status`. */
export function operandName(operand: Operand): string {
  switch (operand.on) {
    case "record":
      return operand.source;
    case "field":
      return `${operand.source}.${operand.field}`;
    case "mergeField":
      return operand.key;
  }
}

const SEGMENT_WORDS: readonly string[] = ["tag", "group", "contact", "live", "now"];

function resolvePath(
  sourceName: string,
  fieldName: string,
  path: Path,
  vocabulary: Vocabulary,
  mark: Finding["mark"],
): Parsed<Resolved> {
  const source = vocabulary.sources.find((one) => one.name === sourceName);
  if (source === undefined) {
    const names = vocabulary.sources.map((one) => one.name);
    const detail = `There is no source ${shown(sourceName)}.${didYouMean(sourceName, names)}`;
    return unsound(ruleFinding("unknown-source", detail, path, mark));
  }
  const field = source.schema.fields.find((one) => one.name === fieldName);
  if (field !== undefined) {
    const { name, type, values } = field;
    const operand: Operand = { on: "field", source: sourceName, field: name, type };
    return sound({ operand, ...(values === undefined ? {} : { values }) });
  }
  const names = source.schema.fields.map((one) => `${sourceName}.${one.name}`);
  const hint = didYouMean(`${sourceName}.${fieldName}`, names);
  const detail = source.schema.complete
    ? `The source ${shown(sourceName)} has no field ${shown(fieldName)}.${hint}`
    : `The source ${shown(sourceName)} is read from standard input, of which only what \`columns\` declares is known, and ${shown(fieldName)} is not among it. Declare it with its type:  columns: { ${JSON.stringify(fieldName)}: text }`;
  return unsound(ruleFinding("unknown-path", detail, path, mark));
}

function unknownName(name: string, path: Path, vocabulary: Vocabulary, mark: Finding["mark"]): Finding {
  if (SEGMENT_WORDS.includes(name)) {
    const detail = `"${name}" can be asked in segments only. Here a name is a source path such as "partner.status", a source, or a merge field's key.`;
    return ruleFinding("unknown-name", detail, path, mark);
  }
  const names = [
    ...vocabulary.sources.map((one) => one.name),
    ...vocabulary.mergeFields.map((one) => one.key),
    ...vocabulary.sources.flatMap((one) => one.schema.fields.map((field) => `${one.name}.${field.name}`)),
  ];
  const detail = `${shown(name)} is no source, no path into one, and no merge field with a value.${didYouMean(name, names)}`;
  return ruleFinding("unknown-name", detail, path, mark);
}
