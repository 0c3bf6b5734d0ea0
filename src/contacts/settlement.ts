import {
  type ContactChange,
  isKeptCurrent,
  type LeftOut,
  type RefusedValue,
  type SkipReason,
} from "../model/contact.ts";
import type { LeaverPolicy } from "../model/desired.ts";
import type { Absence } from "./absence.ts";
import { decodeLiveRow, type LiveRow } from "./live-row.ts";
import { interestRefusals } from "./managed-interests.ts";
import { MARK } from "./roll.ts";
import { type AstrayIds, type BareChange, creation, departure, difference, renaming, surrender } from "./row-change.ts";
import { ID } from "./source-ids.ts";
import { type SearchParty, type Whereabouts, whereabouts } from "./whereabouts.ts";
import type { WishedOf } from "./wished.ts";
import type { WishedRow } from "./wished-row.ts";

/** What settling reads. */
export interface SettlementInput extends SearchParty {
  readonly wished: WishedOf;
  readonly leavers: LeaverPolicy;
  readonly absence: Absence;
  /** What of a change this run takes up; `entry` is the person that it is wished of. */
  readonly take: (change: BareChange, entry: number) => BareChange | undefined;
}

/** What settling finds, one call each, in the order of the member ids. */
export interface Findings {
  change(change: ContactChange, entry: number): void;
  leaveOut(left: LeftOut): void;
  refuse(value: RefusedValue): void;
}

/** Counts of those with whom nothing is to be done. */
export interface Settled {
  readonly desired: number;
  readonly live: number;
  readonly owned: number;
  readonly unchanged: number;
  /** Leavers who stay as they are. */
  readonly leavers: number;
  /** Contacts that Mailchimp bills: subscribed, unsubscribed and transactional ones. */
  readonly billable: number;
}

/** Goes over the whole roll once and says what becomes of each. */
export function settle(input: SettlementInput, findings: Findings): Settled {
  const { roll } = input;
  const counts = { desired: 0, live: 0, owned: 0, unchanged: 0, leavers: 0, billable: 0 };
  const due: number[] = [];
  const elsewhere: number[] = [];
  for (let entry = 0; entry < roll.size; entry++) {
    const status = roll.status(entry);
    const wished = roll.has(entry, MARK.wished);
    if (status !== undefined && status !== "archived") counts.live++;
    if (isKeptCurrent(status)) counts.billable++;
    if (roll.has(entry, MARK.owned) && status !== "archived") counts.owned++;
    if (wished) counts.desired++;
    if (wished && isKeptCurrent(status) && !roll.has(entry, ASKED)) counts.unchanged++;
    else if (wished || roll.has(entry, MARK.recorded) || roll.liveAt.at(entry) !== undefined) due.push(entry);
    if (wished && roll.has(entry, MARK.elsewhere)) elsewhere.push(entry);
  }
  // Who gives an id up may take another one that somebody else then gives up: asked until nobody takes any more, so that
  // it makes no difference who is asked first.
  while (elsewhere.filter((entry) => reserveIds(entry, input)).length > 0);
  due.sort((left, right) => roll.compare(left, right));
  let changes = 0;
  for (const entry of due) {
    const verdict = roll.has(entry, MARK.wished)
      ? settleWished(entry, input, findings)
      : settleOther(entry, input, findings);
    if (verdict === undefined) continue;
    if (verdict === "unchanged") counts.unchanged++;
    else if (verdict === "leaver") counts.leavers++;
    else {
      const taken = input.take(verdict.change, entry);
      if (taken === undefined) findings.leaveOut({ email: verdict.change.email, reason: "not-selected" });
      else findings.change({ ref: `c${++changes}`, ...taken }, verdict.entry);
    }
  }
  return counts;
}

const ASKED = MARK.differs | MARK.noted | MARK.elsewhere | MARK.astray;

/** A change, and the contact that it is about. */
interface Settlement {
  readonly change: BareChange;
  readonly entry: number;
  /** The contact as it stands. */
  readonly live?: LiveRow;
}

/** Notes the ids that a contact of this plan gets, so that the one which bears them gives them up; says if there are new ones. */
function reserveIds(entry: number, input: SettlementInput): boolean {
  const { ids, projection } = input;
  let reserved = false;
  const wish = wishOf(entry, input);
  const settled = changeOf(entry, wish, input, whereabouts(entry, wish, input));
  const change = typeof settled === "object" && "change" in settled ? input.take(settled.change, entry) : undefined;
  for (const field of change === undefined ? [] : ids.fields) {
    const key = projection.fields[field.index]?.key;
    const slot = ids.slot(field, wish.values);
    if (slot < 0 || ids.has(slot, ID.taken) || !change?.fields.some((diff) => diff.field === key)) continue;
    ids.note(slot, ID.taken);
    reserved = true;
  }
  return reserved;
}

function wishOf(entry: number, { wished }: SettlementInput): WishedRow {
  const found = wished(entry);
  if (found === undefined) throw new Error("somebody who has no record is asked about as if there were one");
  return found.row;
}

function liveOf(entry: number, { lives, roll }: SettlementInput): LiveRow | undefined {
  const place = roll.liveAt.at(entry);
  return place === undefined ? undefined : decodeLiveRow(lives.read(place));
}

