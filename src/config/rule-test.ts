import type { LiveGiven, RuleTest, TestExpectation } from "../model/desired.ts";
import type { Finding, Path, Place } from "../model/diagnostic.ts";
import { isJsonObject } from "../model/json.ts";
import type { FieldType, FieldValue, SourceRecord } from "../model/source.ts";
import { parseMoment } from "../rules/moment.ts";
import type { Draft, TestEntry, Written } from "./draft.ts";
import { givenRecord } from "./given-record.ts";
import { givenValue } from "./given-value.ts";
import type { Rules } from "./rules.ts";

/** What reading a piece of a test gave. */
interface Read<T> {
  readonly value: T;
  readonly findings: readonly Finding[];
}

/** The tests of a file, their records in the form that sources give. */
export function ruleTests(
  draft: Draft,
  rules: Rules,
  at: (path: Path) => Place,
): { readonly tests: readonly RuleTest[]; readonly findings: readonly Finding[] } {
  const read = draft.tests.map((written) => readTest(written, draft, rules, at));
  return { tests: read.map(({ value }) => value), findings: read.flatMap(({ findings }) => findings) };
}

function readTest(
  { entry, path }: Written<TestEntry>,
  draft: Draft,
  rules: Rules,
  at: (path: Path) => Place,
): Read<RuleTest> {
  const given = givenRecords(entry, path, draft, rules, at);
  const expected = expectation(entry, path, rules);
  const live = liveGiven(entry, path, rules);
  const now = moment(entry.now, [...path, "now"]);
  const test = {
    name: entry.name,
    given: given.value,
    ...(live.value === undefined ? {} : { live: live.value }),
    ...(now.value === undefined ? {} : { now: now.value }),
    expect: expected.value,
    path,
    declaredAt: at([...path, "name"]),
  };
  return { value: test, findings: [given, expected, live, now].flatMap(({ findings }) => findings) };
}

function givenRecords(
  { given }: TestEntry,
  path: Path,
  draft: Draft,
  rules: Rules,
  at: (path: Path) => Place,
): Read<Readonly<Record<string, SourceRecord>>> {
  const findings: Finding[] = [];
  const records = Object.entries(given).flatMap(([name, raw]) => {
    const source = rules.vocabulary.sources.find((one) => one.name === name);
    const declared = draft.sources.entries.find(({ key }) => key === name);
    if (source === undefined || declared === undefined || !isJsonObject(raw)) return [];
    const where = [...path, "given", name];
    const record = givenRecord(
      raw,
      where,
      { name, schema: source.schema, email: declared.entry.email ?? "email" },
      at(where),
    );
    findings.push(...record.findings);
    return [[name, record.value] as const];
  });
  return { value: Object.fromEntries(records), findings };
}

function expectation({ expect }: TestEntry, path: Path, rules: Rules): Read<TestExpectation> {
  const { mergeFields, ...rest } = expect;
  if (mergeFields === undefined) return { value: rest, findings: [] };
  const values = mergeFieldValues(mergeFields, [...path, "expect", "mergeFields"], rules);
  const wished = Object.entries(values.value).map(([key, value]) => [key, value ?? null] as const);
  return { value: { ...rest, mergeFields: Object.fromEntries(wished) }, findings: values.findings };
}

function liveGiven({ live }: TestEntry, path: Path, rules: Rules): Read<"none" | LiveGiven | undefined> {
  if (live === undefined || live === "none") return { value: live, findings: [] };
  const { mergeFields, ...rest } = live;
  if (mergeFields === undefined) return { value: rest, findings: [] };
  const values = mergeFieldValues(mergeFields, [...path, "live", "mergeFields"], rules);
  return { value: { ...rest, mergeFields: values.value }, findings: values.findings };
}

function mergeFieldValues(
  raw: Readonly<Record<string, unknown>>,
  path: Path,
  rules: Rules,
): Read<Readonly<Record<string, FieldValue>>> {
  const findings: Finding[] = [];
  const values = Object.entries(raw).map(([key, value]) => {
    const type: FieldType = rules.vocabulary.mergeFields.find((field) => field.key === key)?.type ?? "text";
    const read = givenValue(value, type, [...path, key]);
    findings.push(...read.findings);
    return [key, read.value] as const;
  });
  return { value: Object.fromEntries(values), findings };
}

function moment(text: string | undefined, path: Path): Read<number | undefined> {
  if (text === undefined) return { value: undefined, findings: [] };
  const parsed = parseMoment(text);
  if (parsed !== undefined) return { value: Date.parse(parsed), findings: [] };
  const finding: Finding = {
    severity: "error",
    code: "wrong-moment",
    summary: "Not a day or an instant",
    detail: `\`now\` must be a day (\`2026-03-01\`) or an instant with its zone (\`2026-03-01T12:00:00Z\`), but it is ${JSON.stringify(text)}.`,
    path,
    mark: "value",
  };
  return { value: undefined, findings: [finding] };
}
