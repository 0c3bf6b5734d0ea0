import type { ContactChange, LeftOut, MemberStatus, RefusedValue, SkipReason } from "../model/contact.ts";
import type { IdentityIndex } from "./identity-index.ts";
import { decodeLiveRow } from "./live-row.ts";
import { interestRefusals } from "./managed-interests.ts";
import type { Projection } from "./projection.ts";
import { MARK, type Roll } from "./roll.ts";
import { type BareChange, creation, difference } from "./row-change.ts";
import type { Spool } from "./spool.ts";
import { decodeWishedRow, type WishedRow } from "./wished-row.ts";

/** What settling reads. */
export interface SettlementInput {
  readonly roll: Roll;
  readonly projection: Projection;
  readonly bearers: IdentityIndex;
  readonly wishes: Spool;
  readonly lives: Spool;
  readonly take: (change: BareChange) => BareChange | undefined;
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
  readonly leavers: number;
  /** Contacts that Mailchimp bills: subscribed, unsubscribed and transactional ones. */
  readonly billable: number;
}

/** Goes over the whole roll once and says what becomes of each. */
export function settle(input: SettlementInput, findings: Findings): Settled {
  const counts = { desired: 0, live: 0, owned: 0, unchanged: 0, leavers: 0, billable: 0 };
  const due: number[] = [];
  for (let entry = 0; entry < input.roll.size; entry++) {
    const status = input.roll.status(entry);
    const owned = input.roll.has(entry, MARK.owned) && status !== "archived";
    const wished = input.roll.has(entry, MARK.wished);
    if (status !== undefined && status !== "archived") counts.live++;
    if (isKeptCurrent(status)) counts.billable++;
    if (owned) counts.owned++;
    if (wished) counts.desired++;
    if (owned && !wished && !input.roll.has(entry, MARK.broken | MARK.displaced)) counts.leavers++;
    if (wished && isKeptCurrent(status) && !input.roll.has(entry, MARK.differs | MARK.noted)) counts.unchanged++;
    else if (wished || input.roll.has(entry, MARK.recorded)) due.push(entry);
  }
  due.sort((left, right) => input.roll.compare(left, right));
  let changes = 0;
  for (const entry of due) {
    const verdict = settleOne(entry, input, findings);
    if (verdict === undefined) continue;
    if (verdict === "unchanged") {
      counts.unchanged++;
      continue;
    }
    const taken = input.take(verdict);
    if (taken === undefined) findings.leaveOut({ email: verdict.email, reason: "not-selected" });
    else findings.change({ ref: `c${++changes}`, ...taken }, entry);
  }
  return counts;
}

function isKeptCurrent(status: MemberStatus | undefined): boolean {
  return status === "subscribed" || status === "unsubscribed" || status === "transactional";
}

function settleOne(entry: number, input: SettlementInput, findings: Findings): BareChange | "unchanged" | undefined {
  const { roll, projection } = input;
  const wish = decodeWishedRow(input.wishes.read(roll.wishedAt.at(entry) ?? 0));
  const status = roll.status(entry);
  const reason = reasonToLeave(entry, status, wish, input);
  if (reason !== undefined) {
    findings.leaveOut({ email: wish.email, reason });
    return undefined;
  }
  for (const [index, why] of wish.refused) {
    findings.refuse({ email: wish.email, field: projection.fields[index]?.key ?? "", reason: why });
  }
  for (const [rule, why] of wish.notes) findings.refuse({ email: wish.email, field: rule, reason: why });
  if (status !== undefined && !roll.has(entry, MARK.differs)) return "unchanged";
  const livePlace = roll.liveAt.at(entry);
  if (status === undefined || livePlace === undefined) {
    return wish.newStatus === "skip" ? undefined : creation(wish, wish.newStatus, projection);
  }
  const live = decodeLiveRow(input.lives.read(livePlace));
  for (const [group, why] of interestRefusals(wish.interests, live, projection)) {
    findings.refuse({ email: wish.email, field: group, reason: why });
  }
  return difference(wish, live, roll.has(entry, MARK.owned), projection) ?? "unchanged";
}

function reasonToLeave(
  entry: number,
  status: MemberStatus | undefined,
  wish: WishedRow,
  { roll, bearers, projection }: SettlementInput,
): SkipReason | undefined {
  if (roll.has(entry, MARK.broken)) return "source-error";
  if (roll.has(entry, MARK.displaced)) return "duplicate";
  if (!roll.has(entry, MARK.wished)) return "not-included";
  if (status === "pending" || status === "cleaned" || status === "archived") return status;
  if (status !== undefined) return undefined;
  if (wish.newStatus === "skip") return "new-contacts-skipped";
  return bearers.bearer(wish.values, projection) >= 0 ? "address-conflict" : undefined;
}
