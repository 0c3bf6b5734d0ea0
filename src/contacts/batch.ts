import { formatAddress, interestAddress } from "../model/address.ts";
import type { ContactChange } from "../model/contact.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { ReadyRequest } from "../model/request.ts";
import { loudTags } from "./reaction-tally.ts";

/** How many members Mailchimp takes in one batch, and how many removals of a tag in one request. */
export const BATCH_SIZE = 500;

/** The parts of contacts that wait for a schema object which does not stand. */
export interface Withheld {
  /** By the key of the merge field. */
  readonly fields: ReadonlySet<string>;
  /** By the tag's name in lower case. */
  readonly tags: ReadonlySet<string>;
  /** By the address of the interest. One that turns out to be gone is added while the run goes on. */
  readonly interests: Set<string>;
}

/** Where the id of an interest is found; undefined where none stands. */
export type InterestId = (group: string, interest: string) => string | undefined;

/**
 * One row of a batch. This is the one place that decides what Mailchimp is told about a contact's status:
 * `status` is never sent, and only a row planned as a creation may enter as anything but unsubscribed, so that a
 * person archived or deleted since the read cannot come in as subscribed.
 */
export function batchRow(change: ContactChange, withheld: Withheld, interestId: InterestId): JsonObject {
  const fields = change.fields.filter((field) => !withheld.fields.has(field.field));
  const tags = loudTags(change).filter((name) => !withheld.tags.has(name.toLowerCase()));
  const interests = change.groups.flatMap(({ group, interest, after }) => {
    const id = withheld.interests.has(formatAddress(interestAddress(group, interest)))
      ? undefined
      : interestId(group, interest);
    return id === undefined ? [] : [[id, after] as const];
  });
  return {
    email_address: change.email,
    status_if_new: change.action === "create" ? change.status : "unsubscribed",
    ...(fields.length === 0
      ? {}
      : { merge_fields: Object.fromEntries(fields.map((field) => [field.tag, field.after ?? ""])) }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(interests.length === 0 ? {} : { interests: Object.fromEntries(interests) }),
  };
}

/** The request for up to 500 rows. After a lost answer it is not repeated blindly: it may have made or revived somebody. */
export function batchRequest(audience: string, rows: readonly JsonObject[]): ReadyRequest {
  return {
    method: "POST",
    path: `/lists/${encodeURIComponent(audience)}`,
    query: { skip_merge_validation: true },
    body: { members: rows, update_existing: true },
    repeatable: false,
  };
}

/** What a batch's answer says of one address. */
export type RowAnswer = { readonly is: "created" | "updated" } | { readonly is: "failed"; readonly reason: string };

/** A batch answers 200 even where every member failed: what became of each stands in the body, by address. */
export function batchAnswers(body: Json): ReadonlyMap<string, RowAnswer> {
  const answers = new Map<string, RowAnswer>();
  if (!isJsonObject(body)) return answers;
  for (const email of addresses(body["new_members"])) answers.set(email, { is: "created" });
  for (const email of addresses(body["updated_members"])) answers.set(email, { is: "updated" });
  for (const error of objects(body["errors"])) {
    const email = lowerCase(error["email_address"]);
    if (email !== undefined) answers.set(email, { is: "failed", reason: failure(error) });
  }
  return answers;
}

function failure(error: JsonObject): string {
  const { error: text, field, field_message: message } = error;
  if (typeof field === "string" && field !== "" && typeof message === "string" && message !== "")
    return `${field}: ${message}`;
  return typeof text === "string" && text !== "" ? text : "Mailchimp gave no reason.";
}

function addresses(list: Json | undefined): readonly string[] {
  return objects(list).flatMap((member) => lowerCase(member["email_address"]) ?? []);
}

function objects(list: Json | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

function lowerCase(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value.toLowerCase() : undefined;
}
