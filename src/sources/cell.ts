import { isJsonObject, type Json, jsonOf } from "../model/json.ts";
import type { FieldType, FieldValue } from "../model/source.ts";
import { Mismatch } from "./mismatch.ts";
import { addressOf } from "./postal-address.ts";
import { dateOf, datetimeOf } from "./time.ts";

/** The value that the text of a cell has when read as a type; a blank cell is missing. */
export function cellValue(type: FieldType, text: string): FieldValue | Mismatch {
  return text.trim() === "" ? undefined : FROM_TEXT[type](text);
}

/** The value that a JSON value has when read as a type; null and blank text are missing. */
export function jsonValue(type: FieldType, value: Json | undefined): FieldValue | Mismatch {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return cellValue(type, value);
  return FROM_JSON[type](value);
}

const FROM_TEXT: Readonly<Record<FieldType, (text: string) => FieldValue | Mismatch>> = {
  text: (text) => text,
  number: numberOf,
  boolean: (text) => BOOLEANS.get(text.trim().toLowerCase()) ?? NO_BOOLEAN,
  date: (text) => dateOf(text.trim()),
  datetime: (text) => datetimeOf(text.trim()),
  list: listOf,
  address: (text) => addressOf(jsonOf(text)),
};

type JsonButText = Exclude<Json, null | string>;

const FROM_JSON: Readonly<Record<FieldType, (value: JsonButText) => FieldValue | Mismatch>> = {
  text: (value) => {
    if (typeof value === "number") return typeof exact(value) === "number" ? String(value) : INEXACT;
    return typeof value === "boolean" ? String(value) : NO_TEXT;
  },
  number: (value) => (typeof value === "number" ? exact(value) : NO_NUMBER),
  boolean: (value) => (typeof value === "boolean" ? value : NO_BOOLEAN),
  date: () => dateOf(""),
  datetime: () => datetimeOf(""),
  list: (value) => (Array.isArray(value) ? textsOf(value) : NO_LIST),
  address: (value) => addressOf(value),
};

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["1", true],
  ["false", false],
  ["no", false],
  ["0", false],
]);

const NO_TEXT = new Mismatch("An object or a list is no text. Name one of its parts, or declare the column as a list.");
const NO_BOOLEAN = new Mismatch("A boolean is written true or false, yes or no, 1 or 0.");
const NO_NUMBER = new Mismatch(
  "A number is written 1234.5: digits, a dot for decimals, no separators, no currency, no zeros in front. An identifier is declared as text.",
);
const INEXACT = new Mismatch(
  "It is outside what a number can hold exactly. An identifier is declared as text and, in NDJSON, written in quotes.",
);
const NO_LIST = new Mismatch(
  'A list holds texts: in a cell with commas or semicolons between them, or as JSON, ["a","b"].',
);

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function numberOf(text: string): number | Mismatch {
  const digits = text.trim();
  return NUMBER.test(digits) ? exact(Number(digits)) : NO_NUMBER;
}

function exact(value: number): number | Mismatch {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : INEXACT;
}

function listOf(text: string): FieldValue | Mismatch {
  const trimmed = text.trim();
  if (trimmed.startsWith("[")) {
    const items = jsonOf(trimmed);
    return Array.isArray(items) ? textsOf(items) : NO_LIST;
  }
  return present(trimmed.split(/[,;]/));
}

function textsOf(items: readonly Json[]): FieldValue | Mismatch {
  const texts: string[] = [];
  for (const item of items) {
    if (item === null) continue;
    if (Array.isArray(item) || isJsonObject(item)) return NO_LIST;
    texts.push(String(item));
  }
  return present(texts);
}

function present(texts: readonly string[]): FieldValue {
  const kept = texts.map((text) => text.trim()).filter((text) => text !== "");
  return kept.length === 0 ? undefined : kept;
}
