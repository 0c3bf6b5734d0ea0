import type { ContactEvent } from "./event.ts";
import type { Json } from "./json.ts";

/** What becomes of one contact. Those that stay as they are have none and are only counted. */
export const CONTACT_ACTIONS = ["create", "adopt", "update", "rename", "untag", "archive"] as const;

export type ContactAction = (typeof CONTACT_ACTIONS)[number];

/** A contact's status in Mailchimp's words; `archived` is read only. */
export const MEMBER_STATUSES = [
  "subscribed",
  "unsubscribed",
  "cleaned",
  "pending",
  "transactional",
  "archived",
] as const;

export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/** Whether fields, groups and tags of a contact are written at all; of nobody who is not in the audience. */
export function isKeptCurrent(status: MemberStatus | undefined): boolean {
  return status === "subscribed" || status === "unsubscribed" || status === "transactional";
}

/** Why a person is left alone, in the order in which it is asked. */
export const SKIP_REASONS = [
  "no-email",
  "invalid-email",
  "not-included",
  "new-contacts-skipped",
  "pending",
  "cleaned",
  "archived",
  "source-error",
  "address-conflict",
  "address-differs",
  "opted-out-elsewhere",
  "refused-before",
  "not-selected",
  "duplicate",
] as const;

export type SkipReason = (typeof SKIP_REASONS)[number];

/** One merge value before and after; null is unset. */
export interface ValueDiff {
  /** The key that the configuration uses. */
  readonly field: string;
  /** Mailchimp's tag of it. */
  readonly tag: string;
  readonly before: Json;
  readonly after: Json;
}

/** One interest that a contact gets or loses. */
export interface InterestDiff {
  /** The group's title. */
  readonly group: string;
  readonly interest: string;
  readonly before: boolean;
  readonly after: boolean;
}

/** Everything that is to happen to one contact. */
export interface ContactChange {
  /** Its place in the plan, `c1`, `c2`, …: what a masked output calls it. */
  readonly ref: string;
  /** The address at which it stands once the plan is done. */
  readonly email: string;
  /** Of a rename: the address at which it stands now. */
  readonly from?: string;
  /** Of a creation: the address that the person shared with somebody else, who keeps it; made only while that one is subscribed. */
  readonly besides?: string;
  readonly action: ContactAction;
  /** It gives up an id: written when the contact that gets the id has it, and not at all if that one failed. */
  readonly late?: true;
  /** The status it has, or, for `create`, the one it shall enter with. */
  readonly status: MemberStatus;
  readonly fields: readonly ValueDiff[];
  readonly tags: { readonly add: readonly string[]; readonly remove: readonly string[] };
  readonly groups: readonly InterestDiff[];
  /** What it is sent before its values change; absent where there is nothing. */
  readonly events?: readonly ContactEvent[];
  /** Those of the tags to add that start no automation; absent where there are none. */
  readonly quiet?: readonly string[];
  /** The rules that ask for it, as addresses, `tag.active`. */
  readonly because: readonly string[];
  /** A hash of what was read of it: a saved plan tells by it whether the contact moved since. Of no other use. */
  readonly seen?: string;
  readonly verdict: "go" | "hold";
  /** Why it is held, or why somebody is a leaver. */
  readonly reason?: string;
}

/** A value that is not sent because Mailchimp would refuse it; the rest of the contact goes on. */
export interface RefusedValue {
  readonly email: string;
  readonly field: string;
  readonly reason: string;
}

/** A person who is left alone, with the reason. */
export interface LeftOut {
  readonly email: string;
  readonly reason: SkipReason;
  /** Where the record stands, for people who are in no audience. */
  readonly at?: string;
}
