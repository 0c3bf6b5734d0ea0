import { isJsonObject, type JsonObject } from "../model/json.ts";
import type { Send } from "../model/request.ts";
import { MemberIdSet } from "./id-set.ts";
import { pages } from "./pages.ts";

/** Whose members are read, and what of them. */
export interface MemberRead {
  readonly audienceId: string;
  /** What is needed of a member beside id, address, status and tags, in dotted names: `merge_fields.TIER`, `interests`. */
  readonly fields: readonly string[];
  /** When the read starts, ISO 8601 in UTC; what changes after it is read again at the end. */
  readonly startedAt: string;
}

/**
 * Reads all members of an audience: those in it, then the archived ones, then whoever changed meanwhile. A member can
 * come more than once; the later reading holds. Members with more than 50 tags come with all of them.
 */
export async function* liveMembers(send: Send, read: MemberRead): AsyncGenerator<readonly JsonObject[]> {
  const path = `/lists/${encodeURIComponent(read.audienceId)}/members`;
  const base = { fields: fieldsParameter(read.fields), ...OLDEST_FIRST };
  const queries = [base, { ...base, status: "archived" }, { ...base, since_last_changed: overlapping(read.startedAt) }];
  for (const query of queries) {
    for await (const page of pages(send, { path, query, items: "members", seen: new MemberIdSet() })) {
      yield page.some(hasMoreTags) ? await Promise.all(page.map((member) => withAllTags(send, path, member))) : page;
    }
  }
}

/** New members then come at the end, where no page shifts. */
const OLDEST_FIRST = { sort_field: "timestamp_opt", sort_dir: "ASC" };

const ALWAYS = ["id", "email_address", "status", "tags", "tags_count"];

function fieldsParameter(fields: readonly string[]): string {
  const wanted = new Set([...ALWAYS, ...fields]);
  return [...[...wanted].map((field) => `members.${field}`), "total_items"].join(",");
}

/** The filter is exclusive and knows seconds; clocks differ a little, and a change may take a moment to show. */
function overlapping(startedAt: string): string {
  return new Date(Date.parse(startedAt) - 5_000).toISOString().replace(/\.\d+Z$/, "Z");
}

/** A member list shows 50 tags of a member and tells how many there are. */
function hasMoreTags({ tags, tags_count: count }: JsonObject): boolean {
  return Array.isArray(tags) && typeof count === "number" && count > tags.length;
}

/** A member with all of its tags; `path` is that of all members. */
export async function withAllTags(send: Send, path: string, member: JsonObject): Promise<JsonObject> {
  if (!hasMoreTags(member)) return member;
  const tags: JsonObject[] = [];
  const collection = { path: `${path}/${String(member["id"])}/tags`, items: "tags" };
  for await (const page of pages(send, collection)) tags.push(...page.filter(isJsonObject));
  return { ...member, tags };
}
