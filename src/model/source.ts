import type { Diagnostic, Path } from "./diagnostic.ts";

/** The types of a source's fields, also the words of `columns`. A `list` is a list of texts. */
export const FIELD_TYPES = ["text", "number", "boolean", "date", "datetime", "list", "address"] as const;

export type FieldType = (typeof FIELD_TYPES)[number];

/** A postal address in Mailchimp's own keys, every part a string. */
export interface PostalAddress {
  readonly [part: string]: string;
}

/**
 * A value of a source field or a merge field. A date is `YYYY-MM-DD`, a datetime `YYYY-MM-DDTHH:MM:SSZ` in UTC.
 * Undefined is missing; an empty string, a blank cell and null are missing too and never occur here.
 */
export type FieldValue = string | number | boolean | readonly string[] | PostalAddress | undefined;

/** One field of a source. */
export interface Field {
  /** The path after the source's name, `referrals.sales_count`. */
  readonly name: string;
  readonly type: FieldType;
  /** The values that it can hold, where the source knows them. */
  readonly values?: readonly string[];
  readonly doc?: string;
}

/** The fields of a source's records. */
export interface SourceSchema {
  readonly fields: readonly Field[];
  /** False for standard input, which is not looked into beforehand: it has the fields that are declared and no others. */
  readonly complete: boolean;
  /** The fields by which a single record can be asked for; absent where a source can only be read whole. */
  readonly ids?: readonly string[];
}

/** One record of a source: `values[i]` belongs to `schema.fields[i]`. */
export interface SourceRecord {
  /** The person's address, trimmed; empty where the record has none. */
  readonly email: string;
  /** Where the record stands, `data/people.csv:12`; for messages, never a key. */
  readonly at: string;
  readonly values: readonly FieldValue[];
}

/**
 * A record that could not be read whole: its person is present but left alone. What could be read stands, the other
 * values are missing. With neither address nor values nobody can say whom it is about: then nobody may be held a leaver.
 */
export interface BrokenRecord extends SourceRecord {
  /** Empty once a source has said a hundred of them; the record itself is always there to be counted. */
  readonly problems: readonly Diagnostic[];
}

/** Records as a source gives them, as many at once as it read: handed on one by one, each would cost turns of the event loop. */
export type RecordStream = AsyncIterable<readonly (SourceRecord | BrokenRecord)[]>;

/** A source as the configuration declares it. */
export type SourceDeclaration = FileSource | PartneroSource;

/** What a program of Partnero has: affiliate, refer-a-friend and newsletter programs each have their own. */
export const PARTNERO_RESOURCES = ["partners", "customers", "referral-customers", "subscribers"] as const;

export type PartneroResource = (typeof PARTNERO_RESOURCES)[number];

/** A list of a Partnero program, read through its API. */
export interface PartneroSource {
  readonly name: string;
  readonly type: "partnero";
  readonly resource: PartneroResource;
  /** The environment variable that holds the program's key; a key opens one program. */
  readonly keyFrom: string;
  /** Fields that Partnero's documentation does not name, custom ones above all, by their path in the record. */
  readonly columns: Readonly<Record<string, FieldType>>;
  readonly declaredAt: Path;
}

export interface FileSource {
  readonly name: string;
  readonly type: "csv" | "ndjson";
  /** Relative to the configuration file; `-` is standard input. */
  readonly path: string;
  /** The column or key that holds the e-mail address. */
  readonly email: string;
  readonly columns: Readonly<Record<string, FieldType>>;
  /** One character; csv only, `,` unless given. */
  readonly delimiter?: string;
  /** Where it is declared in the configuration. */
  readonly declaredAt: Path;
}
