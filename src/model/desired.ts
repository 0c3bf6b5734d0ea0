import type { Address, KindName } from "./address.ts";
import type { Spec } from "./change.ts";
import type { Condition, ValueExpression } from "./condition.ts";
import type { Path, Place } from "./diagnostic.ts";
import type { AutomationRule, EventRule } from "./event.ts";
import type { MergeFieldType } from "./merge-field-type.ts";
import type { SegmentRule } from "./segment.ts";
import type { FieldType, FieldValue, SourceDeclaration, SourceRecord, SourceSchema } from "./source.ts";

/** What a configuration file asks for, checked and in normal form. The one input of the planner beside the live state. */
export interface Desired {
  readonly audience: AudienceRef;
  readonly sources: readonly DesiredSource[];
  /** The schema's half: every declared object of every kind, in the order of the file. */
  readonly objects: readonly DeclaredObject[];
  /** The contacts' half; absent where the file has no `sync`. */
  readonly contacts?: ContactRules;
  /** Who is in each declared segment; what that is in Mailchimp's words depends on the audience. */
  readonly segments: readonly SegmentRule[];
  readonly limits: readonly Limit[];
  readonly lifeCycle: LifeCycle;
  readonly tests: readonly RuleTest[];
}

/** What the file says of objects that it does not declare, or no longer. */
export interface LifeCycle {
  readonly removed: readonly RemovedObject[];
  readonly undeclared: Readonly<Partial<Record<KindName, UndeclaredPolicy>>>;
  /** Patterns of names, with stars, of objects that are nobody's business: neither counted nor reported nor deleted. */
  readonly ignored: Readonly<Partial<Record<KindName, readonly string[]>>>;
  /** The patterns of declared families: every tag of one belongs to it. */
  readonly families: readonly string[];
}

/** What becomes of an object that stands without being declared. */
export const UNDECLARED_POLICIES = ["ignore", "report", "delete"] as const;

export type UndeclaredPolicy = (typeof UNDECLARED_POLICIES)[number];

/** An entry of `removed:`, an object that was declared once and shall stand no more. */
export interface RemovedObject {
  readonly at: Address;
  readonly match: string;
  /** The object that it stood in, as an interest in its group. */
  readonly within?: Address;
  readonly reason?: string;
  /** A tag is taken from contacts that hold it, too. */
  readonly fromContacts: boolean;
  readonly declaredAt: Place;
}

/** Which audience is meant: by id, or by a name that exactly one audience bears. */
export interface AudienceRef {
  readonly id?: string;
  readonly name?: string;
  readonly expect?: { readonly name?: string };
  readonly declaredAt: Place;
}

/** A declared source with the fields it turned out to have. */
export interface DesiredSource {
  readonly declaration: SourceDeclaration;
  readonly schema: SourceSchema;
}

/** A schema object that the file declares. */
export interface DeclaredObject {
  readonly at: Address;
  /** Only the properties that the file states, in Mailchimp's own words. */
  readonly spec: Spec;
  readonly declaredAt: Place;
  /** What makes it and a live object the same one; an opaque word that is never shown. */
  readonly match: string;
  /** The object that it stands in, as an interest in its group. */
  readonly within?: Address;
  /** A merge field that stands already: its definition is not managed, only its values. */
  readonly definitionManaged: boolean;
  /** What `match` would be under each name of `previously`. */
  readonly formerly?: readonly string[];
  /** Whether deletion, rename and change of type are refused whatever the flags. */
  readonly protected?: boolean;
  /** Tells what no plan, log or report may hold, as the whole URL of a webhook; a function, so that nothing writes it down. */
  readonly reveal?: () => string;
}

/** How people in the sources become contacts. */
export interface ContactRules {
  /** The merge fields that have a value, in the order of the file. */
  readonly fields: readonly FieldRule[];
  readonly tags: readonly TagRule[];
  readonly families: readonly FamilyRule[];
  readonly interests: readonly InterestRule[];
  /** What subscribed contacts are sent when a value changes in a certain way. */
  readonly events?: readonly EventRule[];
  /** Automations that tags and events start. */
  readonly automations?: readonly AutomationRule[];
  /** The keys of the merge fields that hold source ids; at least one. */
  readonly identity: readonly string[];
  /** Absent: everyone in the sources. */
  readonly include?: Condition;
  readonly newContacts: readonly NewContactRule[];
  readonly duplicates: "error" | "first" | "last";
  readonly leavers: LeaverPolicy;
  /** The merge field in which the address is kept that a person had in the sources. */
  readonly lastAddress?: { readonly key: string; readonly tag: string };
  /** Whom to believe where nobody can tell who changed an address; absent: nobody. */
  readonly addressChanges?: "source";
}

