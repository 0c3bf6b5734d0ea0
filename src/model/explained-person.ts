import type { ContactChange, MemberStatus, SkipReason } from "./contact.ts";
import type { LeaverPolicy, NewContactStatus } from "./desired.ts";
import type { Json } from "./json.ts";
import type { MergeFieldType } from "./merge-field-type.ts";

/** Everything that can be told of one person: the records, the rules, the contact, and what a plan makes of them. */
export interface ExplainedPerson {
  /** The address that was asked for. */
  readonly email: string;
  /** What a plan would do at this address; seldom more than one thing, never none. */
  readonly verdicts: readonly PersonVerdict[];
  /** Other addresses at which an id of this person stands, in the sources or in the audience. */
  readonly elsewhere: readonly { readonly email: string; readonly verdicts: readonly PersonVerdict[] }[];
  /** An address that is much like it; only where nobody is known by this one. */
  readonly nearest?: string;
  readonly records: readonly ExplainedRecord[];
  /** Absent where no record of the person counts. */
  readonly rules?: ExplainedRules;
  /** The contact at this address first, then those at the others; empty where the audience has none. */
  readonly members: readonly ExplainedMember[];
  /** Whether Mailchimp refused the address in the last 30 days, as far as this folder knows. */
  readonly refusedBefore: boolean;
}

/** What a plan would do with somebody, in the plan's own words. */
export type PersonVerdict =
  | { readonly is: "change"; readonly change: ContactChange }
  | { readonly is: "in-step" }
  | { readonly is: "left-out"; readonly reason: SkipReason }
  /** Ours, with no record that is let in; kept as it is, by the policy or because nothing is left to take away. */
  | { readonly is: "leaver"; readonly why: "gone" | "not-included"; readonly policy: LeaverPolicy }
  | { readonly is: "stays"; readonly why: StayReason }
  /** The file has no `sync`. */
  | { readonly is: "unmanaged" }
  /** In no source and not in the audience. */
  | { readonly is: "unknown" };

/** Why a contact that nobody asks for is left as it is. */
export type StayReason = "not-ours" | "archived" | "id-elsewhere" | "no-address" | "unsure";

/** A value, and whether it tells something about the person. */
export interface ShownValue {
  readonly value: Json;
  readonly personal: boolean;
}

/** A record that has the person's address or one of the person's ids. */
export interface ExplainedRecord {
  readonly source: string;
  /** Where it stands, `data/people.csv:12`. */
  readonly at: string;
  /** Empty where it has none. */
  readonly email: string;
  readonly fate: RecordFate;
  /** What is wrong with it, in sentences. */
  readonly problems: readonly string[];
  /** Only fields that have a value. */
  readonly values: readonly (ShownValue & { readonly name: string })[];
}

/** What becomes of a record: it counts, here or at another address, or why it does not. */
export type RecordFate = "counts" | "elsewhere" | "set-aside" | "broken" | "no-email" | "invalid-email";

/** What every rule says of one person. */
export interface ExplainedRules {
  /** The address whose records were asked. */
  readonly email: string;
  /** Whether a plan makes the contact as the rules say; else the person is left out, and they are told all the same. */
  readonly applied: boolean;
  readonly include: { readonly holds: boolean; readonly when?: ExplainedCondition };
  readonly newContacts: ExplainedEntrance;
  readonly tags: readonly ExplainedTag[];
  readonly families: readonly ExplainedFamily[];
  readonly interests: readonly ExplainedInterest[];
  readonly fields: readonly ExplainedField[];
  readonly events: readonly ExplainedEvent[];
  /** Automations that the person would enter. */
  readonly automations: readonly string[];
}

/** A condition with its truth, leaf by leaf. */
export interface ExplainedCondition {
  readonly is: "all" | "any" | "not" | "test";
  /** `partner.status equals "active"`; of all, any and not the word itself. */
  readonly text: string;
  readonly holds: boolean;
  /** What a test found; absent for a missing value, for a whole record, and for all, any and not. */
  readonly found?: ShownValue;
  /** Of a test that asks for a record: whether there is one. */
  readonly record?: boolean;
  readonly parts: readonly ExplainedCondition[];
}

