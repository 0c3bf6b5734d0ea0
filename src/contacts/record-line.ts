import type { FieldValue, SourceRecord } from "../model/source.ts";

/** One line of the spool in which records wait until every source has been read. */
export function encodeRecord(record: SourceRecord): string {
  return JSON.stringify([record.email, record.at, record.values]);
}

/** The record of a line that `encodeRecord` made; JSON's null is a missing value. */
export function decodeRecord(line: string): SourceRecord {
  // The run's own spool: written by encodeRecord in this process and by nobody else.
  const [email, at, values] = JSON.parse(line) as [string, string, (FieldValue | null)[]];
  return { email, at, values: values.map((value) => value ?? undefined) };
}
