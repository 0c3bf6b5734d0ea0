import type { Diagnostic } from "../../model/diagnostic.ts";
import type { BrokenRecord, FieldValue, PartneroSource, SourceRecord } from "../../model/source.ts";
import { Mismatch } from "../mismatch.ts";
import { ID_FIELDS, type PartneroField } from "./fields.ts";
import type { Row } from "./row.ts";
import { isSingleCurrency, READS, type Wanted } from "./wanted.ts";

/** Makes a record from what Partnero gave: in types, under the names that rules use, its oddities behind it. */
export function recordFrom(row: Row, source: PartneroSource, wanted: Wanted): SourceRecord | BrokenRecord {
  const problems: Diagnostic[] = [];
  const at = placeOf(row, source, wanted);
  const values = wanted.fields.map((field): FieldValue => {
    if (!isThere(field, row, wanted)) return undefined;
    const value = field.take(row);
    if (!(value instanceof Mismatch)) return value;
    if (wanted.isUsed(field)) problems.push(wrongValue(at, field, value));
    return undefined;
  });
  const email = textOf("email", values, wanted).trim();
  const record = { email, at, values: withoutTail(values) };
  return problems.length === 0 ? record : { ...record, problems };
}

/** A record of which only the row in the list could be had. */
export function brokenRecord(row: Row, source: PartneroSource, wanted: Wanted, why: string): BrokenRecord {
  const { email, values, at } = recordFrom(row, source, { ...wanted, isUsed: () => false });
  return { email, at, values, problems: [unread(at, why)] };
}

/** The id of a row by which it can be asked for, `""` where it has none. */
export function idOf(row: Row, { resource }: PartneroSource, { fields }: Pick<Wanted, "fields">): string {
  const id = fields.find(({ name }) => name === ID_FIELDS[resource][0])?.take(row);
  return typeof id === "string" ? id : "";
}

function placeOf(row: Row, source: PartneroSource, wanted: Wanted): string {
  return `${source.resource}/${idOf(row, source, wanted) || "without an id"}`;
}

function isThere(field: PartneroField, { read, links }: Row, wanted: Wanted): boolean {
  if (wanted.isUsed(field)) return true;
  const reads = read === undefined ? 0 : links === undefined ? 1 : 2;
  return READS[field.need] <= reads && !isSingleCurrency(field);
}

function textOf(name: string, values: readonly FieldValue[], { fields }: Wanted): string {
  const value = values[fields.findIndex((field) => field.name === name)];
  return typeof value === "string" ? value : "";
}

/** Hundreds of fields stand for single currencies, and hardly any is ever used. */
function withoutTail(values: readonly FieldValue[]): readonly FieldValue[] {
  return values.slice(0, values.findLastIndex((value) => value !== undefined) + 1);
}

function wrongValue(at: string, field: PartneroField, mismatch: Mismatch): Diagnostic {
  return {
    severity: "error",
    code: "source-wrong-type",
    summary: "A value is not of its type",
    detail: `"${field.name}" of ${at} is read as ${field.type === "address" ? "an" : "a"} ${field.type}. ${mismatch.wayOut}`,
  };
}

function unread(at: string, why: string): Diagnostic {
  return {
    severity: "error",
    code: "partnero-record-unread",
    summary: "A record could not be read whole",
    detail: `${at} stands in Partnero's list, but when it was asked for alone, ${why}. The person is left alone.`,
  };
}
