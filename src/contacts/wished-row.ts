import type { NewContactStatus } from "../model/desired.ts";
import { inTagOrder, isSameTag } from "./managed-tags.ts";
import { type NormalValue, normalWish } from "./normal-form.ts";
import type { Projection } from "./projection.ts";
import type { Wish } from "./wish.ts";

/** A wished contact in normal form: what the sources ask for of one person. */
export interface WishedRow {
  readonly email: string;
  readonly newStatus: NewContactStatus;
  /** By managed field; `""` is no value. */
  readonly values: readonly NormalValue[];
  /** Sorted by their lower-case form, as the audience spells them. */
  readonly tags: readonly string[];
  /** By place among the managed interests. */
  readonly interests: readonly number[];
  /** Values that Mailchimp would refuse: the field's index and why. That field stays as it is. */
  readonly refused: readonly (readonly [number, string])[];
  /** What else is to be told of this person: the rule and the sentence. */
  readonly notes: readonly (readonly [string, string])[];
}

/** Brings a wish into the normal form of what is managed. */
export function wishedRow(email: string, wish: Wish, projection: Projection): WishedRow {
  const refused: (readonly [number, string])[] = [];
  const cut: string[] = [];
  const values = projection.fields.map((field, at): NormalValue => {
    const normal = normalWish(at === projection.lastAddress ? email.toLowerCase() : wish.values[field.index], field);
    if (normal.refused !== undefined) refused.push([at, normal.refused]);
    if (normal.cut === true) cut.push(field.key);
    return normal.value;
  });
  return {
    email,
    newStatus: wish.newStatus,
    values,
    tags: wishedTags(wish, projection),
    interests: projection.interests.flatMap(({ index }, place) => (wish.interests[index] === true ? [place] : [])),
    refused,
    notes: notesOf(wish, cut),
  };
}

const NONE: readonly never[] = [];

const TOO_LONG = "The text is longer than the 255 bytes that Mailchimp keeps, and its end is lost.";

const SEVERAL_INTERESTS =
  "The conditions of several interests hold, and the group takes one alone; the first in the file was taken.";

function notesOf(wish: Wish, cut: readonly string[]): WishedRow["notes"] {
  const { severalMatches, severalInterests, refusedTags } = wish;
  if (cut.length + severalMatches.length + severalInterests.length + refusedTags.length === 0) return NONE;
  return [
    ...cut.map((key) => [key, TOO_LONG] as const),
    ...severalMatches.map((rule) => [rule, "Several tags match the pattern; the first was taken."] as const),
    ...severalInterests.map((group) => [group, SEVERAL_INTERESTS] as const),
    ...refusedTags.map(({ rule, reason }) => [rule, reason] as const),
  ];
}

function wishedTags(wish: Wish, projection: Projection): readonly string[] {
  const names = projection.tags.filter((_, index) => wish.tags[index] === true);
  for (const made of wish.families) {
    const name = made === undefined ? undefined : projection.spelled(made);
    if (name !== undefined && !names.some((other) => isSameTag(other, name))) names.push(name);
  }
  return inTagOrder(names);
}
