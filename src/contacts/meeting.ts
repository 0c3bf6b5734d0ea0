import type { JsonObject } from "../model/json.ts";
import { fillsEmpty, fingerprint } from "./fingerprint.ts";
import type { Holdings } from "./holdings.ts";
import type { IdentityIndex } from "./identity-index.ts";
import { encodeLiveRow, type LiveRow, liveRow } from "./live-row.ts";
import { keyOfMemberId } from "./member-id.ts";
import type { Projection } from "./projection.ts";
import { MARK, type Roll } from "./roll.ts";
import type { SegmentCensus } from "./segment-sizes.ts";
import type { Spool } from "./spool.ts";
import { TextHash } from "./text-hash.ts";

/** Where the live side meets the wished one. */
export interface MeetingPlace {
  readonly roll: Roll;
  readonly projection: Projection;
  /** Who bears which source id in the audience. */
  readonly bearers: IdentityIndex;
  /** Where live rows that differ are kept. */
  readonly lives: Spool;
  /** How many live contacts hold each managed tag, by its lower-case name. */
  readonly holders: Map<string, number>;
  /** How many live contacts hold a value, by field. */
  readonly filled: number[];
  /** Who holds what is about to go. */
  readonly holdings: Holdings;
  /** Who is in which segment. */
  readonly census: SegmentCensus;
}

/** Takes in pages of members. A member seen again has moved while the audience was read: the later reading counts. */
export async function meetMembers(pages: AsyncIterable<readonly JsonObject[]>, place: MeetingPlace): Promise<void> {
  const hash = new TextHash();
  for await (const page of pages) {
    for (const member of page) meet(member, place, hash);
  }
}

function meet(member: JsonObject, place: MeetingPlace, hash: TextHash): void {
  const { roll, projection } = place;
  const row = liveRow(member, projection);
  if (row === undefined || typeof member["id"] !== "string") {
    throw new Error("Mailchimp's list of members holds an entry that is no member; the audience cannot be compared.");
  }
  const entry = roll.enter(keyOfMemberId(member["id"]));
  const owned = isOwned(row, projection);
  if (roll.status(entry) === undefined) {
    countHeld(row, place);
    place.holdings.count(member, row.status, owned);
  }
  roll.setStatus(entry, row.status);
  roll.mark(entry, MARK.owned, owned);
  place.bearers.note(entry, row.values, projection);
  const differs = roll.has(entry, MARK.wished) && isDifferent(entry, row, place, hash);
  roll.mark(entry, MARK.differs, differs);
  place.census.meet(entry, member, row.status);
  if (!differs) return;
  roll.liveAt.note(entry, place.lives.append(encodeLiveRow(row)));
  place.census.keep(entry);
}

function isOwned(row: LiveRow, projection: Projection): boolean {
  return projection.fields.some((field, index) => field.identity && row.values[index] !== "");
}

function isDifferent(entry: number, row: LiveRow, { roll, projection }: MeetingPlace, hash: TextHash): boolean {
  const mask = roll.mask(entry);
  const print = fingerprint(hash, row, mask, projection);
  return !roll.hasPrint(entry, print.high, print.low) || fillsEmpty(row.values, mask, projection);
}

function countHeld(row: LiveRow, place: MeetingPlace): void {
  for (const tag of row.tags) {
    const name = tag.toLowerCase();
    place.holders.set(name, (place.holders.get(name) ?? 0) + 1);
  }
  row.values.forEach((value, index) => {
    if (value !== "") place.filled[index] = (place.filled[index] ?? 0) + 1;
  });
}