/** What becomes of a contact that is ours and has no record any more that is let in. */
export const LEAVER_POLICIES = ["keep", "untag", "archive"] as const;

export type LeaverPolicy = (typeof LEAVER_POLICIES)[number];

/** The value of one merge field, and when it is written. */
export interface FieldRule {
  readonly key: string;
  /** Mailchimp's name of it, at most 10 characters. */
  readonly tag: string;
  /** Absent where the definition is not managed: the audience's own type then counts. */
  readonly type?: MergeFieldType;
  readonly choices?: readonly string[];
  /** Of an address: the two letters of the country that one without gets, `""` where nobody knows it. */
  readonly defaultCountry?: string;
  /** Of a phone number: the only format that is taken. */
  readonly phoneFormat?: "US";
  readonly value: ValueExpression;
  readonly write: "always" | "if_empty" | "create_only";
  readonly empty: "clear" | "keep";
  readonly declaredAt: Place;
}

/** A tag that a contact bears exactly while a condition holds. */
export interface TagRule {
  readonly name: string;
  readonly when: Condition;
  /** It is put on contacts without starting an automation. */
  readonly quiet?: true;
  readonly declaredAt: Place;
}

/** An interest of a group that a contact has exactly while a condition holds. */
export interface InterestRule {
  /** The group's title. */
  readonly group: string;
  readonly interest: string;
  /** Whether the group is one of which a contact has a single interest. */
  readonly exclusive: boolean;
  readonly when: Condition;
  readonly declaredAt: Place;
}

/** `tier:*`: one tag a contact, made from a value; every tag of the pattern is owned. */
export interface FamilyRule {
  /** The pattern as declared, with one star. */
  readonly pattern: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly value: ValueExpression;
  /** Its tags are put on contacts without starting an automation. */
  readonly quiet?: true;
  readonly declaredAt: Place;
}

/** The statuses with which a new contact may enter; `skip` leaves the person out. */
export const NEW_CONTACT_STATUSES = ["subscribed", "pending", "transactional", "skip"] as const;

export type NewContactStatus = (typeof NEW_CONTACT_STATUSES)[number];

/** The first rule whose condition holds decides; without a condition it always holds. */
export interface NewContactRule {
  readonly when?: Condition;
  readonly status: NewContactStatus;
}

/** A limit of a class, of one key in it where `key` is given. Being over either part holds the plan. */
export interface Limit {
  /** A class of the limits table; `LIMIT_CLASSES` in `plan/` says which there are. */
  readonly class: string;
  readonly key?: string;
  readonly count?: number;
  /** A share of the base, 0.05 for 5 %. */
  readonly share?: number;
  readonly declaredAt?: Place;
}

/** One entry of `tests:`. */
export interface RuleTest {
  readonly name: string;
  /** The records given, one a source at most. */
  readonly given: Readonly<Record<string, SourceRecord>>;
  /** What Mailchimp holds: nothing known, no such contact, or the given values and tags. */
  readonly live?: "none" | LiveGiven;
  /** Milliseconds since the epoch; absent: the run's own now. */
  readonly now?: number;
  readonly expect: TestExpectation;
  readonly path: Path;
  readonly declaredAt: Place;
}

export interface LiveGiven {
  readonly status?: string;
  readonly tags?: readonly string[];
  /** The interests that the contact has, by group. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly mergeFields?: Readonly<Record<string, FieldValue>>;
}

/** What a test expects; what it leaves out it does not ask. */
export interface TestExpectation {
  readonly included?: boolean;
  readonly status?: NewContactStatus;
  readonly tags?: readonly string[];
  readonly notTags?: readonly string[];
  /** Interests by group. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly notGroups?: Readonly<Record<string, readonly string[]>>;
  /** By key; null expects no value. */
  readonly mergeFields?: Readonly<Record<string, FieldValue | null>>;
}

/** The names that rules can use, with their types: what conditions and values are checked against. */
export interface Vocabulary {
  readonly sources: readonly { readonly name: string; readonly schema: SourceSchema }[];
  /** The declared merge fields that have a value, by key. */
  readonly mergeFields: readonly {
    readonly key: string;
    readonly type: FieldType;
    readonly choices?: readonly string[];
  }[];
}
