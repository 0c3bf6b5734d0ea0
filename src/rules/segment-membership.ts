import type { Json, JsonObject } from "../model/json.ts";
import type { SegmentOptions } from "../model/segment.ts";
import { comparison } from "./segment-comparison.ts";

/** What a segment can see of one contact, as far as it asks for it. */
export interface SegmentContact {
  readonly email: string;
  /** Texts by merge tag; unset ones are absent. A postal address is its parts with blanks between. */
  readonly values: Readonly<Record<string, string>>;
  /** In lower case. */
  readonly tags: readonly string[];
  /** By `interestKey`. */
  readonly interests: readonly string[];
  readonly rating: number;
  readonly vip: boolean;
  readonly language: string;
  readonly source: string;
  /** The days, `YYYY-MM-DD`; empty where there is none. */
  readonly signup: string;
  readonly changed: string;
}

/** Whether a contact is in a segment. */
export type Membership = (contact: SegmentContact) => boolean;

/** How an interest is named among a contact's. */
export function interestKey(group: string, interest: string): string {
  return JSON.stringify([group, interest]);
}

/**
 * Makes a segment's canonical conditions into a function, as Mailchimp decides; undefined where a condition asks for what
 * a list of contacts does not show, as opened mails, purchases or places. `today` is `YYYY-MM-DD`.
 */
export function membership({ match, conditions }: SegmentOptions, today: string): Membership | undefined {
  const tests = conditions.map((condition) =>
    TESTS[String(condition["condition_type"])]?.({ condition, op: text(condition["op"]), today }),
  );
  const known = tests.filter((test) => test !== undefined);
  if (known.length < tests.length) return undefined;
  if (known.length === 0) return () => false;
  return match === "any"
    ? (contact) => known.some((test) => test(contact))
    : (contact) => known.every((test) => test(contact));
}

interface Asked {
  readonly condition: JsonObject;
  readonly op: string;
  readonly today: string;
}

type Test = (asked: Asked) => Membership | undefined;

const TESTS: Readonly<Record<string, Test>> = {
  TextMerge: merge,
  SelectMerge: merge,
  AddressMerge: merge,
  DateMerge: merge,
  BirthdayMerge: (asked) => (isMonthByName(asked) ? undefined : merge(asked)),
  EmailAddress: ({ condition, op }) => compared(op, text(condition["value"]), (contact) => contact.email),
  MemberRating: ({ condition, op }) => compared(op, text(condition["value"]), ({ rating }) => String(rating)),
  Language: ({ condition, op }) => compared(op, text(condition["value"]), ({ language }) => language),
  StaticSegment: tagged,
  Interests: interested,
  VIP: ({ op }) => either(op, "member", "notmember", ({ vip }) => vip),
  SignupSource({ condition, op }) {
    const wanted = text(condition["value"]);
    return either(op, "source_is", "source_not", ({ source }) => source === wanted);
  },
  Date: dated,
  NewSubscribers: ({ condition, today }) => since(text(condition["value"]), today, ({ signup }) => signup),
};

function merge({ condition, op }: Asked): Membership | undefined {
  const tag = text(condition["field"]);
  return compared(op, isoDay(text(condition["value"])), ({ values }) => values[tag] ?? "");
}

function compared(op: string, wanted: string, of: (contact: SegmentContact) => string): Membership | undefined {
  const passes = comparison(op, wanted);
  return passes === undefined ? undefined : (contact) => passes(of(contact));
}

/** The web application gives the name of a month, of which nobody wrote down how it is compared. */
function isMonthByName({ condition, op }: Asked): boolean {
  return (op === "starts" || op === "ends") && !/^\d/.test(text(condition["value"]));
}

function tagged({ condition, op }: Asked): Membership | undefined {
  const { value } = condition;
  if (typeof value !== "string") return undefined;
  const name = value.toLowerCase();
  return either(op, "static_is", "static_not", ({ tags }) => tags.includes(name));
}

function interested({ condition, op }: Asked): Membership | undefined {
  const { group, value } = condition;
  if (typeof group !== "string" || !Array.isArray(value)) return undefined;
  const keys = value.map((name) => interestKey(group, text(name)));
  const has =
    ({ interests }: SegmentContact) =>
    (key: string) =>
      interests.includes(key);
  switch (op) {
    case "interestcontains":
      return (contact) => keys.some(has(contact));
    case "interestcontainsall":
      return (contact) => keys.every(has(contact));
    case "interestnotcontains":
      return (contact) => !keys.some(has(contact));
    default:
      return undefined;
  }
}

function dated({ condition, op, today }: Asked): Membership | undefined {
  const field = text(condition["field"]);
  if (field !== "timestamp_opt" && field !== "info_changed") return undefined;
  const day = ({ signup, changed }: SegmentContact) => (field === "info_changed" ? changed : signup);
  const value = text(condition["value"]);
  if (op === "blank" || op === "blank_not") return compared(op, "", day);
  if (op === "within") return since(value, today, day);
  if (op === "notwithin") {
    const recent = since(value, today, day);
    return recent === undefined ? undefined : (contact) => !recent(contact);
  }
  return value === "date" ? compared(op, text(condition["extra"]), day) : undefined;
}

function since(days: string, today: string, day: (contact: SegmentContact) => string): Membership | undefined {
  if (!/^\d+$/.test(days)) return undefined;
  const first = new Date(Date.parse(`${today}T00:00:00Z`) - Number(days) * 86_400_000).toISOString().slice(0, 10);
  return (contact) => day(contact) >= first;
}

function either(op: string, yes: string, no: string, holds: Membership): Membership | undefined {
  if (op === yes) return holds;
  return op === no ? (contact) => !holds(contact) : undefined;
}

/** A day as contacts hold it, from the form that conditions have. */
function isoDay(value: string): string {
  const [, month, day, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(value) ?? [];
  return year === undefined ? value : `${year}-${month}-${day}`;
}

function text(value: Json | undefined): string {
  return value === undefined || value === null || typeof value === "object" ? "" : String(value);
}
