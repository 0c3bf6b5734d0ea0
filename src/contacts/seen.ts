import { valueText } from "./fingerprint.ts";
import type { LiveRow } from "./live-row.ts";
import type { Projection } from "./projection.ts";
import { TextHash } from "./text-hash.ts";

/**
 * What of a contact decides about its change, hashed: a saved plan tells by it whether the contact has moved since. Of a
 * field written only where there is nothing it counts whether there is something; one written to new contacts never counts.
 */
export function seenPrint(row: LiveRow, projection: Projection): string {
  const hash = new TextHash().restart().feed(row.status);
  projection.fields.forEach((field, index) => {
    const value = row.values[index] ?? "";
    if (field.write === "always") hash.feed(valueText(value));
    else if (field.write === "if_empty") hash.feed(value === "" ? "" : "filled");
  });
  for (const tag of row.tags) hash.feed(tag.toLowerCase());
  hash.feed(JSON.stringify([row.interests, row.taken]));
  const { high, low } = hash.finish();
  return [high, low].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
}
