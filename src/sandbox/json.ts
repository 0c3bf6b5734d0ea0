/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A JSON object under construction. */
export type OpenObject = Record<string, Json>;

/** True for a JSON object: no array, no null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for a JSON array; says so with readonly, which Array.isArray does not. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The strings of a list; everything else in it is passed over. */
export function strings(value: Json | undefined): string[] {
  return isList(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
