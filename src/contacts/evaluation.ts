import type { ContactRules } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { Fingerprint } from "./fingerprint.ts";
import { NamelessRecords } from "./nameless-records.ts";
import type { Projection } from "./projection.ts";
import type { PersonRecords, RecordShelves } from "./record-shelves.ts";
import { MARK, type Roll } from "./roll.ts";
import { ID, type SourceIds } from "./source-ids.ts";
import { DuplicateList } from "./source-tally.ts";
import type { Wished } from "./wished.ts";

/** What the rules are evaluated with. */
export interface EvaluationInput {
  readonly rules: ContactRules;
  readonly wished: (records: PersonRecords) => Wished | undefined;
  readonly ids: SourceIds;
  readonly projection: Projection;
  readonly roll: Roll;
  readonly shelves: RecordShelves;
  /** Told of a person whose record of a source is broken and has no id. */
  readonly unnamed: (entry: number, source: number) => void;
}

/** Puts people's records through the rules, everybody once, and notes on the roll what is wished of each. */
export class Evaluation {
  readonly #input: EvaluationInput;
  readonly #bearers: Bearers;
  readonly #fingerprint: Fingerprint;
  readonly #nameless: NamelessRecords;

  constructor(input: EvaluationInput) {
    this.#input = input;
    this.#bearers = new Bearers(input);
    this.#fingerprint = new Fingerprint(input.projection);
    this.#nameless = new NamelessRecords(input.ids);
  }

  /** Everybody on the roll, in its order. */
  everybody(): void {
    const { roll, shelves } = this.#input;
    for (let entry = 0; entry < roll.size; entry++) this.person(entry, shelves.of(entry));
  }

  /** One person, once all of the records are known; the order in which people come decides whose id counts as the first. */
  person(entry: number, records: PersonRecords): void {
    const { roll } = this.#input;
    const wished = this.#input.wished(records);
    if (wished === undefined) return;
    const { row, included } = wished;
    const { high, low } = this.#fingerprint.ofWish(row);
    roll.setWish(entry, high, low, this.#fingerprint.mask);
    const slots = noteIds(entry, wished, records, this.#input);
    if (!included || roll.has(entry, MARK.broken)) return;
    roll.mark(entry, MARK.wished);
    roll.mark(entry, MARK.noted, row.refused.length + row.notes.length > 0);
    if (slots.length < this.#input.ids.fields.length) this.#nameless.note(records, row);
    this.#bearers.settle(entry, slots);
  }

  /** Records of two people with one id, where the file asks for an error, and those without an id. `sources`: their names. */
  diagnostics(sources: readonly string[]): readonly Diagnostic[] {
    return [...this.#bearers.duplicates.diagnostics(), ...this.#nameless.diagnostics(sources)];
  }
}

/** Notes who has a record, and who is let in. A broken record without an id may be about anybody of its source. */
function noteIds(
  entry: number,
  { row, included }: Wished,
  records: PersonRecords,
  { ids, roll, unnamed }: EvaluationInput,
): readonly number[] {
  const broken = roll.has(entry, MARK.broken);
  const slots: number[] = [];
  for (const field of ids.fields) {
    const slot = ids.slot(field, row.values);
    if (slot < 0) {
      if (broken && records[field.source] !== undefined) unnamed(entry, field.source);
      continue;
    }
    ids.note(slot, included || broken ? ID.recorded | ID.present : ID.recorded);
    slots.push(slot);
  }
  return slots;
}

const NOBODY: ReadonlySet<number> = new Set();

/** Sees to it that no source id is wished at two addresses. */
class Bearers {
  readonly duplicates = new DuplicateList();
  readonly #input: EvaluationInput;

  constructor(input: EvaluationInput) {
    this.#input = input;
  }

  settle(entry: number, slots: readonly number[]): void {
    const { ids, rules } = this.#input;
    const isFirst = slots.every((slot) => ids.wishedBy(slot) < 0);
    const others = isFirst ? NOBODY : new Set(slots.map((slot) => ids.wishedBy(slot)).filter((other) => other >= 0));
    if (isFirst || rules.duplicates === "last") for (const slot of slots) ids.wish(slot, entry);
    for (const other of others) {
      if (rules.duplicates === "error") this.duplicates.add("id", this.#at(other), this.#at(entry));
      else this.#displace(rules.duplicates === "first" ? entry : other);
    }
  }

  #displace(entry: number): void {
    const { roll } = this.#input;
    if (roll.has(entry, MARK.displaced)) return;
    roll.mark(entry, MARK.displaced);
    roll.mark(entry, MARK.wished, false);
  }

  #at(entry: number): string {
    return this.#input.shelves.of(entry).find((record) => record !== undefined)?.at ?? "";
  }
}
