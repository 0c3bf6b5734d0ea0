import type { Json } from "../../json.ts";

/** JSON as PHP's `json_encode` writes it unless told otherwise: `/` and whatever is not ASCII are escaped. */
export function phpJson(value: Json): string {
  return JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A map as PHP shows it: one that is empty is an empty list. */
export function phpMap(map: Readonly<Record<string, Json>>): Json {
  return Object.keys(map).length === 0 ? [] : map;
}
