import type { ContactRules } from "../model/desired.ts";
import type { ExplainedMember } from "../model/explained-person.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { MergeFieldType } from "../model/merge-field-type.ts";
import { type LiveRow, liveRow } from "./live-row.ts";
import { isSame } from "./person-verdict.ts";
import type { Projection } from "./projection.ts";

/** What the audience calls its merge fields and interests, declared or not. */
export interface AudienceWords {
  readonly fields: readonly { readonly tag: string; readonly type?: MergeFieldType }[];
  readonly interests: readonly { readonly id: string; readonly group: string; readonly interest: string }[];
}

/** How the audience is looked at; without a view nothing of a contact is managed. */
export interface MemberView {
  readonly rules: ContactRules;
  readonly projection: Projection;
}

/** A contact as Mailchimp gave it, parted into what is managed and what is not; undefined for what is no contact. */
export function explainedMember(
  email: string,
  member: JsonObject,
  view: MemberView | undefined,
  words: AudienceWords,
): ExplainedMember | undefined {
  const row = liveRow(member, view?.projection ?? NOTHING);
  if (row === undefined) return undefined;
  const tags = tagNames(member["tags"]);
  const isManaged = (name: string): boolean => view?.projection.tagRule(view.projection.called(name)) !== undefined;
  const reason = member["unsubscribe_reason"];
  const changed = member["last_changed"];
  return {
    email: row.email,
    asked: isSame(row.email, email),
    status: row.status,
    ...(typeof changed === "string" ? { lastChanged: changed } : {}),
    ...(typeof reason === "string" && reason !== "" ? { unsubscribeReason: reason } : {}),
    ids: valuesOf(row, view, true),
    fields: valuesOf(row, view, false),
    managedTags: tags.filter(isManaged),
    otherTags: tags.filter((name) => !isManaged(name)),
    otherFields: otherFields(member["merge_fields"], view, words),
    interests: words.interests
      .filter(({ id }) => isJsonObject(member["interests"]) && member["interests"][id] === true)
      .map(({ id, group, interest }) => ({
        group,
        interest,
        managed: view?.projection.interests.some((one) => one.id === id) === true,
      })),
  };
}

function valuesOf(row: LiveRow, view: MemberView | undefined, identity: boolean): ExplainedMember["fields"] {
  return (view?.projection.fields ?? []).flatMap((field, index) => {
    const value = row.values[index] ?? "";
    return field.identity === identity && value !== "" ? [{ key: field.key, value }] : [];
  });
}

const NOTHING: Projection = {
  fields: [],
  tags: [],
  tagRule: () => undefined,
  spelled: (name) => name,
  called: (name) => name,
  interests: [],
  exclusive: [],
};

function otherFields(
  given: Json | undefined,
  view: MemberView | undefined,
  words: AudienceWords,
): ExplainedMember["otherFields"] {
  const managed = new Set((view?.projection.fields ?? []).map(({ readAs, tag }) => readAs ?? tag));
  return Object.entries(isJsonObject(given) ? given : {}).flatMap(([tag, value]) => {
    if (managed.has(tag) || isBlank(value)) return [];
    const type = words.fields.find((field) => field.tag === tag)?.type;
    return [{ tag, ...(type === undefined ? {} : { type }), value }];
  });
}

function isBlank(value: Json): boolean {
  return value === null || value === "" || (isJsonObject(value) && Object.values(value).every((part) => part === ""));
}

function tagNames(tags: Json | undefined): readonly string[] {
  if (!Array.isArray(tags)) return [];
  return tags.flatMap((tag) => (isJsonObject(tag) && typeof tag["name"] === "string" ? [tag["name"]] : []));
}
