import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { Field, FieldType, FileSource } from "../model/source.ts";

/** What was seen under each dotted name, and in how many records. */
export interface SeenFields {
  readonly fields: readonly Field[];
  /** Names whose values were of several types; they are read as text. */
  readonly mixed: readonly string[];
}

/** Learns dotted names and types from records; a declared type wins, and a declared object is not taken apart. */
export function seenFields(source: FileSource, records: readonly JsonObject[]): SeenFields {
  const seen = new Map<string, Set<FieldType>>();
  for (const record of records) see(record, "", source, seen);
  const mixed: string[] = [];
  const fields = [...seen].map(([name, types]): Field => {
    const declared = Object.hasOwn(source.columns, name) ? source.columns[name] : undefined;
    if (declared === undefined && types.size > 1) mixed.push(name);
    const [only] = types;
    return { name, type: declared ?? (types.size === 1 && only !== undefined ? only : "text") };
  });
  return { fields, mixed };
}

/** Reads the value at a dotted name; a key that has the dots in itself is found too. */
export function valueAt(record: JsonObject, name: string, parts: readonly string[]): Json | undefined {
  if (Object.hasOwn(record, name)) return record[name];
  let value: Json | undefined = record;
  for (const part of parts) {
    if (!isJsonObject(value) || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}

/** A record nested deeper than this is not data that rules could name. */
const DEEPEST = 8;

function see(
  value: JsonObject,
  prefix: string,
  source: FileSource,
  seen: Map<string, Set<FieldType>>,
  depth: number = 0,
): void {
  for (const [key, part] of Object.entries(value)) {
    const name = `${prefix}${key}`;
    if (isJsonObject(part) && !Object.hasOwn(source.columns, name)) {
      if (depth < DEEPEST) see(part, `${name}.`, source, seen, depth + 1);
      continue;
    }
    const types = seen.get(name) ?? new Set();
    seen.set(name, types);
    const type = typeOf(part);
    if (type !== undefined) types.add(type);
  }
}

function typeOf(value: Json): FieldType | undefined {
  if (typeof value === "string") return value.trim() === "" ? undefined : "text";
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  return Array.isArray(value) ? "list" : undefined;
}
