import type { LeaverPolicy } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { BrokenRecord, SourceRecord } from "../model/source.ts";
import { decodeLiveRow, type LiveRow } from "./live-row.ts";
import type { Projection } from "./projection.ts";
import type { RecordShelves } from "./record-shelves.ts";
import { MARK, type Roll } from "./roll.ts";
import { departure } from "./row-change.ts";
import { ID, type IdentityField, type SourceIds } from "./source-ids.ts";
import type { Spool } from "./spool.ts";
import type { Wish } from "./wish.ts";

/** A source of which single records can be asked for. */
export interface AskableSource {
  readonly name: string;
  /** The record with an id that one of the source's fields holds; undefined where there is none. */
  readonly recall?: ((field: string, id: string) => Promise<SourceRecord | BrokenRecord | undefined>) | undefined;
}

/** What it takes to ask about those who seem to have left. */
export interface RecallInput {
  readonly sources: readonly AskableSource[];
  readonly roll: Roll;
  readonly ids: SourceIds;
  readonly projection: Projection;
  readonly shelves: RecordShelves;
  readonly lives: Spool;
  readonly leavers: LeaverPolicy;
  readonly wishOf: (records: readonly (SourceRecord | undefined)[]) => Wish;
  /** By index of the managed fields: the source's field that an identity field takes its ids from. */
  readonly idFieldOf: (field: IdentityField) => string;
  readonly onAsked?: ((asked: number, total: number) => void) | undefined;
}

/** How many are asked about at once. */
const MOST_AT_ONCE = 4;

/**
 * Asks about each contact that is about to lose something because a source's list does not show its id: a list that moves
 * while it is read leaves people out. Whoever is there after all, and let in, is left alone in this run.
 */
export async function recallMissing(input: RecallInput): Promise<readonly Diagnostic[]> {
  const missing = missingContacts(input);
  const found = new Map<string, number>();
  let asked = 0;
  const queue = missing[Symbol.iterator]();
  const ask = async (): Promise<void> => {
    for (const one of queue) {
      const name = await recalled(one, input);
      input.onAsked?.(++asked, missing.length);
      if (name !== undefined) found.set(name, (found.get(name) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, ask));
  return [...found].map(([name, count]) => missed(name, count));
}

/** A contact, and the id of it that its source does not show. */
interface Missing {
  readonly entry: number;
  readonly field: IdentityField;
  readonly slot: number;
  readonly id: string;
}

function missingContacts(input: RecallInput): readonly Missing[] {
  const { roll, ids, sources, lives } = input;
  const fields = ids.fields.filter(({ source }) => sources[source]?.recall !== undefined);
  const missing: Missing[] = [];
  for (let entry = 0; fields.length > 0 && entry < roll.size; entry++) {
    const place = roll.has(entry, MARK.owned) ? roll.liveAt.at(entry) : undefined;
    if (place === undefined || roll.status(entry) === "archived" || roll.has(entry, MARK.broken)) continue;
    const live = decodeLiveRow(lives.read(place));
    if (!stands(entry, live, input)) continue;
    for (const field of fields) {
      const slot = ids.slot(field, live.values);
      if (slot < 0 || ids.has(slot, ID.recorded)) continue;
      missing.push({ entry, field, slot, id: String(live.values[field.index]) });
    }
  }
  return missing;
}

/** Whether something would be taken from a contact; nobody has to be asked about one that keeps what it has. */
function stands(entry: number, live: LiveRow, { roll, leavers, projection }: RecallInput): boolean {
  if (roll.has(entry, MARK.wished)) return roll.has(entry, MARK.differs);
  return departure(live, leavers, "gone", projection) !== undefined;
}

/** Asks for one record, and notes it; answers with the source's name where somebody was missed. */
async function recalled({ entry, field, slot, id }: Missing, input: RecallInput): Promise<string | undefined> {
  const source = input.sources[field.source];
  const record = await source?.recall?.(input.idFieldOf(field), id);
  if (source === undefined || record === undefined) return undefined;
  const { ids, roll } = input;
  ids.note(slot, ID.recorded);
  const wished = roll.has(entry, MARK.wished);
  const stays = wished || "problems" in record || isLetIn(entry, field.source, record, input);
  if (!stays) return undefined;
  ids.note(slot, ID.present);
  if (wished) {
    // What was wished of the contact was made without this record, so it is no wish at all.
    roll.mark(entry, MARK.broken);
    roll.mark(entry, MARK.wished, false);
  }
  return source.name;
}

function isLetIn(entry: number, source: number, record: SourceRecord, { shelves, wishOf }: RecallInput): boolean {
  return wishOf(shelves.of(entry).with(source, record)).included;
}

function missed(name: string, count: number): Diagnostic {
  const who = count === 1 ? "1 contact is" : `${count} contacts are`;
  return {
    severity: "warning",
    code: "source-missed",
    summary: "A list left people out who are there",
    detail: `${who} not in the list that the source "${name}" gave, and there when asked for by id: the list changed while it was read. They are left alone; run it again.`,
  };
}
