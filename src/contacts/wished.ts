import type { Projection } from "./projection.ts";
import type { PersonRecords, RecordShelves } from "./record-shelves.ts";
import type { Wish } from "./wish.ts";
import { type WishedRow, wishedRow } from "./wished-row.ts";

/** What a person's records ask for: who is let in and how, and the row. */
export interface Wished {
  readonly included: boolean;
  readonly row: WishedRow;
}

/** What is wished of somebody on the roll; undefined for who has no record. */
export type WishedOf = (entry: number) => Wished | undefined;

/**
 * Puts records through the rules, again each time that somebody is asked about: that is needed of those who differ alone,
 * and a rule gives the same for the same records, so that keeping everybody's row would cost more than it saves.
 */
export function wishedFrom(
  wishOf: (records: PersonRecords) => Wish,
  projection: Projection,
): (records: PersonRecords) => Wished | undefined {
  return (records) => {
    const email = records.find((record) => record !== undefined)?.email;
    if (email === undefined) return undefined;
    const wish = wishOf(records);
    return { included: wish.included, row: wishedRow(email, wish, projection) };
  };
}

/** The same, asked about people on the roll. */
export function wishedOnRoll(shelves: RecordShelves, from: (records: PersonRecords) => Wished | undefined): WishedOf {
  return (entry) => from(shelves.of(entry));
}
