import { KeyTable } from "./key-table.ts";
import type { NormalValue } from "./normal-form.ts";
import type { Projection } from "./projection.ts";
import { TextHash } from "./text-hash.ts";

/** Who bears which source id: the second index, by identity field and id instead of address. */
export class IdentityIndex {
  readonly #table = new KeyTable();
  readonly #bearers: number[] = [];
  readonly #hash = new TextHash();

  /** Notes that a person bears the ids of a row; answers with somebody else who bore one of them before, or -1. */
  note(entry: number, values: readonly NormalValue[], projection: Projection): number {
    let other = -1;
    projection.fields.forEach((field, index) => {
      const id = values[index];
      if (!field.identity || id === undefined || id === "") return;
      const key = this.#key(index, String(id));
      const slot = this.#table.add(...key);
      const bearer = this.#bearers[slot];
      if (bearer !== undefined && bearer !== entry) other = bearer;
      else this.#bearers[slot] = entry;
    });
    return other;
  }

  /** Gives the ids of a row to another person. */
  pass(entry: number, values: readonly NormalValue[], projection: Projection): void {
    projection.fields.forEach((field, index) => {
      const id = values[index];
      if (field.identity && id !== undefined && id !== "")
        this.#bearers[this.#table.add(...this.#key(index, String(id)))] = entry;
    });
  }

  /** Who bears one of the ids of a row, or -1. */
  bearer(values: readonly NormalValue[], projection: Projection): number {
    for (const [index, field] of projection.fields.entries()) {
      const id = values[index];
      if (!field.identity || id === undefined || id === "") continue;
      const slot = this.#table.find(...this.#key(index, String(id)));
      if (slot >= 0) return this.#bearers[slot] ?? -1;
    }
    return -1;
  }

  #key(index: number, id: string): [number, number, number] {
    const { high, low } = this.#hash.restart().feed(id).finish();
    return [high, low, index];
  }
}
