import type { Desired } from "../../src/model/desired.ts";

/** What a file asks for, wherever in it that stands and however it is matched. */
export function withoutPlaces(desired: Desired | undefined): unknown {
  return JSON.parse(JSON.stringify(desired ?? null, (key, value) => (isPlace(key, value) ? undefined : value)));
}

function isPlace(key: string, value: unknown): boolean {
  if (key === "declaredAt" || key === "match") return true;
  // `path` is also the file of a source, and `at` also the address of an object.
  return (key === "path" && Array.isArray(value)) || (key === "at" && typeof value === "string");
}
