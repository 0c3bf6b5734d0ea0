import type { LiveRow } from "./live-row.ts";
import { MARK, type Roll } from "./roll.ts";
import type { BareChange, LEAVING } from "./row-change.ts";
import { ID, type SourceIds } from "./source-ids.ts";

/** How many of our contacts of a source carry something that is managed, and have no record in it now. */
export interface SourceAbsence {
  readonly source: string;
  readonly absent: number;
  /** Our contacts with an id of the source, archived ones not counted. */
  readonly owned: number;
  /** How many records the source gave. */
  readonly records: number;
}

/** Says who has left, and counts how many are missing from each source. */
export class Absence {
  readonly #roll: Roll;
  readonly #ids: SourceIds;
  readonly #unsure: ReadonlySet<number>;
  readonly #absent: number[] = [];

  /** `unsure`: sources of which nobody can say who is missing. */
  constructor(roll: Roll, ids: SourceIds, unsure: ReadonlySet<number>) {
    this.#roll = roll;
    this.#ids = ids;
    this.#unsure = unsure;
  }

  /** Why a contact of ours that is not wished has left; undefined where it has not, or where nobody can tell. */
  leaving(entry: number, { values }: LiveRow): keyof typeof LEAVING | undefined {
    if (this.#roll.has(entry, MARK.broken | MARK.displaced)) return undefined;
    let recorded = this.#roll.has(entry, MARK.recorded);
    for (const field of this.#ids.fields) {
      const slot = this.#ids.slot(field, values);
      if (slot < 0) continue;
      if (this.#unsure.has(field.source) || this.#ids.has(slot, ID.present)) return undefined;
      recorded ||= this.#ids.has(slot, ID.recorded);
    }
    return recorded ? "not-included" : "gone";
  }

  /** A contact that nobody asks for: missing while it carries something. */
  countLeft(live: LiveRow): void {
    if (live.tags.length + live.interests.length > 0) this.#count(live);
  }

  /** A contact that is kept current: missing from a source if this plan takes something away from it. */
  countChanged(live: LiveRow, { fields, tags, groups }: BareChange): void {
    const loses =
      tags.remove.length > 0 || fields.some(({ after }) => after === null) || groups.some(({ after }) => !after);
    if (loses) this.#count(live);
  }

  figures(sources: readonly string[], owned: readonly number[], records: readonly number[]): readonly SourceAbsence[] {
    return sources.map((source, index) => ({
      source,
      absent: this.#absent[index] ?? 0,
      owned: owned[index] ?? 0,
      records: records[index] ?? 0,
    }));
  }

  #count({ values }: LiveRow): void {
    for (const field of this.#ids.fields) {
      const slot = this.#ids.slot(field, values);
      if (slot >= 0 && !this.#ids.has(slot, ID.recorded))
        this.#absent[field.source] = (this.#absent[field.source] ?? 0) + 1;
    }
  }
}
