import { subscriberHash } from "../../src/sandbox/identity.ts";
import type { Json, JsonObject } from "../../src/sandbox/json.ts";
import { isObject } from "../../src/sandbox/json.ts";
import type { FieldType } from "../../src/sandbox/world/audience.ts";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { MergeValue, Status } from "../../src/sandbox/world/member.ts";
import { isStatus } from "../../src/sandbox/world/member.ts";
import { items } from "./client.ts";
import type { Recorded } from "./recorded.ts";
import { bodyOf } from "./recorded.ts";

const PRESENT = ["GET", "PUT", "PATCH", "DELETE"];

/** Puts the people there who were there, and tells the path that names them. */
export function people(handle: Handle, exchange: Recorded, body: JsonObject, detail: string): string {
  const [, , , section, key] = exchange.path.split("/");
  const members = [...items(body["members"]), ...items(body["new_members"]), ...(body["email_address"] ? [body] : [])];
  for (const member of members)
    for (const [tag, value] of Object.entries(objectAt(member, "merge_fields"))) field(handle, tag, value);
  for (const error of items(body["errors"])) requiredField(handle, String(error["field"] ?? ""), detail);
  for (const [tag, value] of Object.entries(objectAt(exchange.request_body, "merge_fields"))) field(handle, tag, value);
  const ids = new Set(members.flatMap((member) => Object.keys(objectAt(member, "interests"))));
  if (ids.size > 0) {
    const interests = [...ids].map((id, index) => ({ id, name: id, displayOrder: index + 1 }));
    handle.audience.categories.push({ id: "group", title: "Group", type: "checkboxes", displayOrder: 0, interests });
    handle.audience.touchSchema();
  }
  const before = exchange.method === "GET" ? Number(exchange.query?.["offset"] ?? 0) : 0;
  handle.add(Array.from({ length: before }, (_, index) => ({ email: `before${index}@acme.test` })));
  for (const member of exchange.method === "GET" ? members : []) plant(handle, member, exchange);
  if (section !== "members") return elsewhere(handle, exchange);
  if (key === undefined) {
    if (exchange.method === "POST") refusedBefore(handle, exchange, detail);
    return exchange.path;
  }
  return onePerson(handle, exchange, body, detail, key);
}

function elsewhere(handle: Handle, exchange: Recorded): string {
  if (exchange.path.includes("/segments") && exchange.path.endsWith("/members")) {
    const [segment] = handle.audience.segments.values();
    for (const member of handle.audience.roster.all()) segment?.members.add(member);
  }
  const saved = exchange.path.includes("/segments") && exchange.method === "DELETE";
  if (saved) handle.add([{ email: "someone@acme.test" }]);
  const refusal = items(bodyOf(exchange)["errors"])[0];
  if (refusal?.["error_code"] === "ERROR_CONTACT_EXISTS") handle.add([{ email: String(refusal["email_address"]) }]);
  return saved ? exchange.path.replace(/[^/]+$/, subscriberHash("someone@acme.test")) : exchange.path;
}

// Addresses were made anonymous by whoever published the recordings, so the hashes of the paths no longer fit them.
function onePerson(handle: Handle, exchange: Recorded, body: JsonObject, detail: string, key: string): string {
  const email = String(
    body["email_address"] ?? objectAt(exchange, "request_body")["email_address"] ?? "someone@acme.test",
  );
  const path = exchange.path.replace(key, subscriberHash(email));
  const there = exchange.status < 300 || exchange.method === "PATCH";
  if (exchange.status === 404 || exchange.status === 403) return path;
  if (there && (PRESENT.includes(exchange.method) || path !== `/lists/${handle.id}/members/${subscriberHash(email)}`)) {
    plant(handle, { ...body, email_address: email }, exchange);
  }
  refusedBefore(handle, exchange, detail);
  const member = handle.audience.roster.byEmail(email);
  for (const note of [...items(body["notes"]), ...(body["note"] === undefined ? [] : [body])]) {
    const id = Number(exchange.path.split("/")[6] ?? note["id"]);
    const [createdAt, updatedAt] = [String(note["created_at"]), String(note["updated_at"])];
    if (member !== undefined) member.notes = [{ id, createdAt, updatedAt, note: String(note["note"]) }];
  }
  // A PUT was answered Member Exists: the path named nobody.
  return detail.includes("already a list member") ? exchange.path.replace(key, "0".repeat(32)) : path;
}

function refusedBefore(handle: Handle, exchange: Recorded, detail: string): void {
  const email = String(objectAt(exchange, "request_body")["email_address"] ?? "");
  if (
    detail.includes("already a list member") ||
    detail === " is already a list member. Use PUT to insert or update list members."
  ) {
    handle.add([{ email }]);
  }
  if (detail.includes("compliance state")) handle.add([{ email, status: "unsubscribed", compliance: true }]);
  if (handle.audience.roster.byEmail(email) !== undefined && detail.includes("compliance state"))
    handle.acts.unsubscribes(email);
  if (detail.includes("permanently deleted")) handle.audience.forgotten.add(subscriberHash(email));
  if (detail.includes("signed up to a lot")) {
    handle.tire(email);
    const there = handle.audience.roster.byEmail(email);
    if (there !== undefined) there.status = "unsubscribed";
  }
}

function plant(handle: Handle, member: JsonObject, exchange: Recorded): void {
  const status: Status = isStatus(member["status"]) ? member["status"] : "subscribed";
  const email = String(member["email_address"]);
  const before = exchange.method === "PUT" || exchange.method === "PATCH" ? String(member["last_changed"] ?? "") : "";
  handle.add([
    {
      email,
      status,
      mergeFields: objectAt(member, "merge_fields") as Record<string, MergeValue>,
      tags: items(member["tags"]).map(({ name }) => String(name)),
      interests: Object.entries(objectAt(member, "interests")).flatMap(([id, on]) => (on === true ? [id] : [])),
      optedAt: String(member["timestamp_opt"] ?? ""),
      changedAt: before || String(member["last_changed"] ?? ""),
      source: String(member["source"] ?? "Import"),
    },
  ]);
  const planted = handle.audience.roster.byEmail(email);
  const note = objectAt(member, "last_note");
  if (planted !== undefined && note["note"] !== undefined) {
    planted.notes = [
      { id: Number(note["note_id"]), createdAt: String(note["created_at"]), updatedAt: "", note: String(note["note"]) },
    ];
  }
}

function field(handle: Handle, tag: string, value: Json): void {
  if (handle.audience.fieldOf(tag) !== undefined || tag.length > 10) return;
  const isDay = typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value);
  const guess: FieldType =
    tag === "ADDRESS" || isObject(value) ? "address" : typeof value === "number" ? "number" : isDay ? "date" : "text";
  handle.mergeField({ tag, type: guess });
}

function requiredField(handle: Handle, tag: string, detail: string): void {
  if (detail !== "Your merge fields were invalid.") return;
  handle.mergeField({ tag, required: true, type: tag === "ADDRESS" ? "address" : "text" });
}

function objectAt(value: unknown, key: string): JsonObject {
  const inner = isObject(value) ? value[key] : undefined;
  return isObject(inner) ? inner : {};
}
