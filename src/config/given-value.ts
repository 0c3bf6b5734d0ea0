import type { Finding, Path } from "../model/diagnostic.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import type { FieldType, FieldValue } from "../model/source.ts";
import { isDay, parseMoment } from "../rules/moment.ts";
import { TYPE_WORDS } from "../rules/operator-fit.ts";
import { shown } from "../rules/parsed.ts";

/** A value that a test gives, in the form in which a source would give one of that type. */
export function givenValue(
  raw: unknown,
  type: FieldType,
  path: Path,
): { readonly value: FieldValue; readonly findings: readonly Finding[] } {
  if (raw === null || raw === undefined || raw === "") return { value: undefined, findings: [] };
  // The tree holds nothing but JSON.
  const value = READERS[type](raw as Json);
  if (value !== undefined) return { value, findings: [] };
  const finding: Finding = {
    severity: "error",
    code: "wrong-example",
    summary: "Value in a test has the wrong type",
    detail: `${shown(raw)} cannot stand for a field that holds ${TYPE_WORDS[type]}.${HINTS[type] ?? ""}`,
    path,
    mark: "value",
  };
  return { value: undefined, findings: [finding] };
}

const HINTS: Readonly<Partial<Record<FieldType, string>>> = {
  date: " Write a day as `2026-03-01`.",
  datetime: " Write an instant as `2026-03-01T12:00:00Z`, or a day as `2026-03-01`.",
  list: " Write a list as `[a, b]`.",
  address: " Write `{ addr1: …, city: …, state: …, zip: … }`.",
};

const READERS: Readonly<Record<FieldType, (raw: Json) => FieldValue>> = {
  text: (raw) => (typeof raw === "object" ? undefined : String(raw)),
  number: (raw) => (isNumeric(raw) ? Number(raw) : undefined),
  boolean: (raw) => (raw === true || raw === "true" ? true : raw === false || raw === "false" ? false : undefined),
  date: (raw) => (typeof raw === "string" && isDay(raw) ? raw : undefined),
  datetime: instant,
  list: (raw) => (Array.isArray(raw) && raw.every((item) => typeof item !== "object") ? raw.map(String) : undefined),
  address: postal,
};

function isNumeric(raw: Json): boolean {
  return typeof raw === "number" || (typeof raw === "string" && /^-?\d+(\.\d+)?$/.test(raw.trim()));
}

function instant(raw: Json): FieldValue {
  const moment = typeof raw === "string" ? parseMoment(raw) : undefined;
  return moment !== undefined && isDay(moment) ? `${moment}T00:00:00Z` : moment;
}

function postal(raw: Json): FieldValue {
  if (!isJsonObject(raw)) return undefined;
  const parts = Object.entries(raw).map(([part, value]) => [part, typeof value === "object" ? "" : String(value)]);
  return Object.fromEntries(parts);
}
