import type { Finding, Path } from "../model/diagnostic.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { SegmentCondition, SegmentField, SegmentRule } from "../model/segment.ts";
import { compileSegment } from "../rules/segment-compiler.ts";
import { MOST_CONDITIONS, tooMany } from "../rules/segment-formula.ts";
import { parseSegment } from "../rules/segment-parser.ts";
import { checkWords, plainWords } from "../rules/segment-words.ts";
import { type Draft, namesOf, type SegmentEntry, type Written } from "./draft.ts";
import { withReadings } from "./reading.ts";
import type { Rules } from "./rules.ts";
import { type ConfigNode, nodeAt } from "./tree.ts";
import { isDoubtful } from "./vocabulary.ts";

/** A segment's rule that still knows its path in the file. */
export type PathedSegment = Omit<SegmentRule, "declaredAt"> & { readonly path: Path };

/** Reads who is in each segment, as far as it can be judged before the audience is read. */
export function segmentRules(
  draft: Draft,
  rules: Pick<Rules, "doubt">,
  root: ConfigNode,
): { readonly segments: readonly PathedSegment[]; readonly findings: readonly Finding[] } {
  const fields = declaredFields(draft);
  const read = draft.segments.entries.map((written): Read => {
    const { entry, path } = written;
    if (entry.when === undefined) return byOptions(written, fields);
    if (isDoubtful(entry.when, rules.doubt)) return { findings: [] };
    return byCondition(written, { fields, sources: namesOf(draft.sources), root }, [...path, "when"]);
  });
  return {
    segments: read.flatMap(({ segment }) => (segment === undefined ? [] : [segment])),
    findings: read.flatMap(({ findings }) => findings),
  };
}

interface Read {
  readonly segment?: PathedSegment;
  readonly findings: readonly Finding[];
}

interface Reading {
  readonly fields: readonly SegmentField[];
  readonly sources: readonly string[];
  readonly root: ConfigNode;
}

function declaredFields(draft: Draft): readonly SegmentField[] {
  return draft.mergeFields.entries.map(({ key, entry: { tag = key, type, choices } }) => ({
    key,
    tag,
    ...(type === undefined ? {} : { type }),
    ...(choices === undefined ? {} : { choices }),
  }));
}

function byCondition({ key, entry, path }: Written<SegmentEntry>, reading: Reading, at: Path): Read {
  const written = judged(key, entry.when, path, at, reading);
  const node = nodeAt(reading.root, at);
  if (written.findings.length === 0 || node === undefined) return written;
  // A variable arrives as text, and only the field that it is compared with tells whether a number is meant.
  const mistaken = written.findings.map((finding) => finding.path);
  const again = judged(key, withReadings(node, at, mistaken), path, at, reading);
  return again.findings.length < written.findings.length ? again : written;
}

function judged(name: string, raw: unknown, path: Path, at: Path, { fields, sources }: Reading): Read {
  const parsed = parseSegment(raw, at, { fields, sources });
  const { value: when } = parsed;
  const compile = (condition: SegmentCondition) =>
    compileSegment(condition, (key) => fields.find((field) => field.key === key), at);
  if (when === undefined) {
    return { findings: [...parsed.findings, ...parsed.tests.flatMap((test) => compile(test).findings)] };
  }
  const { findings } = compile(when);
  return { segment: { name, path, who: { by: "condition", when } }, findings: [...parsed.findings, ...findings] };
}

function byOptions({ key, entry, path }: Written<SegmentEntry>, fields: readonly SegmentField[]): Read {
  if (entry.conditions === undefined || entry.match === undefined) return { findings: [] };
  // The schema has been asked: each condition is a mapping of JSON.
  const written: readonly Json[] = entry.conditions as readonly unknown[] as readonly Json[];
  const conditions = written.filter(isJsonObject);
  const find = (tag: string) => fields.find((field) => field.tag.toUpperCase() === tag.toUpperCase());
  const findings = conditions.flatMap((condition: JsonObject, index) =>
    checkWords(condition, [...path, "conditions", index], { find }),
  );
  const most = conditions.length > MOST_CONDITIONS ? [tooMany(conditions.length, [...path, "conditions"])] : [];
  const options = { match: entry.match, conditions: conditions.map(plainWords) };
  return { segment: { name: key, path, who: { by: "options", options, path } }, findings: [...most, ...findings] };
}
