import type { JsonObject } from "../model/json.ts";
import { Fingerprint } from "./fingerprint.ts";
import type { Holdings } from "./holdings.ts";
import { encodeLiveRow, type LiveRow, liveRow } from "./live-row.ts";
import { keyOfMemberId } from "./member-id.ts";
import type { Projection } from "./projection.ts";
import { MARK, type Roll } from "./roll.ts";
import type { SegmentCensus } from "./segment-sizes.ts";
import { ID, type SourceIds } from "./source-ids.ts";
import type { Spool } from "./spool.ts";

/** Where the live side meets the wished one. */
export interface MeetingPlace {
  readonly roll: Roll;
  readonly projection: Projection;
  readonly ids: SourceIds;
  /** Where live rows that differ are kept. */
  readonly lives: Spool;
  /** How many live contacts hold each managed tag, by its lower-case name; archived ones lose none and are not counted. */
  readonly holders: Map<string, number>;
  /** How many of our contacts bear an id of each source, archived ones not counted. */
  readonly ownedBySource: number[];
  /** How many live contacts hold a value, by field, archived ones not counted. */
  readonly filled: number[];
  /** Who holds what is about to go. */
  readonly holdings: Holdings;
  /** Who is in which segment. */
  readonly census: SegmentCensus;
}

/** Takes in pages of members. A member seen again has moved while the audience was read: the later reading counts. */
export async function meetMembers(pages: AsyncIterable<readonly JsonObject[]>, place: MeetingPlace): Promise<void> {
  const fingerprint = new Fingerprint(place.projection);
  for await (const page of pages) {
    for (const member of page) meet(member, place, fingerprint);
  }
}

function meet(member: JsonObject, place: MeetingPlace, fingerprint: Fingerprint): void {
  const { roll, projection } = place;
  const row = liveRow(member, projection);
  if (row === undefined || typeof member["id"] !== "string") {
    throw new Error("Mailchimp's list of members holds an entry that is no member; the audience cannot be compared.");
  }
  const entry = roll.enter(keyOfMemberId(member["id"]));
  const owned = isOwned(row, projection);
  if (roll.status(entry) === undefined) {
    if (row.status !== "archived") countHeld(row, place);
    if (owned && row.status !== "archived") countSources(row, place);
    place.holdings.count(member, row.status, owned);
  }
  roll.setStatus(entry, row.status);
  roll.mark(entry, MARK.owned, owned);
  locate(entry, row, place);
  const differs = roll.has(entry, MARK.wished) && isDifferent(entry, row, place, fingerprint);
  roll.mark(entry, MARK.differs, differs);
  place.census.meet(entry, member, row.status);
  if (!differs && !isAskedAgain(entry, owned, place)) return;
  roll.liveAt.note(entry, place.lives.append(encodeLiveRow(row)));
  place.census.keep(entry);
}

function isOwned(row: LiveRow, projection: Projection): boolean {
  return projection.fields.some((field, index) => field.identity && row.values[index] !== "");
}

/** Notes where the ids of a contact stand, and whether they are wished there. */
function locate(entry: number, { values }: LiveRow, { roll, ids }: MeetingPlace): void {
  roll.mark(entry, MARK.home | MARK.astray, false);
  for (const field of ids.fields) {
    const slot = ids.slot(field, values);
    if (slot < 0) continue;
    ids.stand(slot, entry);
    const wisher = ids.wishedBy(slot);
    if (wisher < 0 || !roll.has(wisher, MARK.wished)) continue;
    if (wisher === entry) {
      ids.note(slot, ID.home);
      roll.mark(entry, MARK.home);
    } else {
      roll.mark(entry, MARK.astray);
      roll.mark(wisher, MARK.elsewhere);
    }
  }
}

/** Whether the row is needed though it does not differ: of somebody who may have left, or whose id is wished elsewhere. */
function isAskedAgain(entry: number, owned: boolean, { roll }: MeetingPlace): boolean {
  if (!owned) return false;
  return roll.has(entry, MARK.astray) || (!roll.has(entry, MARK.wished) && roll.status(entry) !== "archived");
}

function isDifferent(entry: number, row: LiveRow, { roll }: MeetingPlace, fingerprint: Fingerprint): boolean {
  roll.readMask(entry, fingerprint.mask);
  const { high, low } = fingerprint.ofLive(row);
  return !roll.hasPrint(entry, high, low) || fingerprint.fillsEmpty(row.values);
}

function countSources({ values }: LiveRow, { ids, ownedBySource }: MeetingPlace): void {
  for (const { index, source } of ids.fields) {
    if (values[index] !== "") ownedBySource[source] = (ownedBySource[source] ?? 0) + 1;
  }
}

function countHeld(row: LiveRow, place: MeetingPlace): void {
  for (const tag of row.tags) {
    const name = tag.toLowerCase();
    place.holders.set(name, (place.holders.get(name) ?? 0) + 1);
  }
  for (let index = 0; index < row.values.length; index++) {
    if (row.values[index] !== "") place.filled[index] = (place.filled[index] ?? 0) + 1;
  }
}
