import type { Vocabulary } from "../../src/model/desired.ts";
import type { Field, FieldValue, SourceRecord } from "../../src/model/source.ts";
import type { Facts } from "../../src/rules/facts.ts";

const PARTNER: readonly Field[] = [
  { name: "id", type: "text" },
  { name: "name", type: "text" },
  { name: "surname", type: "text" },
  { name: "status", type: "text", values: ["active", "pending", "archived"] },
  { name: "created_at", type: "datetime" },
  { name: "birth", type: "date" },
  { name: "referrals.sales_count", type: "number" },
  { name: "tags", type: "list" },
  { name: "vip", type: "boolean" },
  { name: "home", type: "address" },
];

const CUSTOMER: readonly Field[] = [
  { name: "First Name", type: "text" },
  { name: "sales", type: "number" },
];

/** Partners, customers from a CSV file, events whose fields nobody knows beforehand, and two merge fields. */
export const VOCABULARY: Vocabulary = {
  sources: [
    { name: "partner", schema: { fields: PARTNER, complete: true } },
    { name: "customer", schema: { fields: CUSTOMER, complete: true } },
    { name: "stream", schema: { fields: [], complete: false } },
  ],
  mergeFields: [
    { key: "TIER", type: "text", choices: ["bronze", "silver", "gold"] },
    { key: "SALES", type: "number" },
  ],
};

/** Midnight of the 31st of March 2025. */
export const NOW = Date.parse("2025-03-31T00:00:00Z");

type Values = Readonly<Record<string, FieldValue>>;

/** A record of a source with the given values; all others are missing. */
export function record(source: string, values: Values): SourceRecord {
  const fields = VOCABULARY.sources.find((one) => one.name === source)?.schema.fields ?? [];
  return { email: "ada@harbor-coffee.dev", at: `${source}:1`, values: fields.map((field) => values[field.name]) };
}

/** What is known of a person who is a partner, and who has the given wished values. */
export function partner(values: Values, wished: Values = {}): Facts {
  return {
    records: [record("partner", values), undefined, undefined],
    wished: VOCABULARY.mergeFields.map((field) => wished[field.key]),
  };
}

/** What is known of a person in no source. */
export const NOBODY: Facts = { records: [undefined, undefined, undefined], wished: [undefined, undefined] };
