import { isIP } from "node:net";
import { mismatch } from "../body-shape.ts";
import type { Json, JsonObject } from "../json.ts";
import { isList, isObject } from "../json.ts";
import { invalid, unvalidated } from "../problem.ts";
import { restamped } from "../stamp.ts";
import type { Audience } from "../world/audience.ts";
import type { Member } from "../world/member.ts";
import { word } from "./draft.ts";

/** What a write changes on a contact, judged but not yet done. */
export type Judged = Partial<Omit<Member, "id" | "contactId" | "webId">>;

/** Judges language, location, VIP, addresses and stamps. */
export function judgedProfile(body: JsonObject): Judged {
  const changes: Judged = {};
  const type = word(body, "email_type");
  if (type !== "") changes.emailType = type === "text" ? "text" : "html";
  const language = body["language"];
  if (typeof language === "string") changes.language = language;
  const vip = body["vip"];
  if (typeof vip === "boolean") changes.vip = vip;
  const location = body["location"];
  if (isObject(location)) {
    changes.latitude = Number(location["latitude"] ?? 0);
    changes.longitude = Number(location["longitude"] ?? 0);
  }
  return { ...changes, ...judgedOrigins(body) };
}

function judgedOrigins(body: JsonObject): Judged {
  const changes: Judged = {};
  const [ipSignup, ipOpt] = [ip(body, "ip_signup"), ip(body, "ip_opt")];
  const [signedUpAt, optedAt] = [moment(body, "timestamp_signup"), moment(body, "timestamp_opt")];
  if (ipSignup !== "") changes.ipSignup = ipSignup;
  if (ipOpt !== "") changes.ipOpt = ipOpt;
  if (signedUpAt !== "") changes.signedUpAt = signedUpAt;
  if (optedAt !== "") changes.optedAt = optedAt;
  return changes;
}

// Checked since 2022-09-01.
function ip(body: JsonObject, name: string): string {
  const given = word(body, name);
  if (given !== "" && isIP(given) === 0)
    throw unvalidated([{ field: name, message: "This value is not a valid IP address." }]);
  return given;
}

// Fractions of a second are refused here (docs of 2026), though a query may have them.
function moment(body: JsonObject, name: string): string {
  const given = word(body, name);
  const found = given === "" ? "" : given.includes(".") ? undefined : restamped(given);
  if (found === undefined) throw unvalidated([{ field: name, message: "This value is not a valid datetime." }]);
  return found;
}

/** The interests after a write: the given ones set or cleared, the others as they were. */
export function judgedInterests(
  audience: Audience,
  given: Json | undefined,
  before: ReadonlySet<string> | undefined,
): Set<string> | undefined {
  if (!isObject(given)) return undefined;
  const after = new Set(before);
  const known = audience.kept(
    "interestIds",
    () => new Set(audience.interests().map(({ id }) => id)),
    audience.schemaVersion,
  );
  for (const [id, chosen] of Object.entries(given)) {
    if (!known.has(id)) throw invalid(`Invalid interest ID: '${id}'.`);
    if (typeof chosen !== "boolean") {
      throw unvalidated([{ field: `interests.${id}`, message: mismatch("boolean", chosen) }]);
    }
    if (chosen) after.add(id);
    else after.delete(id);
  }
  return after;
}

/** The permissions after a write: those that are given. */
export function judgedPermissions(
  given: Json | undefined,
  before: Readonly<Record<string, boolean>> | undefined,
): Record<string, boolean> | undefined {
  if (!isList(given)) return undefined;
  const after = { ...before };
  for (const row of given.filter(isObject)) {
    const id = word(row, "marketing_permission_id");
    if (row["enabled"] === true) after[id] = true;
    else delete after[id];
  }
  return after;
}
