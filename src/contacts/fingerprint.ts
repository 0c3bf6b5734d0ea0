import type { NormalValue } from "./normal-form.ts";
import type { Projection } from "./projection.ts";
import type { TextHash } from "./text-hash.ts";
import type { WishedRow } from "./wished-row.ts";

/**
 * Which fields take part when a person's two rows are compared: bit `i % 32` of word `i / 32` is field `i`.
 * Asked of the wish alone, so that the live side can be taken under the same mask:
 * a refused value never takes part, a missing one only where it clears, and what is written to new contacts alone never.
 * For a field written only where there is nothing, the bit says that there is something to write.
 */
export function fieldMask(row: WishedRow, projection: Projection): Uint32Array {
  const mask = new Uint32Array(maskWords(projection));
  projection.fields.forEach((field, index) => {
    const something = row.values[index] !== "";
    const takesPart = field.write === "always" ? something || field.clears : field.write === "if_empty" && something;
    if (takesPart) setBit(mask, index, true);
  });
  for (const [index] of row.refused) setBit(mask, index, false);
  return mask;
}

/** How many 32-bit words a mask has. */
export function maskWords(projection: Projection): number {
  return Math.max(1, Math.ceil(projection.fields.length / 32));
}

/** Whether a field takes part. */
export function takesPart(mask: Uint32Array, index: number): boolean {
  return ((mask[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
}

/** Hashes what takes part of a row; equal rows have equal hashes. Fields written only if empty are left to `fillsEmpty`. */
export function fingerprint(
  hash: TextHash,
  row: Pick<WishedRow, "values" | "tags" | "interests">,
  mask: Uint32Array,
  projection: Projection,
): TextHash {
  hash.restart();
  projection.fields.forEach((field, index) => {
    if (field.write === "always" && takesPart(mask, index)) hash.feed(valueText(row.values[index] ?? ""));
  });
  for (const tag of row.tags) hash.feed(tag.toLowerCase());
  // No tag is empty: this parts the tags from what follows.
  hash.feed("");
  for (const place of row.interests) hash.feed(String(place));
  return hash.finish();
}

/** Whether some field written only where there is nothing has something to write into this live row. */
export function fillsEmpty(live: readonly NormalValue[], mask: Uint32Array, projection: Projection): boolean {
  return projection.fields.some(
    (field, index) => field.write === "if_empty" && takesPart(mask, index) && live[index] === "",
  );
}

function setBit(mask: Uint32Array, index: number, on: boolean): void {
  const word = index >>> 5;
  const bit = 1 << (index & 31);
  mask[word] = on ? (mask[word] ?? 0) | bit : (mask[word] ?? 0) & ~bit;
}

/** A value as text in which equal values are equal. */
export function valueText(value: NormalValue): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return Object.keys(value)
    .sort()
    .map((part) => `${part}\u0000${value[part]}`)
    .join("\u0000");
}
