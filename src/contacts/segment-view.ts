import type { ContactChange } from "../model/contact.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { SegmentOptions } from "../model/segment.ts";
import { interestKey, type SegmentContact } from "../rules/segment-membership.ts";

/** How contacts are seen by the segments of a plan. */
export interface SegmentNames {
  /** The tag under which contacts hold a merge field now, where a step of the plan changes it. */
  readonly heldAs: (tag: string) => string;
  /** What a tag is called once the plan is done. */
  readonly called: (name: string) => string;
  /** Interests by their ids, by the names that they will have. */
  readonly interests: ReadonlyMap<string, { readonly group: string; readonly interest: string }>;
}

/** Sees only what some segments ask for: a contact is cut to that, so that it can be kept. */
export class SegmentView {
  /** What must be read of a member beside what is always read, in dotted names. */
  readonly fields: readonly string[];
  readonly #names: SegmentNames;
  readonly #merges: readonly string[];
  readonly #tags: ReadonlySet<string>;
  readonly #asksInterests: boolean;

  constructor(segments: readonly SegmentOptions[], names: SegmentNames) {
    const conditions = segments.flatMap((segment) => segment.conditions);
    const types = new Set(conditions.map(({ condition_type: type }) => String(type)));
    this.#names = names;
    this.#merges = distinct(ofTypes(conditions, MERGES).map(({ field }) => String(field)));
    this.#tags = new Set(ofTypes(conditions, ["StaticSegment"]).map(({ value }) => String(value).toLowerCase()));
    this.#asksInterests = types.has("Interests");
    this.fields = distinct([
      ...this.#merges.map((tag) => `merge_fields.${names.heldAs(tag)}`),
      ...[...types].flatMap((type) => READ[type] ?? []),
    ]);
  }

  /** A member as Mailchimp lists it. */
  member(member: JsonObject): SegmentContact {
    const merges = isJsonObject(member["merge_fields"]) ? member["merge_fields"] : {};
    const held = this.#merges.map((tag) => [tag, valueText(merges[this.#names.heldAs(tag)])] as const);
    return {
      email: text(member["email_address"]),
      values: Object.fromEntries(held.filter(([, value]) => value !== "")),
      tags: this.#tagsOf(member["tags"]),
      interests: this.#interestsOf(member["interests"]),
      rating: Number(member["member_rating"] ?? 0),
      vip: member["vip"] === true,
      language: text(member["language"]),
      source: text(member["source"]),
      signup: text(member["timestamp_opt"]).slice(0, 10),
      changed: text(member["last_changed"]).slice(0, 10),
    };
  }

  /** A contact once a change of the plan is done to it; of one that is created nothing stood before. */
  after(change: ContactChange, before: SegmentContact | undefined, today: string): SegmentContact {
    const contact = before ?? { ...NEWCOMER, signup: today };
    const [add, remove] = [lowerCase(change.tags.add), lowerCase(change.tags.remove)];
    const values = { ...contact.values };
    for (const { tag, after } of change.fields) {
      if (this.#merges.includes(tag)) values[tag] = valueText(after);
    }
    const interests = new Set(contact.interests);
    for (const { group, interest, after } of change.groups) {
      if (after) interests.add(interestKey(group, interest));
      else interests.delete(interestKey(group, interest));
    }
    return {
      ...contact,
      email: change.email,
      values,
      tags: [...contact.tags.filter((name) => !remove.includes(name)), ...add],
      interests: [...interests],
      changed: today,
    };
  }

  #tagsOf(tags: Json | undefined): readonly string[] {
    if (!Array.isArray(tags) || this.#tags.size === 0) return [];
    const names = tags.map((tag) => (isJsonObject(tag) ? this.#names.called(text(tag["name"])).toLowerCase() : ""));
    return names.filter((name) => this.#tags.has(name));
  }

  #interestsOf(interests: Json | undefined): readonly string[] {
    if (!isJsonObject(interests) || !this.#asksInterests) return [];
    return Object.entries(interests).flatMap(([id, has]) => {
      const known = has === true ? this.#names.interests.get(id) : undefined;
      return known === undefined ? [] : [interestKey(known.group, known.interest)];
    });
  }
}

/** A contact whom the API makes, as recorded: two stars, and the API as the source. */
const NEWCOMER: SegmentContact = {
  email: "",
  values: {},
  tags: [],
  interests: [],
  rating: 2,
  vip: false,
  language: "",
  source: "API - Generic",
  signup: "",
  changed: "",
};

const MERGES = ["TextMerge", "SelectMerge", "DateMerge", "BirthdayMerge", "AddressMerge"];

/** What a condition of a type reads of a member. */
const READ: Readonly<Record<string, readonly string[]>> = {
  Interests: ["interests"],
  MemberRating: ["member_rating"],
  VIP: ["vip"],
  Language: ["language"],
  SignupSource: ["source"],
  Date: ["timestamp_opt", "last_changed"],
  NewSubscribers: ["timestamp_opt"],
};

const ADDRESS = ["addr1", "addr2", "city", "state", "zip", "country"];

function valueText(value: Json | undefined): string {
  if (!isJsonObject(value)) return text(value);
  return ADDRESS.map((part) => text(value[part]))
    .join(" ")
    .trim();
}

function ofTypes(conditions: readonly JsonObject[], types: readonly string[]): readonly JsonObject[] {
  return conditions.filter(({ condition_type: type }) => types.includes(String(type)));
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function lowerCase(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toLowerCase());
}

function text(value: Json | undefined): string {
  return value === undefined || value === null || typeof value === "object" ? "" : String(value);
}
