import type { ContactRules, Vocabulary } from "../model/desired.ts";
import { grown, KeyTable } from "./key-table.ts";
import type { NormalValue } from "./normal-form.ts";
import type { Projection } from "./projection.ts";
import { TextHash } from "./text-hash.ts";

/** What is known of one source id, one bit each. */
export const ID = {
  /** A record has it, let in or not. */
  recorded: 1 << 0,
  /** Somebody who has it is let in, or nobody can say that nobody is. */
  present: 1 << 1,
  /** More than one contact of the audience bears it. */
  several: 1 << 2,
  /** The contact at the wished address bears it. */
  home: 1 << 3,
  /** A contact of the plan gets it. */
  taken: 1 << 4,
} as const;

/** A merge field that holds source ids. */
export interface IdentityField {
  /** Its place among the managed fields. */
  readonly index: number;
  /** Its place among the sources. */
  readonly source: number;
}

/** The second index, by identity field and id instead of address: who bears which id, wished and in the audience. */
export class SourceIds {
  readonly fields: readonly IdentityField[];
  readonly #table = new KeyTable();
  readonly #hash = new TextHash();
  #wished = new Uint32Array(512);
  #standing = new Uint32Array(512);
  #facts = new Uint32Array(512);

  constructor(fields: readonly IdentityField[]) {
    this.fields = fields;
  }

  /** The slot of the id that a row has in an identity field, made where there is none yet; -1 where it has no id. */
  slot(field: IdentityField, values: readonly NormalValue[]): number {
    const id = values[field.index];
    if (id === undefined || id === "") return -1;
    const { high, low } = this.#hash.restart().feed(String(id)).finish();
    const slot = this.#table.add(high, low, field.index);
    if (slot >= this.#facts.length) this.#grow();
    return slot;
  }

  has(slot: number, fact: number): boolean {
    return ((this.#facts[slot] ?? 0) & fact) !== 0;
  }

  note(slot: number, fact: number): void {
    this.#facts[slot] = (this.#facts[slot] ?? 0) | fact;
  }

  /** Who is wished with this id, or -1. */
  wishedBy(slot: number): number {
    return (this.#wished[slot] ?? 0) - 1;
  }

  wish(slot: number, entry: number): void {
    this.#wished[slot] = entry + 1;
  }

  /** Which contact of the audience bears this id, or -1. */
  standingAt(slot: number): number {
    return (this.#standing[slot] ?? 0) - 1;
  }

  stand(slot: number, entry: number): void {
    const other = this.standingAt(slot);
    if (other < 0) this.#standing[slot] = entry + 1;
    else if (other !== entry) this.note(slot, ID.several);
  }

  #grow(): void {
    const length = this.#facts.length * 2;
    this.#wished = grown(this.#wished, length);
    this.#standing = grown(this.#standing, length);
    this.#facts = grown(this.#facts, length);
  }
}

/** The field of the source that an identity field takes its ids from. */
export function sourceField(rules: ContactRules, index: number): string {
  const value = rules.fields[index]?.value;
  return value?.is === "path" ? value.of.field : "";
}

/** The identity fields that stand, each with the source whose ids it holds. */
export function identityFields(
  rules: ContactRules,
  vocabulary: Vocabulary,
  projection: Projection,
): readonly IdentityField[] {
  return projection.fields.flatMap((field, index): readonly IdentityField[] => {
    const value = field.identity ? rules.fields[field.index]?.value : undefined;
    if (value?.is !== "path") return [];
    return [{ index, source: vocabulary.sources.findIndex(({ name }) => name === value.of.source) }];
  });
}
