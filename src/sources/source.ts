import type {
  BrokenRecord,
  FieldType,
  FileSource,
  PartneroSource,
  RecordStream,
  SourceDeclaration,
  SourceRecord,
  SourceSchema,
} from "../model/source.ts";
import type { SourceOptions } from "./bytes.ts";
import { csvRecords, inspectCsv } from "./csv-records.ts";
import type { Inspection } from "./inspection.ts";
import { inspectNdjson, ndjsonRecords } from "./ndjson-records.ts";
import type { PartneroAccess } from "./partnero/access.ts";
import { ID_FIELDS, partneroFields } from "./partnero/fields.ts";
import { partneroRecall, type Recall } from "./partnero/recall.ts";
import { partneroRecords } from "./partnero/records.ts";
import { SourceError } from "./source-error.ts";

/** What reading needs beside the declaration. */
export interface ReadOptions extends SourceOptions {
  /** The way to Partnero; without it no source of that type can be read. */
  readonly partnero?: PartneroAccess | undefined;
  /** The fields that rules use, where that is known: what costs a request of its own is asked for these alone. */
  readonly used?: ReadonlySet<string> | undefined;
}

/**
 * Learns a source's fields without reading it whole. Standard input is not touched and knows only what is declared;
 * those of Partnero are built in, so that a file can be checked without a network.
 */
export async function inspectSource(source: SourceDeclaration, options: SourceOptions): Promise<Inspection> {
  if (source.type === "partnero") return { schema: partneroSchema(source), findings: [] };
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
export function readSource(source: SourceDeclaration, schema: SourceSchema, options: ReadOptions): RecordStream {
  if (source.type === "partnero") return partneroRecords(source, options.partnero, options.used);
  return READ[source.type](source, schema, options);
}

/** How single records of a source are asked for; undefined where it can only be read whole. */
export function recallFrom(source: SourceDeclaration, options: ReadOptions): Recall | undefined {
  return source.type === "partnero" ? partneroRecall(source, options.partnero, options.used) : undefined;
}

/** Whether a record could not be read whole. */
export function isBroken(record: SourceRecord | BrokenRecord): record is BrokenRecord {
  return "problems" in record;
}

const INSPECT: Readonly<Record<FileSource["type"], typeof inspectCsv>> = { csv: inspectCsv, ndjson: inspectNdjson };

const READ: Readonly<Record<FileSource["type"], typeof csvRecords>> = { csv: csvRecords, ndjson: ndjsonRecords };

function partneroSchema(source: PartneroSource): SourceSchema {
  const fields = partneroFields(source).map(({ name, type, values, doc = "" }) => ({
    ...{ name, type, doc },
    ...(values === undefined ? {} : { values }),
  }));
  return { fields, complete: true, ids: ID_FIELDS[source.resource] };
}

function declaredSchema(source: FileSource): SourceSchema {
  const email: readonly [string, FieldType][] = Object.hasOwn(source.columns, source.email)
    ? []
    : [[source.email, "text"]];
  const fields = [...email, ...Object.entries(source.columns)].map(([name, type]) => ({ name, type }));
  return { fields, complete: false };
}
