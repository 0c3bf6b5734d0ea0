import type { SkipReason } from "../model/contact.ts";
import { decodeLiveRow, type LiveRow } from "./live-row.ts";
import type { Projection } from "./projection.ts";
import { MARK, type Roll } from "./roll.ts";
import { ID, type SourceIds } from "./source-ids.ts";
import type { Spool } from "./spool.ts";
import type { WishedRow } from "./wished-row.ts";

/** Where a wished person stands in the audience. */
export type Whereabouts =
  /** At the wished address, or nowhere. */
  | { readonly is: "here" }
  /** The person changed the address in Mailchimp: kept current there. */
  | { readonly is: "there"; readonly entry: number; readonly live: LiveRow }
  /** The source changed the address: the contact gets it. */
  | { readonly is: "moving"; readonly entry: number; readonly live: LiveRow }
  /** Two people who were one contact: this one is made anew. */
  | { readonly is: "split"; readonly live: LiveRow }
  | { readonly is: "out-of-reach"; readonly reason: SkipReason };

/** What is looked at to find somebody. */
export interface SearchParty {
  readonly roll: Roll;
  readonly projection: Projection;
  readonly ids: SourceIds;
  readonly lives: Spool;
  readonly addressChanges?: "source" | undefined;
}

/** Finds a wished person by id where the contact of the wished address is not theirs. */
export function whereabouts(entry: number, wish: WishedRow, party: SearchParty): Whereabouts {
  const { roll } = party;
  if (!roll.has(entry, MARK.elsewhere) || roll.has(entry, MARK.home)) return HERE;
  const found = search(entry, wish, party);
  // The contact at the wished address is somebody else's, who is on the way to another one.
  return found.is === "here" && roll.has(entry, MARK.astray) ? CONFLICT : found;
}

function search(entry: number, wish: WishedRow, party: SearchParty): Whereabouts {
  const { roll } = party;
  const found = bearer(wish, party);
  if (found === "several") return CONFLICT;
  const place = found < 0 ? undefined : roll.liveAt.at(found);
  if (place === undefined) return HERE;
  const live = decodeLiveRow(party.lives.read(place));
  // Read again since, it bears the id no more.
  if (!party.ids.fields.some(({ index }) => live.values[index] !== "" && live.values[index] === wish.values[index]))
    return HERE;
  const free = roll.status(entry) === undefined;
  if (isSpokenFor(found, roll)) {
    if (!free) return HERE;
    return live.status === "subscribed" ? { is: "split", live } : outOfReach("opted-out-elsewhere");
  }
  return changed(found, free, wish, live, party, entry);
}

const HERE: Whereabouts = { is: "here" };
const CONFLICT: Whereabouts = { is: "out-of-reach", reason: "address-conflict" };

function outOfReach(reason: SkipReason): Whereabouts {
  return { is: "out-of-reach", reason };
}

/** The one contact that bears the ids of a row. */
function bearer({ values }: WishedRow, { ids }: SearchParty): number | "several" {
  let found = -1;
  for (const field of ids.fields) {
    const slot = ids.slot(field, values);
    const at = slot < 0 ? -1 : ids.standingAt(slot);
    if (at < 0) continue;
    if (ids.has(slot, ID.several) || (found >= 0 && found !== at)) return "several";
    found = at;
  }
  return found;
}

/** Whether somebody is wished at the address of a contact and is not to be found elsewhere in turn. */
function isSpokenFor(entry: number, roll: Roll): boolean {
  return roll.has(entry, MARK.wished) && (!roll.has(entry, MARK.elsewhere) || roll.has(entry, MARK.home));
}

/** The address changed: what was recorded when it was last written tells on which side. */
function changed(
  found: number,
  free: boolean,
  wish: WishedRow,
  live: LiveRow,
  party: SearchParty,
  entry: number,
): Whereabouts {
  const { roll, projection, addressChanges } = party;
  if (roll.has(found, MARK.broken)) return outOfReach("source-error");
  if (hasRivals(entry, live, party)) return CONFLICT;
  if (live.status === "pending" || live.status === "cleaned" || live.status === "archived")
    return free ? outOfReach(live.status) : HERE;
  const recorded = projection.lastAddress === undefined ? "" : String(live.values[projection.lastAddress] ?? "");
  if (sameAddress(recorded, wish.email)) return { is: "there", entry: found, live };
  const movedBySource = sameAddress(recorded, live.email) || addressChanges === "source";
  if (!movedBySource || !free) return CONFLICT;
  // "You can only update email addresses for members with a status of "subscribed."", says Mailchimp.
  if (live.status === "unsubscribed") return outOfReach("opted-out-elsewhere");
  return live.status === "subscribed" ? { is: "moving", entry: found, live } : CONFLICT;
}

/** Whether another person, wished at yet another address, looks for the same contact. */
function hasRivals(entry: number, { values }: LiveRow, { ids, roll }: SearchParty): boolean {
  return ids.fields.some((field) => {
    const slot = ids.slot(field, values);
    const wisher = slot < 0 ? -1 : ids.wishedBy(slot);
    return wisher >= 0 && wisher !== entry && roll.has(wisher, MARK.wished) && !roll.has(wisher, MARK.home);
  });
}

function sameAddress(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.toLowerCase();
}
