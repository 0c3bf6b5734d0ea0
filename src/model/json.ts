/** Any value that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object; the normal form of everything that is compared. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a parsed value is a JSON object and not an array or null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
