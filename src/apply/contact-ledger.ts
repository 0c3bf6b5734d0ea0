import type { Withheld } from "../contacts/batch.ts";
import { refusesPerson } from "../contacts/refusal.ts";
import type { Spool } from "../contacts/spool.ts";
import { formatAddress, interestAddress } from "../model/address.ts";
import type { ContactChange } from "../model/contact.ts";
import type { OutcomeStatus, Tally } from "../model/outcome.ts";
import type { ContactOutcome } from "../model/report.ts";

const HELD = "The plan holds this contact.";

/** Who wants to know more than the tally. */
export interface LedgerListener {
  /** Told of each person whom Mailchimp itself refuses. */
  readonly onRefused?: (email: string) => void;
  /** Told of each change that was done whole. */
  readonly onApplied?: (change: ContactChange) => void;
}

/** Writes down how each contact's change ended, exactly once, and counts. What went well is only counted. */
export class ContactLedger {
  readonly #tally: Record<OutcomeStatus, number> = { applied: 0, failed: 0, held: 0, "not-reached": 0 };
  readonly #store: Spool;
  readonly #settled = new Set<string>();
  readonly #unshared = new Set<string>();
  readonly #withheld: Withheld;
  readonly #onSettled: (tally: Tally) => void;
  readonly #told: LedgerListener;

  constructor(store: Spool, withheld: Withheld, onSettled: (tally: Tally) => void, told: LedgerListener = {}) {
    this.#store = store;
    this.#withheld = withheld;
    this.#onSettled = onSettled;
    this.#told = told;
  }

  get tally(): Tally {
    return this.#tally;
  }

  /** Whether somebody who was to be made anew beside this contact was not. */
  hasFailedBeside({ email }: ContactChange): boolean {
    return this.#unshared.has(email.toLowerCase());
  }

  /** Whether a change ended before its time: it failed, or was not reached. */
  hasEnded(change: ContactChange): boolean {
    return this.#settled.has(change.ref);
  }

  fail(change: ContactChange, reason: string): void {
    if (refusesPerson(reason)) {
      this.#told.onRefused?.(change.email);
      this.#settle(change, { status: "held", at: { kind: "contact", key: change.email }, reason });
      return;
    }
    this.#settle(change, { status: "failed", at: { kind: "contact", key: change.email }, reason });
  }

  notReached(change: ContactChange, reason: string): void {
    this.#settle(change, { status: "not-reached", at: { kind: "contact", key: change.email }, reason });
  }

  /** The plan holds this change: it is not sent. */
  hold(change: ContactChange): void {
    this.#settle(change, { status: "held", at: { kind: "contact", key: change.email }, reason: change.reason ?? HELD });
  }

  /** All that could be sent was done. What waits for a schema object that does not stand was not. */
  done(change: ContactChange): void {
    const waits = waitingFor(change, this.#withheld);
    if (waits.length === 0) this.#settle(change, { status: "applied", at: { kind: "contact", key: change.email } });
    else
      this.notReached(
        change,
        `${waits.join(", ")} ${waits.length === 1 ? "does" : "do"} not stand; the rest was written.`,
      );
  }

  #settle(change: ContactChange, outcome: ContactOutcome): void {
    this.#tally[outcome.status]++;
    if (outcome.status === "applied") this.#told.onApplied?.(change);
    else {
      this.#settled.add(change.ref);
      if (change.besides !== undefined) this.#unshared.add(change.besides.toLowerCase());
      this.#store.append(JSON.stringify({ ...outcome, ref: change.ref }));
    }
    this.#onSettled(this.#tally);
  }
}

function waitingFor(change: ContactChange, withheld: Withheld): readonly string[] {
  const fields = change.fields
    .filter((field) => withheld.fields.has(field.field))
    .map((field) => `mergeField.${field.field}`);
  const tags = change.tags.add.filter((name) => withheld.tags.has(name.toLowerCase())).map((name) => `tag.${name}`);
  const interests = change.groups
    .map(({ group, interest }) => formatAddress(interestAddress(group, interest)))
    .filter((interest) => withheld.interests.has(interest));
  return [...fields, ...tags, ...interests];
}
