import type { Addresses, LinkPattern } from "../http/links.ts";
import { links } from "../http/links.ts";
import { derivedId } from "../identity.ts";
import type { Json, JsonObject, OpenObject } from "../json.ts";
import type { Audience } from "../world/audience.ts";
import type { Member } from "../world/member.ts";
import { newestFirst } from "../world/member.ts";

/** One key of a member; undefined where it is absent. */
export type Part = (member: Member, audience: Audience, addresses: Addresses) => Json | undefined;

const LINKS: readonly LinkPattern[] = [
  ["self", "GET", "", "Definitions/Lists/Members/Response"],
  ["parent", "GET", "..", "Definitions/Lists/Members/CollectionResponse", "Paths/Lists/Members/Collection"],
  ["update", "PATCH", "", "Definitions/Lists/Members/Response", "Definitions/Lists/Members/PATCH"],
  ["upsert", "PUT", "", "Definitions/Lists/Members/Response", "Definitions/Lists/Members/PUT"],
  ["delete", "DELETE", ""],
  ["activity", "GET", "/activity", "Definitions/Lists/Members/Activity/Response"],
  ["goals", "GET", "/goals", "Definitions/Lists/Members/Goals/Response"],
  ["notes", "GET", "/notes", "Definitions/Lists/Members/Notes/CollectionResponse"],
  ["events", "POST", "/events", "Definitions/Lists/Members/Events/POST"],
  ["delete_permanent", "POST", "/actions/delete-permanent"],
];

/** The keys of a member in recorded order. A part that gives undefined is absent. */
export const MEMBER_PARTS: ReadonlyMap<string, Part> = new Map<string, Part>([
  ["id", (member) => member.id],
  ["email_address", (member) => member.email],
  ["unique_email_id", (member) => member.uniqueId],
  ["contact_id", (member) => member.contactId],
  ["full_name", fullName],
  ["web_id", (member) => member.webId],
  ["email_type", (member) => member.emailType],
  ["status", (member) => member.status],
  ["unsubscribe_reason", (member) => (member.status === "unsubscribed" ? member.reason : undefined)],
  ["consents_to_one_to_one_messaging", () => true],
  ["sms_phone_number", () => ""],
  ["sms_subscription_status", () => ""],
  ["sms_subscription_last_updated", () => ""],
  ["merge_fields", mergeFields],
  ["interests", interests],
  ["stats", () => ({ avg_open_rate: 0, avg_click_rate: 0 })],
  ["ip_signup", (member) => member.ipSignup],
  ["timestamp_signup", (member) => member.signedUpAt],
  ["ip_opt", (member) => member.ipOpt],
  ["timestamp_opt", (member) => member.optedAt],
  ["member_rating", (member) => member.rating],
  ["last_changed", (member) => member.changedAt],
  ["language", (member) => member.language],
  ["vip", (member) => member.vip],
  ["email_client", () => ""],
  ["location", location],
  ["marketing_permissions", permissions],
  ["last_note", lastNote],
  ["source", (member) => member.source],
  ["tags_count", (member) => member.tags.length],
  ["tags", tags],
  ["list_id", (_member, audience) => audience.id],
  ["_links", (member, audience, addresses) => links(addresses, `/lists/${audience.id}/members/${member.id}`, LINKS)],
]);

const ID = "\u0000";

/** The text of a member's `_links`, for pages: built once and filled in, since building it anew costs more than all the rest. */
export function linksText(audience: Audience, addresses: Addresses): (member: Member) => string {
  const [start = "", ...parts] = JSON.stringify(links(addresses, `/lists/${audience.id}/members/${ID}`, LINKS)).split(
    "\\u0000",
  );
  return (member) => start + parts.map((part) => member.id + part).join("");
}

/** A member as the API shows it, or only some parts of it, or only the wanted ones of these. */
export function memberDocument(
  member: Member,
  audience: Audience,
  addresses: Addresses,
  parts: ReadonlyMap<string, Part> = MEMBER_PARTS,
  wanted: Iterable<string> = parts.keys(),
): JsonObject {
  const document: OpenObject = {};
  for (const key of wanted) {
    const value = parts.get(key)?.(member, audience, addresses);
    if (value !== undefined) document[key] = value;
  }
  return document;
}

/** Tags as a member shows them: fifty at most, `tags_count` tells the truth. */
function tags(member: Member, audience: Audience): Json {
  return newestFirst(member.tags)
    .slice(0, 50)
    .map(({ id }) => ({ id, name: audience.segments.get(id)?.name ?? "" }));
}

function fullName(member: Member, audience: Audience): string {
  const part = (tag: string) => member.values[audience.fieldOf(tag)?.mergeId ?? -1] ?? "";
  return `${part("FNAME")} ${part("LNAME")}`.trim();
}

function mergeFields(member: Member, audience: Audience): Json {
  const values: OpenObject = {};
  for (const field of audience.inDisplayOrder()) {
    const value = member.values[field.mergeId] ?? "";
    values[field.tag] = typeof value === "object" ? { ...value } : value;
  }
  return values;
}

// The key is there only if the audience has any interest; then every id is listed (recorded).
function interests(member: Member, audience: Audience): Json | undefined {
  const all = audience.interests();
  if (all.length === 0) return undefined;
  const chosen: OpenObject = {};
  for (const { id } of all) chosen[id] = member.interests?.has(id) ?? false;
  return chosen;
}

function location(member: Member): Json {
  const { latitude, longitude } = member;
  return { latitude, longitude, gmtoff: 0, dstoff: 0, country_code: "", timezone: "", region: "" };
}

// What the form of an audience with such fields asks for at first; a client learns the ids from any of its members.
const PERMISSIONS = ["Email", "Direct Mail", "Customized Online Advertising"];

function permissions(member: Member, audience: Audience): Json | undefined {
  if (audience.setting("marketing_permissions") !== true) return undefined;
  return PERMISSIONS.map((text) => {
    const id = derivedId(10, "permission", audience.id, text);
    return { marketing_permission_id: id, text, enabled: member.permissions?.[id] ?? false };
  });
}

function lastNote(member: Member): Json | undefined {
  const last = member.notes?.at(-1);
  return last && { note_id: last.id, created_at: last.createdAt, created_by: "Sandbox Owner", note: last.note };
}
