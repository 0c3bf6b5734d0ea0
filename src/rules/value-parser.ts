import type { FieldRef, ValueExpression } from "../model/condition.ts";
import type { Vocabulary } from "../model/desired.ts";
import type { Finding, Path } from "../model/diagnostic.ts";
import { didYouMean } from "../model/nearest-name.ts";
import type { FieldType } from "../model/source.ts";
import { parseMap } from "./map-parser.ts";
import { resolveField } from "./name.ts";
import { TYPE_WORDS } from "./operator-fit.ts";
import type { Parsed } from "./parsed.ts";
import { andThen, gather, isMapping, mapParsed, shown, sound, unsound } from "./parsed.ts";
import { ruleFinding } from "./rule-finding.ts";
import { parseTemplate } from "./template-parser.ts";
import type { Typed } from "./typed.ts";

/** Reads a value expression as it stands in the file, and tells the type of what it gives. */
export function parseValue(
  raw: unknown,
  path: Path,
  vocabulary: Vocabulary,
): { readonly value?: ValueExpression; readonly type?: FieldType; readonly findings: readonly Finding[] } {
  const { value, findings } = expression(raw, path, vocabulary);
  return value === undefined ? { findings } : { value: value.expression, type: value.type, findings };
}

function expression(raw: unknown, path: Path, vocabulary: Vocabulary): Parsed<Typed> {
  if (typeof raw === "string") {
    return mapParsed(resolveField(raw, path, vocabulary), (field): Typed => {
      const of = bare(field);
      return { expression: { is: "path", of, path }, type: of.type };
    });
  }
  if (!isMapping(raw)) return unsound(shape(`${ANY_FORM} It cannot be ${shown(raw)}.`, path));
  const forms = FORM_NAMES.filter((form) => Object.hasOwn(raw, form));
  const [form, ...more] = forms;
  if (form === undefined)
    return unsound(...unknownKeys(raw, [], path), shape(`${ANY_FORM} This mapping has none of these keys.`, path));
  if (more.length > 0) return unsound(shape(`Only one of \`${forms.join("` and `")}\` can stand here.`, path));
  const unknown = unknownKeys(raw, FORMS[form].keys, path);
  const parsed = FORMS[form].parse(raw, path, vocabulary);
  return unknown.length === 0 ? parsed : unsound(...unknown, ...parsed.findings);
}

type FormName = "from" | "first" | "template" | "tag";

interface Form {
  readonly keys: readonly string[];
  readonly parse: (raw: Readonly<Record<string, unknown>>, path: Path, vocabulary: Vocabulary) => Parsed<Typed>;
}

const FORM_NAMES: readonly FormName[] = ["from", "first", "template", "tag"];

const FORMS: Record<FormName, Form> = {
  from: { keys: ["from", "map", "default"], parse: parseMap },
  first: { keys: ["first"], parse: first },
  template: { keys: ["template"], parse: (raw, path, vocabulary) => parseTemplate(raw["template"], path, vocabulary) },
  tag: { keys: ["tag", "of"], parse: tagged },
};

function first(raw: Readonly<Record<string, unknown>>, path: Path, vocabulary: Vocabulary): Parsed<Typed> {
  const paths = raw["first"];
  const at = [...path, "first"];
  if (!Array.isArray(paths) || paths.length === 0) {
    const given = Array.isArray(paths) ? "an empty list" : shown(paths);
    return unsound(shape(`\`first\` takes a list of at least one path, not ${given}.`, at));
  }
  const entries: readonly unknown[] = paths;
  const fields = gather(entries.map((entry, index) => resolveField(entry, [...at, index], vocabulary)));
  return andThen(fields, (found) => {
    const of = found.map(bare);
    const type = commonType(of);
    if (type !== undefined) return sound({ expression: { is: "first", of, path }, type });
    const types = of.map((one) => `${one.source}.${one.field} is ${TYPE_WORDS[one.type]}`).join(", ");
    const detail = `All paths of \`first\` must be of one type, but ${types}.`;
    return unsound(ruleFinding("value-type", detail, at, "value"));
  });
}

function tagged(raw: Readonly<Record<string, unknown>>, path: Path, vocabulary: Vocabulary): Parsed<Typed> {
  const pattern = raw["tag"];
  const [prefix, suffix, ...more] = typeof pattern === "string" ? pattern.split("*") : [];
  const whole = prefix !== undefined && suffix !== undefined && more.length === 0;
  const wrong = whole
    ? []
    : [shape(`\`tag\` is a pattern with one star, such as "tier:*", not ${shown(pattern)}.`, [...path, "tag"])];
  if (!Object.hasOwn(raw, "of"))
    return unsound(...wrong, shape("`of` is missing: the list in which the tag is looked for.", path));
  const field = resolveField(raw["of"], [...path, "of"], vocabulary);
  if (field.value === undefined || !whole) return unsound(...wrong, ...field.findings);
  const of = bare(field.value);
  if (of.type === "list") return sound({ expression: { is: "tagged", prefix, suffix, of, path }, type: "text" });
  const detail = `${of.source}.${of.field} is ${TYPE_WORDS[of.type]}; a tag is looked for in a list. If it holds one, declare it where the source is declared: \`columns: { NAME: list }\`.`;
  return unsound(ruleFinding("value-type", detail, [...path, "of"], "value"));
}

function commonType(fields: readonly FieldRef[]): FieldType | undefined {
  const types = new Set(fields.map((field) => field.type));
  const [type] = types;
  if (types.size === 1) return type;
  return [...types].every((one) => one === "date" || one === "datetime") ? "datetime" : undefined;
}

function bare(field: FieldRef): FieldRef {
  return { source: field.source, field: field.field, type: field.type };
}

function unknownKeys(raw: Readonly<Record<string, unknown>>, known: readonly string[], path: Path): readonly Finding[] {
  const candidates = known.length > 0 ? known : FORM_NAMES;
  return Object.keys(raw).flatMap((key) => {
    if (candidates.includes(key)) return [];
    const detail = `A value has no key ${shown(key)} here.${didYouMean(key, candidates)}`;
    return [ruleFinding("value-shape", detail, [...path, key], "key")];
  });
}

const ANY_FORM =
  'A value is a path such as "partner.status", or a mapping with `from` and `map`, `first`, `template`, or `tag` and `of`.';

function shape(detail: string, path: Path): Finding {
  return ruleFinding("value-shape", detail, path, "value");
}