function settleWished(entry: number, input: SettlementInput, findings: Findings): Settlement | "unchanged" | undefined {
  const wish = wishOf(entry, input);
  const found = whereabouts(entry, wish, input);
  const settled = changeOf(entry, wish, input, found);
  if (typeof settled === "object" && "reason" in settled) {
    findings.leaveOut({ email: wish.email, reason: settled.reason });
    return undefined;
  }
  if (found.is === "there") findings.leaveOut({ email: wish.email, reason: "address-differs" });
  tellRefused(entry, wish, found, input, findings);
  if (typeof settled === "object" && settled.live !== undefined)
    input.absence.countChanged(settled.live, settled.change);
  return settled;
}

/** What is to be told of a person though it changes nothing. */
function tellRefused(
  entry: number,
  wish: WishedRow,
  found: Whereabouts,
  input: SettlementInput,
  findings: Findings,
): void {
  const { projection, roll } = input;
  for (const [index, why] of wish.refused) {
    findings.refuse({ email: wish.email, field: projection.fields[index]?.key ?? "", reason: why });
  }
  for (const [rule, why] of wish.notes) findings.refuse({ email: wish.email, field: rule, reason: why });
  const live = "live" in found ? found.live : roll.has(entry, MARK.differs) ? liveOf(entry, input) : undefined;
  if (live === undefined || found.is === "split") return;
  for (const [group, why] of interestRefusals(wish.interests, live, projection)) {
    findings.refuse({ email: wish.email, field: group, reason: why });
  }
}

function changeOf(
  entry: number,
  wish: WishedRow,
  input: SettlementInput,
  found: Whereabouts,
): Settlement | "unchanged" | { readonly reason: SkipReason } {
  const { roll, projection } = input;
  switch (found.is) {
    case "out-of-reach":
      return found;
    case "split":
      if (wish.newStatus === "skip") return { reason: "new-contacts-skipped" };
      return { change: { ...creation(wish, wish.newStatus, projection), besides: found.live.email }, entry };
    case "moving":
      return { change: renaming(wish, found.live, projection), entry: found.entry, live: found.live };
    case "there":
      return settlement(found.entry, found.live, difference(wish, found.live, true, projection));
    case "here": {
      const status = roll.status(entry);
      if (status === undefined) {
        if (wish.newStatus === "skip") return { reason: "new-contacts-skipped" };
        return { change: creation(wish, wish.newStatus, projection), entry };
      }
      if (status === "pending" || status === "cleaned" || status === "archived") return { reason: status };
      const live = roll.has(entry, MARK.differs | MARK.astray) ? liveOf(entry, input) : undefined;
      if (live === undefined) return "unchanged";
      const owned = roll.has(entry, MARK.owned);
      return settlement(entry, live, difference(wish, live, owned, projection, astrayIds(entry, live, true, input)));
    }
  }
}

function settlement(entry: number, live: LiveRow, change: BareChange | undefined): Settlement | "unchanged" {
  return change === undefined ? "unchanged" : { change, entry, live };
}

/** What becomes of the ids of a contact that are wished at another address. */
function astrayIds(entry: number, { values }: LiveRow, wished: boolean, { ids, roll }: SettlementInput): AstrayIds {
  const [givenUp, kept] = [new Set<number>(), new Set<number>()];
  for (const field of roll.has(entry, MARK.astray) ? ids.fields : []) {
    const slot = ids.slot(field, values);
    const wisher = slot < 0 ? -1 : ids.wishedBy(slot);
    if (wisher < 0 || wisher === entry || !roll.has(wisher, MARK.wished)) continue;
    const isElsewhere = ids.has(slot, ID.taken) || (wished && ids.has(slot, ID.home));
    (isElsewhere ? givenUp : kept).add(field.index);
  }
  return { givenUp, kept };
}

/** Somebody who is not wished at this address: perhaps a leaver, perhaps with a record that asks for nothing. */
function settleOther(entry: number, input: SettlementInput, findings: Findings): Settlement | "leaver" | undefined {
  const { roll, absence } = input;
  const live = roll.has(entry, MARK.owned) && roll.status(entry) !== "archived" ? liveOf(entry, input) : undefined;
  const why = live === undefined ? undefined : absence.leaving(entry, live);
  const change = live === undefined ? undefined : changeOfOther(entry, live, why, input);
  if (live !== undefined && !roll.has(entry, MARK.astray)) absence.countLeft(live);
  if (change !== undefined) return { change, entry };
  if (roll.has(entry, MARK.recorded)) {
    findings.leaveOut({ email: wishOf(entry, input).email, reason: reasonOf(entry, input) });
  }
  return why === undefined ? undefined : "leaver";
}

function changeOfOther(
  entry: number,
  live: LiveRow,
  why: ReturnType<Absence["leaving"]>,
  input: SettlementInput,
): BareChange | undefined {
  if (!isKeptCurrent(live.status)) return undefined;
  const { projection, leavers } = input;
  if (why !== undefined) return departure(live, leavers, why, projection);
  return surrender(live, projection, astrayIds(entry, live, false, input));
}

function reasonOf(entry: number, { roll }: SettlementInput): SkipReason {
  if (roll.has(entry, MARK.broken)) return "source-error";
  return roll.has(entry, MARK.displaced) ? "duplicate" : "not-included";
}
