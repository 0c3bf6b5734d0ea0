import {
  CONTACT_ACTIONS,
  type ContactAction,
  type ContactChange,
  type InterestDiff,
  type LeftOut,
  type MemberStatus,
  type RefusedValue,
  type SkipReason,
} from "../model/contact.ts";
import type { InterestCount } from "../model/plan.ts";
import { loudTags } from "./reaction-tally.ts";

/** How many changes of each action are shown as samples. */
const SAMPLES = 5;

/** How many refused values are kept one by one. */
const REFUSED_LISTED = 100;

/** Whether a change puts something into a batch, as opposed to taking tags away alone. */
export function isBatched(change: ContactChange): boolean {
  return change.action === "create" || change.fields.length + loudTags(change).length + change.groups.length > 0;
}

/** Counts what a plan shows while the changes stream by; grows with the tags and fields, not with the contacts. */
export class ContactTally {
  readonly actions: Record<ContactAction, number> = { create: 0, adopt: 0, update: 0, rename: 0, untag: 0, archive: 0 };
  readonly skipped: Partial<Record<SkipReason, number>> = {};
  readonly fields: Record<string, number> = {};
  /** Values emptied, by field. */
  readonly cleared: Record<string, number> = {};
  readonly refused: RefusedValue[] = [];
  refusedCount = 0;
  /** New contacts by the status with which they enter. */
  readonly entering: Partial<Record<MemberStatus, number>> = {};
  /** Rows that go into batches. */
  batched = 0;
  /** Rows that go into batches of their own when all others are written. */
  lateBatched = 0;
  /** Tags taken from subscribed contacts, by tag: these go in bulk. */
  readonly bulkRemovals: Record<string, number> = {};
  /** Contacts of another status from whom tags are taken: one request each. */
  singleRemovals = 0;
  /** Renames, archived leavers, and look-ups before a creation: one request each. */
  singles = 0;
  /** Tags put on contacts that stand already. */
  readonly tagged: Record<string, number> = {};
  readonly #interests = new Map<
    string,
    { readonly group: string; readonly interest: string; add: number; remove: number }
  >();
  readonly #tags = new Map<string, { add: number; remove: number }>();
  readonly #samples: Record<ContactAction, ContactChange[]> = {
    create: [],
    adopt: [],
    update: [],
    rename: [],
    untag: [],
    archive: [],
  };

  change(change: ContactChange): void {
    this.actions[change.action]++;
    const samples = this.#samples[change.action];
    if (samples.length < SAMPLES) samples.push(change);
    for (const { field, after } of change.fields) {
      this.fields[field] = (this.fields[field] ?? 0) + 1;
      if (after === null) this.cleared[field] = (this.cleared[field] ?? 0) + 1;
    }
    for (const name of change.tags.add) {
      this.#tag(name).add++;
      if (change.action !== "create") this.tagged[name] = (this.tagged[name] ?? 0) + 1;
    }
    for (const name of change.tags.remove) this.#tag(name).remove++;
    for (const diff of change.groups) this.#interest(diff)[diff.after ? "add" : "remove"]++;
    if (change.action === "create") this.entering[change.status] = (this.entering[change.status] ?? 0) + 1;
    this.#countRequests(change);
  }

  leaveOut({ reason }: LeftOut): void {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + 1;
  }

  refuse(value: RefusedValue): void {
    this.refusedCount++;
    if (this.refused.length < REFUSED_LISTED) this.refused.push(value);
  }

  get samples(): readonly ContactChange[] {
    return CONTACT_ACTIONS.flatMap((action) => this.#samples[action]);
  }

  get tags(): Readonly<Record<string, { add: number; remove: number }>> {
    return Object.fromEntries([...this.#tags].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  get interests(): readonly InterestCount[] {
    return [...this.#interests.values()];
  }

  #interest({ group, interest }: InterestDiff): { add: number; remove: number } {
    const key = JSON.stringify([group, interest]);
    const standing = this.#interests.get(key);
    if (standing !== undefined) return standing;
    const fresh = { group, interest, add: 0, remove: 0 };
    this.#interests.set(key, fresh);
    return fresh;
  }

  #countRequests(change: ContactChange): void {
    if (change.action === "rename" || change.action === "archive" || change.besides !== undefined) this.singles++;
    if (isBatched(change)) {
      if (change.late) this.lateBatched++;
      else this.batched++;
    }
    if (change.status === "subscribed") {
      for (const name of change.tags.remove) this.bulkRemovals[name] = (this.bulkRemovals[name] ?? 0) + 1;
    } else if (change.tags.remove.length > 0) this.singleRemovals++;
  }

  #tag(name: string): { add: number; remove: number } {
    const standing = this.#tags.get(name);
    if (standing !== undefined) return standing;
    const fresh = { add: 0, remove: 0 };
    this.#tags.set(name, fresh);
    return fresh;
  }
}
