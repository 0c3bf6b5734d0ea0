import type { BrokenRecord, SourceRecord } from "../model/source.ts";
import type { Projection } from "./projection.ts";
import { ID, type SourceIds } from "./source-ids.ts";
import type { Wish } from "./wish.ts";
import { wishedRow } from "./wished-row.ts";

/** What it takes to say whom a record is about that stands for nobody's address. */
export interface StrayDesk {
  /** How many sources there are. */
  readonly sources: number;
  readonly projection: Projection;
  readonly ids: SourceIds;
  readonly wishOf: (records: readonly (SourceRecord | undefined)[]) => Wish;
}

/**
 * Records without a usable address, and those that another one displaced: their people are still in the source, so that
 * nobody of them has left. Of a source with a broken record that names nobody, nobody can be held a leaver.
 */
export class StrayRecords {
  /** By their places: sources of which nobody can say who is missing. */
  readonly unsure = new Set<number>();
  readonly #desk: StrayDesk;

  constructor(desk: StrayDesk) {
    this.#desk = desk;
  }

  /** `displaced`: it has an address, and another record of the source has it too. */
  note(record: SourceRecord | BrokenRecord, source: number, displaced: boolean): void {
    const { ids, projection, sources, wishOf } = this.#desk;
    const wish = wishOf(Array.from({ length: sources }, (_, index) => (index === source ? record : undefined)));
    const { values } = wishedRow(record.email, wish, projection);
    const broken = "problems" in record;
    const stays = broken || displaced || wish.included;
    for (const field of ids.fields) {
      if (field.source !== source) continue;
      const slot = ids.slot(field, values);
      if (slot < 0 && broken) this.unsure.add(source);
      if (slot < 0) continue;
      ids.note(slot, ID.recorded);
      if (stays) ids.note(slot, ID.present);
    }
  }
}
