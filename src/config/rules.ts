import { isExclusive } from "../kinds/group.ts";
import type { Condition, ValueExpression } from "../model/condition.ts";
import type { InterestRule, NewContactRule, Vocabulary } from "../model/desired.ts";
import type { Finding, Path } from "../model/diagnostic.ts";
import type { MergeFieldType } from "../model/merge-field-type.ts";
import type { FieldType, SourceSchema } from "../model/source.ts";
import { parseCondition } from "../rules/condition-parser.ts";
import { parseValue } from "../rules/value-parser.ts";
import type { Draft, MergeFieldEntry, Written } from "./draft.ts";
import { withReadings } from "./reading.ts";
import { type ConfigNode, nodeAt } from "./tree.ts";
import { type Doubt, doubtfulSources, isDoubtful, sourceVocabulary } from "./vocabulary.ts";

/** Every rule of a file, parsed and checked against the fields that the sources turned out to have. */
export interface Rules {
  readonly vocabulary: Vocabulary;
  /** Names about which nothing can be said, because they are broken themselves. */
  readonly doubt: Doubt;
  /** The values of merge fields, by key. */
  readonly values: ReadonlyMap<string, TypedValue>;
  readonly tags: ReadonlyMap<string, Condition>;
  readonly families: ReadonlyMap<string, TypedValue>;
  readonly interests: readonly PathedInterest[];
  readonly include?: Condition;
  readonly newContacts: readonly NewContactRule[];
  readonly findings: readonly Finding[];
}

/** The rule of an interest that still knows its path in the file. */
export type PathedInterest = Omit<InterestRule, "declaredAt"> & { readonly path: Path };

export interface TypedValue {
  readonly expression: ValueExpression;
  readonly type: FieldType;
}

/** Parses the rules of a draft: first the values, then, with the merge fields' types known, the conditions. */
export function rulesOf(draft: Draft, root: ConfigNode, schemas: ReadonlyMap<string, SourceSchema | undefined>): Rules {
  const findings: Finding[] = [];
  const sources = sourceVocabulary(draft, schemas);
  const unknownSources = doubtfulSources(draft, sources);
  const value = (raw: unknown, path: Path) =>
    readValue(raw, path, { sources, mergeFields: [] }, unknownSources, findings);
  const values = collect(draft.mergeFields.entries, ({ entry, path }) => value(entry.value, [...path, "value"]));
  const vocabulary = { sources, mergeFields: mergeFieldNames(draft, values) };
  const doubt = withValues(unknownSources, draft, values);
  const condition = (raw: unknown, path: Path) => readCondition(raw, path, { root, vocabulary, doubt, findings });
  const include = condition(draft.sync?.include, ["sync", "include"]);
  return {
    vocabulary,
    doubt,
    values,
    tags: collect(draft.tags.entries, ({ entry, path }) => condition(entry.when, [...path, "when"])),
    families: collect(draft.tags.entries, ({ entry, path }) => value(entry.value, [...path, "value"])),
    interests: interestRules(draft, condition),
    ...(include === undefined ? {} : { include }),
    newContacts: newContactRules(draft, condition),
    findings,
  };
}

function readValue(
  raw: unknown,
  path: Path,
  vocabulary: Vocabulary,
  doubt: Doubt,
  findings: Finding[],
): TypedValue | undefined {
  if (raw === undefined || isDoubtful(raw, doubt)) return undefined;
  const parsed = parseValue(raw, path, vocabulary);
  findings.push(...parsed.findings);
  const { value: expression, type } = parsed;
  return expression === undefined || type === undefined ? undefined : { expression, type };
}

interface Reading {
  readonly root: ConfigNode;
  readonly vocabulary: Vocabulary;
  readonly doubt: Doubt;
  readonly findings: Finding[];
}

function readCondition(
  raw: unknown,
  path: Path,
  { root, vocabulary, doubt, findings }: Reading,
): Condition | undefined {
  if (raw === undefined || isDoubtful(raw, doubt)) return undefined;
  const written = parseCondition(raw, path, vocabulary);
  const parsed = reread(written, path, root, vocabulary) ?? written;
  findings.push(...parsed.findings);
  return parsed.condition;
}

type Parsed = ReturnType<typeof parseCondition>;

/** A variable arrives as text, and only the field that it is compared with tells whether a number is meant. */
function reread({ findings }: Parsed, path: Path, root: ConfigNode, vocabulary: Vocabulary): Parsed | undefined {
  const node = nodeAt(root, path);
  if (findings.length === 0 || node === undefined) return undefined;
  const mistaken = findings.map((finding) => finding.path);
  const again = parseCondition(withReadings(node, path, mistaken), path, vocabulary);
  return again.findings.length < findings.length ? again : undefined;
}

function collect<T, Made>(
  entries: readonly Written<T>[],
  make: (written: Written<T>) => Made | undefined,
): ReadonlyMap<string, Made> {
  const made = entries.map((written) => [written.key, make(written)] as const);
  return new Map(made.flatMap(([key, one]) => (one === undefined ? [] : [[key, one] as const])));
}

function mergeFieldNames(draft: Draft, values: ReadonlyMap<string, TypedValue>): Vocabulary["mergeFields"] {
  return draft.mergeFields.entries.flatMap(({ key, entry }) => {
    const value = values.get(key);
    if (value === undefined) return [];
    return [
      { key, type: wishedType(entry, value.type), ...(entry.choices === undefined ? {} : { choices: entry.choices }) },
    ];
  });
}

/** A field whose definition is not managed holds whatever its source gives. */
function wishedType({ type }: MergeFieldEntry, given: FieldType): FieldType {
  return type === undefined ? given : WISHED[type];
}

const WISHED: Readonly<Record<MergeFieldType, FieldType>> = {
  text: "text",
  number: "number",
  address: "address",
  phone: "text",
  date: "date",
  url: "text",
  imageurl: "text",
  radio: "text",
  dropdown: "text",
  birthday: "text",
  zip: "text",
};

/** A merge field whose value could not be read is as doubtful as what it was made from. */
function withValues(sources: Doubt, draft: Draft, values: ReadonlyMap<string, TypedValue>): Doubt {
  const unread = draft.mergeFields.entries.filter(({ key, entry }) => entry.value !== undefined && !values.has(key));
  return { ...sources, names: [...sources.names, ...draft.mergeFields.broken, ...unread.map(({ key }) => key)] };
}

function interestRules(
  draft: Draft,
  condition: (raw: unknown, path: Path) => Condition | undefined,
): readonly PathedInterest[] {
  return draft.groups.entries.flatMap(({ key, path, entry }) =>
    Object.entries(entry.interests).flatMap(([interest, { when: raw }]): readonly PathedInterest[] => {
      const at = [...path, "interests", interest];
      const when = condition(raw, [...at, "when"]);
      return when === undefined ? [] : [{ group: key, interest, exclusive: isExclusive(entry.type), when, path: at }];
    }),
  );
}

function newContactRules(
  draft: Draft,
  condition: (raw: unknown, path: Path) => Condition | undefined,
): readonly NewContactRule[] {
  const wish = draft.sync?.newContacts;
  if (wish === undefined) return [];
  if (typeof wish === "string") return [{ status: wish }];
  return wish.flatMap((rule, index): readonly NewContactRule[] => {
    const when = condition(rule.when, ["sync", "newContacts", index, "when"]);
    if (rule.when !== undefined && when === undefined) return [];
    return [{ status: rule.status, ...(when === undefined ? {} : { when }) }];
  });
}
