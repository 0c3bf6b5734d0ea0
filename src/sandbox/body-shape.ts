import type { Json, JsonObject } from "./json.ts";
import { isList, isObject } from "./json.ts";
import type { FieldError } from "./problem.ts";
import { Problem, unvalidated } from "./problem.ts";

type Kind = "string" | "integer" | "number" | "boolean" | "array" | "object" | "any";

/** What a property of a request body must be. Properties that no shape names are ignored, as the real service ignores them. */
export interface Property {
  readonly kind: Kind;
  readonly oneOf?: readonly string[];
  readonly nullable?: boolean;
  readonly properties?: Shape;
  readonly required?: readonly string[];
  readonly items?: Property;
}

/** The properties of an object. */
export type Shape = Readonly<Record<string, Property>>;

/** Shorthands for writing shapes. */
export const text: Property = { kind: "string" };
/** A whole number. */
export const integer: Property = { kind: "integer" };
/** True or false. */
export const flag: Property = { kind: "boolean" };
/** One of these words. */
export const oneOf = (...words: readonly string[]): Property => ({ kind: "string", oneOf: words });
/** An object of these properties. */
export const object = (properties: Shape, ...required: readonly string[]): Property => ({
  kind: "object",
  properties,
  required,
});

/** The body as an object of that shape, or the 400 that names every misfit, a missing property first. */
export function shaped(body: Json | undefined, shape: Property): JsonObject {
  const value = body ?? {};
  if (!isObject(value)) throw unvalidated([{ field: "", message: mismatch("object", value) }]);
  const errors = misfits(value, shape, "");
  if (errors.length > 0) throw unvalidated(errors);
  return value;
}

/** Every place where a value does not fit. */
export function misfits(value: Json, property: Property, path: string): FieldError[] {
  if (!fits(value, property.kind)) return [{ field: path, message: mismatch(property.kind, value) }];
  const words = property.oneOf;
  if (words !== undefined && typeof value === "string" && !words.includes(value)) {
    return [{ field: path, message: `Data presented is not one of the accepted values: ${words.join(", ")}.` }];
  }
  if (isObject(value)) return inObject(value, property, path);
  const items = property.items;
  if (isList(value) && items !== undefined) {
    return value.flatMap((item, index) => misfits(item, items, `${path}.item:${index}`));
  }
  return [];
}

function inObject(value: JsonObject, property: Property, path: string): FieldError[] {
  const missing = (property.required ?? []).filter((name) => value[name] === undefined || value[name] === null);
  const errors: FieldError[] =
    missing.length === 0 ? [] : [{ field: path, message: `Required fields were not provided: ${missing.join(", ")}` }];
  for (const [name, part] of Object.entries(property.properties ?? {})) {
    const inner = value[name];
    if (inner === undefined || (inner === null && part.nullable === true)) continue;
    errors.push(...misfits(inner, part, path === "" ? name : `${path}.${name}`));
  }
  return errors;
}

function fits(value: Json, kind: Kind): boolean {
  switch (kind) {
    case "any":
      return true;
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === kind;
  }
}

/** The sentence for a value of another type, in the words of the service, which is written in PHP. */
export function mismatch(kind: Kind, value: Json): string {
  return `Schema describes ${kind}, ${phpType(value)} found instead`;
}

function phpType(value: Json): string {
  if (value === null) return "NULL";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "double";
  return typeof value;
}

/** The request's text as JSON; nothing at all is no body. */
export function parsedBody(source: string): Json | undefined {
  if (source.trim() === "") return undefined;
  try {
    const parsed: Json = JSON.parse(source);
    return parsed;
  } catch (error) {
    throw new Problem(
      400,
      "JSON Parse Exception",
      `Your request doesn't appear to be valid JSON:\n${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
