import type { Diagnostic, Finding } from "../model/diagnostic.ts";
import { isJsonObject, type Json, type JsonObject, jsonOf } from "../model/json.ts";
import type {
  BrokenRecord,
  Field,
  FieldValue,
  FileSource,
  RecordStream,
  SourceRecord,
  SourceSchema,
} from "../model/source.ts";
import type { SourceOptions } from "./bytes.ts";
import { jsonValue } from "./cell.ts";
import type { Inspection } from "./inspection.ts";
import { Mismatch } from "./mismatch.ts";
import { type NdjsonLine, ndjsonLines } from "./ndjson.ts";
import { seenFields, valueAt } from "./ndjson-fields.ts";
import { absentKeys, mixedTypes, noRecords } from "./ndjson-findings.ts";
import { limitedTelling, recordProblem, wrongType } from "./record-problem.ts";
import { emptySource, sourceName } from "./source-error.ts";

/** How many lines are looked at to learn the fields. */
const LINES_INSPECTED = 1000;

/** Learns the fields of an ndjson file from its first 1,000 records; what `columns` declares is there in any case. */
export async function inspectNdjson(source: FileSource, options: SourceOptions): Promise<Inspection> {
  const lines: NdjsonLine[] = [];
  for await (const some of ndjsonLines(source, options)) {
    lines.push(...some.slice(0, LINES_INSPECTED - lines.length));
    if (lines.length === LINES_INSPECTED) break;
  }
  const [first] = lines;
  if (first === undefined) throw emptySource(source);
  const records = lines.map(({ text }) => jsonOf(text)).filter(isJsonObject);
  if (records.length === 0) return { schema: { fields: [], complete: true }, findings: [noRecords(source, first)] };
  return inspection(source, records);
}

function inspection(source: FileSource, records: readonly JsonObject[]): Inspection {
  const { fields, mixed } = seenFields(source, records);
  const names = fields.map(({ name }) => name);
  const declared = Object.entries(source.columns)
    .filter(([name]) => !names.includes(name))
    .map(([name, type]): Field => ({ name, type }));
  const findings: readonly Finding[] = [...absentKeys(source, names), ...mixedTypes(source, mixed)];
  return { schema: { fields: [...fields, ...declared], complete: true }, findings };
}

/** The records of an ndjson file, one a line. */
export async function* ndjsonRecords(source: FileSource, schema: SourceSchema, options: SourceOptions): RecordStream {
  const told = limitedTelling();
  const read = lineReader(source, schema);
  let seen = false;
  for await (const lines of ndjsonLines(source, options)) {
    seen ||= lines.length > 0;
    yield lines.map((line) => read(line, told));
  }
  if (!seen) throw emptySource(source);
}

type LineReader = (line: NdjsonLine, told: ReturnType<typeof limitedTelling>) => SourceRecord | BrokenRecord;

function lineReader(source: FileSource, schema: SourceSchema): LineReader {
  const columns = schema.fields.map((field) => ({ field, parts: field.name.split(".") }));
  const emailParts = source.email.split(".");
  const file = sourceName(source);
  return ({ line, text }, told) => {
    const at = `${file}:${line}`;
    const record = jsonOf(text);
    if (!isJsonObject(record))
      return { email: "", at, values: [], problems: told(() => [noObject(source, line, record)]) };
    const email = valueAt(record, source.email, emailParts) ?? "";
    const isText = typeof email === "string";
    const problems: (() => Diagnostic)[] = isText ? [] : [() => emailNoText(source, line)];
    const values = columns.map(({ field, parts }): FieldValue => {
      if (!isText && field.name === source.email) return undefined;
      const json = valueAt(record, field.name, parts);
      const value = jsonValue(field.type, json);
      if (!(value instanceof Mismatch)) return value;
      problems.push(() => wrongType(source, line, field, shown(json), value));
      return undefined;
    });
    const address = isText ? email.trim() : "";
    if (problems.length === 0) return { email: address, at, values };
    return { email: address, at, values, problems: told(() => problems.map((tell) => tell())) };
  };
}

function noObject(source: FileSource, line: number, value: Json | undefined): Diagnostic {
  const found = value === undefined ? "no valid JSON" : `JSON, but ${Array.isArray(value) ? "a list" : "a bare value"}`;
  return recordProblem(source, line, {
    code: "source-bad-line",
    summary: "A line is not a JSON object",
    detail: `This line is ${found}. In NDJSON each line is one whole object, {"email": …}; an object spread over several lines is put on one by  jq -c .`,
  });
}

function emailNoText(source: FileSource, line: number): Diagnostic {
  return recordProblem(source, line, {
    code: "source-email-no-text",
    summary: "An e-mail address is not a text",
    detail: `"${source.email}" of this record is not a text, so nobody can say whom it is about.`,
  });
}

function shown(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}
