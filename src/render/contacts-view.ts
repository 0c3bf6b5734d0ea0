import {
  CONTACT_ACTIONS,
  type ContactAction,
  type ContactChange,
  SKIP_REASONS,
  type SkipReason,
} from "../model/contact.ts";
import type { Json } from "../model/json.ts";
import type { ContactsPlan, InterestCount, SegmentSizes } from "../model/plan.ts";
import type { SegmentSize } from "../model/segment.ts";
import type { Mask } from "./mask.ts";
import { maskedChange, maskedTags } from "./masked-contact.ts";
import { grouped } from "./text/quantity.ts";
import { changeText, valueText } from "./value-text.ts";

/** The contacts' half of a plan as a person reads it, personal data masked already. */
export interface ContactsView {
  /** Only actions that occur. */
  readonly actions: readonly { readonly action: ContactAction; readonly count: number; readonly note: string }[];
  readonly unchanged: number;
  /** Ours, gone from the sources or no longer let in, and kept as they are. */
  readonly leavers: number;
  readonly leftAlone: { readonly count: number; readonly reasons: readonly string[] };
  /** Of those left alone, the ones whom no run will ever reach until somebody mends the source or the contact. */
  readonly toMend: readonly string[];
  readonly tags: Shortlist<TagRow>;
  /** By interest, `Program type: Affiliate`. */
  readonly interests: Shortlist<TagRow>;
  /** Segments that become larger or smaller, and those of which nobody can tell. */
  readonly segments: Shortlist<SegmentRow>;
  readonly fields: Shortlist<FieldRow>;
  readonly events: Shortlist<FieldRow>;
  /** People who will enter each automation. */
  readonly automations: Shortlist<FieldRow>;
  readonly billable?: { readonly before: number; readonly after: number };
  readonly samples: readonly SampleView[];
  readonly refused: { readonly count: number; readonly shown: readonly RefusedRow[] };
}

/** The largest rows in their own order; the others are only added up. */
export interface Shortlist<T> {
  readonly rows: readonly T[];
  readonly others: number;
}

export interface TagRow {
  readonly name: string;
  readonly add: number;
  readonly remove: number;
}

export interface SegmentRow {
  readonly name: string;
  readonly before: SegmentSize;
  readonly after: SegmentSize;
}

export interface FieldRow {
  readonly name: string;
  readonly count: number;
}

export interface RefusedRow {
  readonly email: string;
  readonly field: string;
  readonly reason: string;
}

/** One contact shown as an example. */
export interface SampleView {
  readonly ref: string;
  readonly email: string;
  readonly action: ContactAction;
  readonly status: string;
  /** `TIER: silver → gold`. */
  readonly fields: readonly string[];
  /** Tags, and interests with their groups. */
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** Names of the events that it is sent. */
  readonly events: readonly string[];
  readonly held?: string;
  /** Why somebody is a leaver. */
  readonly why?: string;
}

/** Shows counts, and a few contacts of each action. */
export function contactsView(contacts: ContactsPlan, mask: Mask): ContactsView {
  const { summary, billable } = contacts;
  const told = (reason: SkipReason): readonly string[] => skippedText(reason, summary.skipped[reason] ?? 0);
  return {
    actions: CONTACT_ACTIONS.flatMap((action) =>
      summary[action] === 0 ? [] : [{ action, count: summary[action], note: note(action, contacts) }],
    ),
    unchanged: summary.unchanged,
    leavers: summary.leavers,
    leftAlone: {
      count: Object.values(summary.skipped).reduce((sum, count) => sum + count, 0),
      reasons: SKIP_REASONS.flatMap(told),
    },
    toMend: TO_MEND.flatMap(told),
    tags: shortlist(tagRows(maskedTags(contacts.tags, mask)), (row) => row.add + row.remove),
    segments: shortlist(segmentRows(contacts.segments ?? {}), sizeChange),
    interests: shortlist(interestRows(contacts.interests ?? []), (row) => row.add + row.remove),
    fields: shortlist(fieldRows(contacts.fields), (row) => row.count),
    events: shortlist(fieldRows(contacts.events ?? {}), (row) => row.count),
    automations: shortlist(fieldRows(contacts.automations ?? {}), (row) => row.count),
    ...(billable === undefined ? {} : { billable }),
    samples: samplesOf(contacts.samples).map((change) => sampleView(maskedChange(change, mask))),
    refused: {
      count: contacts.refusedCount,
      shown: contacts.refused.slice(0, REFUSED_SHOWN).map(({ email, field, reason }) => ({
        email: mask.email(email),
        field,
        reason: mask.reason(field, reason, { email }),
      })),
    },
  };
}