/** With which status the person would enter, and the doors in their order. */
export interface ExplainedEntrance {
  readonly status: NewContactStatus;
  /** Whether the person stands in the audience, so that no door is asked. */
  readonly stands: boolean;
  readonly doors: readonly {
    readonly status: NewContactStatus;
    readonly holds: boolean;
    /** The first that holds. */
    readonly taken: boolean;
    readonly when?: ExplainedCondition;
  }[];
}

/** What becomes of a tag or an interest of the contact; nothing where it stays as it is, on or off. */
export type Turn = "add" | "remove";

/** Why a tag or an interest is not as its rule says though the rest of the contact is written. */
export type Withheld = "not-standing" | "another-first" | "taken-by-hand";

export interface ExplainedTag {
  readonly name: string;
  readonly holds: boolean;
  readonly when: ExplainedCondition;
  /** Whether the contact has it now; absent where there is no contact. */
  readonly held?: boolean;
  readonly turn?: Turn;
  /** It is put on without starting an automation. */
  readonly quiet: boolean;
  readonly withheld?: Withheld;
}

export interface ExplainedFamily {
  readonly pattern: string;
  /** Where its value comes from, `partner.tier`. */
  readonly from: string;
  /** The one tag that is wished. */
  readonly tag?: string;
  readonly several: boolean;
  /** The tag that it would make, and why Mailchimp would not take it. */
  readonly refused?: { readonly tag: string; readonly reason: string };
  /** Tags of the family that the contact has now. */
  readonly held: readonly string[];
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export interface ExplainedInterest {
  readonly group: string;
  readonly interest: string;
  readonly holds: boolean;
  readonly when: ExplainedCondition;
  readonly held?: boolean;
  readonly turn?: Turn;
  readonly withheld?: Withheld;
}

export interface ExplainedField {
  readonly key: string;
  /** Mailchimp's tag of it. */
  readonly tag: string;
  /** Where its value comes from, `partner.sales_count`. */
  readonly from: string;
  /** What is wished, as Mailchimp would hold it; null is no value. */
  readonly wished: Json;
  /** What the contact has; absent where there is no contact. */
  readonly held?: Json;
  /** Whether the plan writes it. */
  readonly written: boolean;
  /** Why it is not written though it differs. */
  readonly kept?: KeptReason;
  /** Why Mailchimp would refuse the value: a sentence that may quote it. */
  readonly refused?: string;
  /** The end of the text is lost. */
  readonly cut: boolean;
  /** Several entries matched its pattern; the first was taken. */
  readonly several: boolean;
}

/** Why a value that differs is not written. */
export type KeptReason =
  | "create-only"
  | "filled"
  | "kept"
  | "not-cleared-on-adoption"
  | "not-standing"
  | "refused"
  | "id-elsewhere";

export interface ExplainedEvent {
  readonly name: string;
  /** `TOTAL_SALES crosses 10`. */
  readonly when: string;
  /** The merge field whose value it watches. */
  readonly field: string;
  readonly sent: boolean;
  /** Once in a contact's life, or again after some time. */
  readonly once: boolean;
  /** The change of the value, where there is one. */
  readonly before?: Json;
  readonly after?: Json;
  readonly why?: EventSilence;
}

/** Why an event is not sent, in the order in which it is asked. */
export type EventSilence = "not-written" | "new" | "not-subscribed" | "value-stays" | "no-old-value" | "no-transition";

/** A contact as Mailchimp holds it. */
export interface ExplainedMember {
  readonly email: string;
  /** Whether it stands at the address that was asked for. */
  readonly asked: boolean;
  readonly status: MemberStatus;
  /** When anything of it last changed, in Mailchimp's words. */
  readonly lastChanged?: string;
  /** What Mailchimp notes of an opt-out. */
  readonly unsubscribeReason?: string;
  /** The identity fields that are set: with one of them the contact is ours. */
  readonly ids: readonly { readonly key: string; readonly value: Json }[];
  /** Merge fields that a rule writes and that have a value, the identity fields not among them. */
  readonly fields: readonly { readonly key: string; readonly value: Json }[];
  readonly managedTags: readonly string[];
  readonly otherTags: readonly string[];
  /** Merge fields that no rule writes, and that have a value. */
  readonly otherFields: readonly { readonly tag: string; readonly type?: MergeFieldType; readonly value: Json }[];
  readonly interests: readonly { readonly group: string; readonly interest: string; readonly managed: boolean }[];
}
