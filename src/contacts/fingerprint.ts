import type { NormalValue } from "./normal-form.ts";
import type { ManagedField, Projection } from "./projection.ts";
import { TextHash } from "./text-hash.ts";
import type { WishedRow } from "./wished-row.ts";

/**
 * Hashes a person's two rows under one mask, so that equal rows have equal hashes. The mask says which fields take part,
 * asked of the wish alone: bit `i % 32` of word `i / 32` is field `i`. A refused value never takes part, a missing one only
 * where it clears, and what is written to new contacts alone never. For a field written only where there is nothing the
 * bit says that there is something to write; such fields are not hashed but left to `fillsEmpty`.
 *
 * One of these serves a million people: it holds the mask and the hash of whoever was asked about last.
 */
export class Fingerprint {
  /** Filled by `ofWish`; filled from the roll before `ofLive`. */
  readonly mask: Uint32Array;
  readonly #fields: readonly ManagedField[];
  readonly #hash = new TextHash();

  constructor({ fields }: Projection) {
    this.#fields = fields;
    this.mask = new Uint32Array(maskWords(fields.length));
  }

  /** The hash of what is wished, under the mask that it asks for. */
  ofWish(row: WishedRow): TextHash {
    this.mask.fill(0);
    for (let index = 0; index < this.#fields.length; index++) {
      const something = row.values[index] !== "";
      const field = this.#fields[index];
      if (field?.write === "always" ? something || field.clears : field?.write === "if_empty" && something)
        this.#setBit(index, true);
    }
    for (const [index] of row.refused) this.#setBit(index, false);
    return this.ofLive(row);
  }

  /** The hash of a live row under the mask that stands. */
  ofLive(row: Pick<WishedRow, "values" | "tags" | "interests">): TextHash {
    const hash = this.#hash.restart();
    for (let index = 0; index < this.#fields.length; index++) {
      if (this.#fields[index]?.write === "always" && this.#takesPart(index)) feedValue(hash, row.values[index] ?? "");
    }
    for (const tag of row.tags) hash.feed(tag.toLowerCase());
    // No tag is empty: this parts the tags from what follows.
    hash.feed("");
    for (const place of row.interests) hash.feed(String(place));
    return hash.finish();
  }

  /** Whether some field written only where there is nothing has something to write into a live row. */
  fillsEmpty(live: readonly NormalValue[]): boolean {
    return this.#fields.some(
      (field, index) => field.write === "if_empty" && live[index] === "" && this.#takesPart(index),
    );
  }

  #takesPart(index: number): boolean {
    return ((this.mask[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
  }

  #setBit(index: number, on: boolean): void {
    const word = this.mask[index >>> 5] ?? 0;
    const bit = 1 << (index & 31);
    this.mask[index >>> 5] = on ? word | bit : word & ~bit;
  }
}

/** How many 32-bit words a mask of so many fields has. */
export function maskWords(fields: number): number {
  return Math.max(1, Math.ceil(fields / 32));
}

function feedValue(hash: TextHash, value: NormalValue): void {
  if (typeof value === "number") hash.feedNumber(value);
  else hash.feed(valueText(value));
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
