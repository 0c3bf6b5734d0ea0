import { MEMBER_STATUSES, type MemberStatus } from "../model/contact.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { type HeldInterests, heldInterests } from "./managed-interests.ts";
import { inTagOrder } from "./managed-tags.ts";
import { type NormalValue, normalLive } from "./normal-form.ts";
import type { Projection } from "./projection.ts";

/** A live contact in normal form, cut to what is managed. */
export interface LiveRow extends HeldInterests {
  readonly email: string;
  readonly status: MemberStatus;
  readonly values: readonly NormalValue[];
  /** Managed tags alone, sorted by their lower-case form, as the audience spells them. */
  readonly tags: readonly string[];
  /** Mailchimp's own id of the contact; only where it was asked for, which events need. */
  readonly contactId?: string;
}

/** Reads a member of Mailchimp's list; undefined where the answer has not the shape of one. */
export function liveRow(member: JsonObject, projection: Projection): LiveRow | undefined {
  const { email_address: email, merge_fields: merges, tags } = member;
  const status = MEMBER_STATUSES.find((known) => known === member["status"]);
  if (typeof email !== "string" || status === undefined) return undefined;
  const held = isJsonObject(merges) ? merges : {};
  const values = projection.fields.map((field) => normalLive(held[field.readAs ?? field.tag], field.type));
  const { interests, taken } = heldInterests(member["interests"], projection);
  const contactId = member["contact_id"];
  const row = { email, status, values, tags: managedTags(tags, projection), interests, taken };
  return typeof contactId === "string" ? { ...row, contactId } : row;
}

/** One line of the spool. */
export function encodeLiveRow(row: LiveRow): string {
  return JSON.stringify([row.email, row.status, row.values, row.tags, row.interests, row.taken, row.contactId]);
}

/** The row of a line that `encodeLiveRow` made. */
export function decodeLiveRow(line: string): LiveRow {
  // The run's own spool: written by encodeLiveRow in this process and by nobody else.
  const [email, status, values, tags, interests, taken, contactId] = JSON.parse(line) as [
    string,
    MemberStatus,
    NormalValue[],
    string[],
    number[],
    [string, string][],
    string | null,
  ];
  return { email, status, values, tags, interests, taken, ...(contactId === null ? {} : { contactId }) };
}

function managedTags(tags: Json | undefined, projection: Projection): readonly string[] {
  if (!Array.isArray(tags)) return [];
  const names: string[] = [];
  for (const tag of tags) {
    const name = isJsonObject(tag) && typeof tag["name"] === "string" ? projection.called(tag["name"]) : undefined;
    if (name !== undefined && projection.tagRule(name) !== undefined) names.push(name);
  }
  return inTagOrder(names);
}
