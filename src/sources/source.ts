import type { BrokenRecord, FieldType, FileSource, SourceRecord, SourceSchema } from "../model/source.ts";
import type { SourceOptions } from "./bytes.ts";
import { csvRecords, inspectCsv } from "./csv-records.ts";
import type { Inspection } from "./inspection.ts";
import { inspectNdjson, ndjsonRecords } from "./ndjson-records.ts";
import { SourceError } from "./source-error.ts";

/** Learns a source's fields without reading it whole; standard input is not touched and knows only what is declared. */
export async function inspectSource(source: FileSource, options: SourceOptions): Promise<Inspection> {
  if (source.path === "-") return { schema: declaredSchema(source), findings: [] };
  try {
    return await INSPECT[source.type](source, options);
  } catch (error) {
    if (error instanceof SourceError) return { schema: declaredSchema(source), findings: error.findings };
    throw error;
  }
}

/**
 * Streams a source's records from start to end. Throws `SourceError` where it cannot be read to its end: what was
 * yielded before is then a part and must not be taken for the whole.
 */
export function readSource(
  source: FileSource,
  schema: SourceSchema,
  options: SourceOptions,
): AsyncIterable<SourceRecord | BrokenRecord> {
  return READ[source.type](source, schema, options);
}

/** Whether a record could not be read whole. */
export function isBroken(record: SourceRecord | BrokenRecord): record is BrokenRecord {
  return "problems" in record;
}

const INSPECT: Readonly<Record<FileSource["type"], typeof inspectCsv>> = { csv: inspectCsv, ndjson: inspectNdjson };

const READ: Readonly<Record<FileSource["type"], typeof csvRecords>> = { csv: csvRecords, ndjson: ndjsonRecords };

function declaredSchema(source: FileSource): SourceSchema {
  const email: readonly [string, FieldType][] = Object.hasOwn(source.columns, source.email)
    ? []
    : [[source.email, "text"]];
  const fields = [...email, ...Object.entries(source.columns)].map(([name, type]) => ({ name, type }));
  return { fields, complete: false };
}
