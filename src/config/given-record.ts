import type { Finding, Path, Place } from "../model/diagnostic.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { didYouMean } from "../model/nearest-name.ts";
import type { FieldValue, SourceRecord, SourceSchema } from "../model/source.ts";
import { givenValue } from "./given-value.ts";

/** The source that a record of a test stands for. */
export interface GivenSource {
  readonly name: string;
  readonly schema: SourceSchema;
  /** The field that holds the address. */
  readonly email: string;
}

/** Somebody with an address, for a test that names none: who it is, is not what it is about. */
const SOMEBODY = "somebody@harbor-coffee.dev";

/** A record of a test, its nested mappings flattened to the source's own field names. */
export function givenRecord(
  raw: JsonObject,
  path: Path,
  source: GivenSource,
  place: Place,
): { readonly value: SourceRecord; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const values = new Map<string, FieldValue>();
  const given = flattened(raw, path, source);
  for (const { name, value, at } of given) {
    const field = source.schema.fields.find((one) => one.name === name);
    if (field === undefined && name !== source.email) {
      findings.push(unknownField(name, at, source));
      continue;
    }
    const read = givenValue(value, field?.type ?? "text", at);
    findings.push(...read.findings);
    values.set(name, read.value);
  }
  const email = values.has(source.email) ? values.get(source.email) : SOMEBODY;
  const record = {
    email: typeof email === "string" ? email.trim() : "",
    at: `${place.file}:${place.line}`,
    values: source.schema.fields.map(({ name }) => values.get(name)),
  };
  return { value: record, findings };
}

interface Flat {
  readonly name: string;
  readonly value: Json;
  readonly at: Path;
}

/** A mapping is a nested object, unless the source has a field of that name. */
function flattened(raw: JsonObject, path: Path, source: GivenSource, before = ""): readonly Flat[] {
  return Object.entries(raw).flatMap(([key, value]) => {
    const name = `${before}${key}`;
    const at = [...path, key];
    const isField = source.schema.fields.some((field) => field.name === name);
    return isJsonObject(value) && !isField ? flattened(value, at, source, `${name}.`) : [{ name, value, at }];
  });
}

function unknownField(name: string, path: Path, source: GivenSource): Finding {
  const names = source.schema.fields.map((field) => field.name);
  return {
    severity: "error",
    code: "unknown-field",
    summary: "Unknown field in a test",
    detail: `The source ${JSON.stringify(source.name)} has no field ${JSON.stringify(name)}.${didYouMean(name, names)}`,
    path,
    mark: "key",
  };
}
