/** Where a contact stands in an audience. */
export const STATUSES = ["subscribed", "unsubscribed", "cleaned", "pending", "transactional", "archived"] as const;

/** Where a contact stands in an audience; "archived" can be read and filtered, never written. */
export type Status = (typeof STATUSES)[number];

/** True for a word that is a status. */
export function isStatus(word: unknown): word is Status {
  return STATUSES.some((status) => status === word);
}

/** A stored address. */
export interface PostalAddress {
  readonly addr1: string;
  readonly addr2: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
}

/** A stored merge value; "" is unset, for every type (recorded). */
export type MergeValue = string | number | PostalAddress;

/** A tag on a contact and since when. */
interface TagMark {
  readonly id: number;
  readonly at: string;
}

/** Tags as the API lists them: the newest first, those of one second in the order of their request (recorded 2021: six times). */
export function newestFirst(tags: readonly TagMark[]): readonly TagMark[] {
  return tags.length < 2 ? tags : tags.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/** An event of a contact; events have no id and cannot be changed or deleted. */
export interface ContactEvent {
  readonly name: string;
  readonly occurredAt: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** A note on a contact. */
export interface Note {
  readonly id: number;
  readonly createdAt: string;
  updatedAt: string;
  note: string;
}

/** A contact as the sandbox keeps it. Stamps are Mailchimp's strings, "" when unset. */
export interface Member {
  /** md5 of the lower-cased address: it changes with the address. */
  id: string;
  email: string;
  readonly contactId: string;
  uniqueId: string;
  readonly webId: number;
  status: Status;
  /** Opted out, bounced or complained: the API cannot subscribe this person again. */
  compliance: boolean;
  reason: string;
  emailType: "html" | "text";
  /** By merge id, so that a renamed tag keeps its values. */
  values: (MergeValue | undefined)[];
  interests: Set<string> | undefined;
  permissions: Record<string, boolean> | undefined;
  tags: TagMark[];
  ipSignup: string;
  signedUpAt: string;
  ipOpt: string;
  optedAt: string;
  changedAt: string;
  unsubscribedAt: string;
  language: string;
  vip: boolean;
  latitude: number;
  longitude: number;
  rating: number;
  source: string;
  events: ContactEvent[] | undefined;
  notes: Note[] | undefined;
  /** The last JSON text built for a page, and for which projection and schema version. Never stored. */
  shown: { readonly by: string; readonly text: string } | undefined;
}