/** All others are as the file, Mailchimp or the person wants it. */
const TO_MEND: readonly SkipReason[] = ["no-email", "invalid-email", "source-error", "address-conflict", "duplicate"];

const ROWS = 20;
const SAMPLES_PER_ACTION = 3;
const REFUSED_SHOWN = 10;

const NOTES: Readonly<Record<ContactAction, string>> = {
  create: "",
  adopt: "in the audience already under their address, taken on now",
  update: "",
  rename: "another e-mail address, history kept",
  untag: "gone from the sources or no longer let in: managed tags come off",
  archive: "gone from the sources or no longer let in: archived",
};

const SKIPPED: Readonly<Record<SkipReason, string>> = {
  "no-email": "without an address",
  "invalid-email": "with an invalid address",
  "not-included": "not let in by include",
  "new-contacts-skipped": "new and skipped by newContacts",
  pending: "pending",
  cleaned: "cleaned",
  archived: "archived",
  "source-error": "not readable in the source",
  "not-selected": "not selected by --only",
  "address-conflict": "whose id stands at another address",
  "address-differs": "with another address in Mailchimp, kept current there",
  "opted-out-elsewhere": "opted out at another address",
  "refused-before": "refused by Mailchimp before",
  duplicate: "duplicate in the source",
};

function note(action: ContactAction, { entering }: ContactsPlan): string {
  if (action !== "create" || entering === undefined) return NOTES[action];
  const statuses = Object.entries(entering).filter(([, count]) => count > 0);
  return statuses.map(([status, count]) => `${grouped(count)} ${ENTERING[status] ?? `as ${status}`}`).join(", ");
}

const ENTERING: Readonly<Record<string, string>> = { pending: "as pending (they get a confirmation mail)" };

function skippedText(reason: SkipReason, count: number): readonly string[] {
  return count === 0 ? [] : [`${grouped(count)} ${SKIPPED[reason]}`];
}

function tagRows(tags: ContactsPlan["tags"]): readonly TagRow[] {
  const rows = Object.entries(tags).map(([name, { add, remove }]) => ({ name, add, remove }));
  return rows.filter((row) => row.add + row.remove > 0);
}

function interestRows(counts: readonly InterestCount[]): readonly TagRow[] {
  return counts.map(({ add, remove, ...interest }) => ({ name: interestName(interest), add, remove }));
}

function interestName({ group, interest }: Pick<InterestCount, "group" | "interest">): string {
  return `${group}: ${interest}`;
}

function segmentRows(segments: SegmentSizes): readonly SegmentRow[] {
  const rows = Object.entries(segments).map(([name, { before, after }]) => ({ name, before, after }));
  return rows.filter(({ before, after }) => before !== after);
}

function sizeChange({ before, after }: SegmentRow): number {
  return before === "unknown" || after === "unknown" ? 0 : Math.abs(after - before);
}

function fieldRows(fields: ContactsPlan["fields"]): readonly FieldRow[] {
  return Object.entries(fields).flatMap(([name, count]) => (count === 0 ? [] : [{ name, count }]));
}

function shortlist<T>(rows: readonly T[], size: (row: T) => number): Shortlist<T> {
  const kept = new Set([...rows].sort((a, b) => size(b) - size(a)).slice(0, ROWS));
  return { rows: rows.filter((row) => kept.has(row)), others: rows.length - kept.size };
}

/** Held ones first and all of them, for each needs a way out; of the others a few of each action. */
function samplesOf(samples: readonly ContactChange[]): readonly ContactChange[] {
  const going = samples.filter((change) => change.verdict === "go");
  const few = CONTACT_ACTIONS.flatMap((action) =>
    going.filter((change) => change.action === action).slice(0, SAMPLES_PER_ACTION),
  );
  return [...samples.filter((change) => change.verdict === "hold"), ...few];
}

/** One change, masked already, in the words of a plan. */
export function sampleView(change: ContactChange): SampleView {
  const { ref, email, from, action, status, fields, tags, groups, events, verdict, reason } = change;
  return {
    ref,
    email: from === undefined ? email : `${from} → ${email}`,
    action,
    status,
    fields: fields.map(({ field, before, after }) => `${field}: ${valueChange(before, after)}`),
    add: [...tags.add, ...groups.filter((diff) => diff.after).map(interestName)],
    remove: [...tags.remove, ...groups.filter((diff) => !diff.after).map(interestName)],
    events: (events ?? []).map(({ name }) => name),
    ...(verdict === "hold" ? { held: reason ?? "No reason was given." } : {}),
    ...(verdict === "go" && reason !== undefined ? { why: reason } : {}),
  };
}

function valueChange(before: Json, after: Json): string {
  return before === null ? valueText(after) : changeText(before, after);
}
