import { KeyTable } from "./key-table.ts";
import type { NormalValue } from "./normal-form.ts";
import type { Projection } from "./projection.ts";
import { TextHash } from "./text-hash.ts";

/** Which source ids contacts of the audience bear. */
export class IdBearers {
  readonly #table = new KeyTable();
  readonly #hash = new TextHash();
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  /** Notes the ids among the values of a contact. */
  note(values: readonly NormalValue[]): void {
    for (const key of this.#keys(values)) this.#table.add(...key);
  }

  /** Whether somebody bears one of the ids among these values. */
  bears(values: readonly NormalValue[]): boolean {
    return this.#keys(values).some((key) => this.#table.find(...key) >= 0);
  }

  #keys(values: readonly NormalValue[]): readonly (readonly [number, number, number])[] {
    return this.#projection.fields.flatMap((field, index) => {
      const id = values[index];
      if (!field.identity || id === undefined || id === "") return [];
      const { high, low } = this.#hash.restart().feed(String(id)).finish();
      return [[high, low, index] as const];
    });
  }
}
