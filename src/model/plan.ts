import type { Address, KindName } from "./address.ts";
import type { Step } from "./change.ts";
import type { ContactAction, ContactChange, LeftOut, MemberStatus, RefusedValue, SkipReason } from "./contact.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { MergeFieldType } from "./merge-field-type.ts";
import type { SegmentSize } from "./segment.ts";

/** Everything that `apply` will do and all that `plan` shows. */
export interface Plan {
  readonly audience: { readonly id: string; readonly name: string };
  readonly environment?: string;
  /** The one instant for which the rules were evaluated, ISO 8601 in UTC. */
  readonly now: string;
  readonly schema: SchemaHalf;
  /** Absent where the scope is the schema alone or the file has no `sync`. */
  readonly contacts?: ContactsPlan;
  readonly limits: readonly LimitCheck[];
  readonly requests: { readonly read: number; readonly write: number };
  readonly warnings: readonly Diagnostic[];
}

/** The schema's half. */
export interface SchemaHalf {
  readonly steps: readonly Step[];
  readonly undeclared: readonly UndeclaredCount[];
  /** What `removed` names and stands no more: the entry has done its work. */
  readonly gone?: readonly Address[];
}

/** How many objects of a kind stand in the audience without being declared. */
export interface UndeclaredCount {
  readonly kind: KindName;
  readonly count: number;
  /** Their names, where the file asks that they be reported. */
  readonly names?: readonly string[];
}

/** The contacts' half: counts in memory, the changes themselves in a store that can be read again and again. */
export interface ContactsPlan {
  readonly summary: ContactSummary;
  /** By tag, in the order of their names. */
  readonly tags: Readonly<Record<string, { readonly add: number; readonly remove: number }>>;
  /** How many contacts get or lose each interest, in the order of the file. */
  readonly interests?: readonly InterestCount[];
  /** How many subscribed contacts are in each declared segment. */
  readonly segments?: SegmentSizes;
  /** How many contacts get another value, by the key of the field. */
  readonly fields: Readonly<Record<string, number>>;
  /** The types of the fields that `changes` may name, by key; one that is not known is masked as personal. */
  readonly fieldTypes?: Readonly<Record<string, MergeFieldType>>;
  /** How many are created with which status; those who enter as `pending` get a confirmation mail. */
  readonly entering?: Readonly<Partial<Record<MemberStatus, number>>>;
  /** How many contacts are sent each declared event, in the order of the file. */
  readonly events?: Readonly<Record<string, number>>;
  /** How many contacts will enter each declared automation, in the order of the file. */
  readonly automations?: Readonly<Record<string, number>>;
  /** The contacts that Mailchimp bills (subscribed, unsubscribed, transactional), before and after. */
  readonly billable?: { readonly before: number; readonly after: number };
  /** The first few of each action. */
  readonly samples: readonly ContactChange[];
  readonly changes: Replayable<ContactChange>;
  readonly leftOut: Replayable<LeftOut>;
  readonly refused: readonly RefusedValue[];
  readonly refusedCount: number;
}

/** The sizes of segments, by name. */
export type SegmentSizes = Readonly<Record<string, { readonly before: SegmentSize; readonly after: SegmentSize }>>;

/** How many contacts get and how many lose an interest. */
export interface InterestCount {
  readonly group: string;
  readonly interest: string;
  readonly add: number;
  readonly remove: number;
}

/** A stream that can be read from its start any number of times. */
export interface Replayable<T> extends AsyncIterable<T> {
  readonly count: number;
}

export interface ContactSummary extends Readonly<Record<ContactAction, number>> {
  /** People whom the sources and rules ask for. */
  readonly desired: number;
  /** Contacts read from the audience, archived ones not counted. */
  readonly live: number;
  /** Live contacts whose identity field is set, archived ones not counted: the base of shares. */
  readonly owned: number;
  readonly unchanged: number;
  /** Ours, and in no source any more: kept as they are. */
  readonly leavers: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
}

/** One limit as the plan found it. */
export interface LimitCheck {
  readonly class: string;
  readonly key?: string;
  readonly found: number;
  readonly base?: { readonly count: number; readonly of: string };
  readonly limit: { readonly count?: number; readonly share?: number };
  readonly holds: boolean;
  /** The full sentence with number, base, share, limit and the option that allows it; only where it holds. */
  readonly message?: string;
  /** The allowance given for this run, where there is one. */
  readonly allowed?: number;
}
