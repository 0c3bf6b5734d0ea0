import { subscriberHash } from "../identity.ts";
import type { JsonObject } from "../json.ts";
import { refusedEmail } from "../values/email.ts";
import type { Audience } from "../world/audience.ts";
import type { Member, MergeValue } from "../world/member.ts";
import { isStatus } from "../world/member.ts";
import type { World } from "../world/world.ts";
import type { Manner } from "./draft.ts";
import { uniqueEmailId } from "./enrolling.ts";
import { judgedValues } from "./merge-writing.ts";
import type { Judged } from "./profile-writing.ts";
import { judgedInterests, judgedPermissions, judgedProfile } from "./profile-writing.ts";
import { addressFixed, addressTaken, forgotten } from "./refusal.ts";
import { judgedStatus } from "./standing.ts";
import { namesOf, tagAll } from "./tagging.ts";

/** Changes a contact as a body says, all or nothing. A write that changes nothing leaves `last_changed` (recorded). */
export function revise(world: World, audience: Audience, member: Member, body: JsonObject, manner: Manner): void {
  const email = judgedRename(world, audience, member, body);
  const status = body["status"];
  const standing = isStatus(status) ? judgedStatus(world, audience, member, status, manner) : {};
  const values = judgedValues(audience, body["merge_fields"], member, manner);
  const interests = judgedInterests(audience, body["interests"], member.interests);
  const permissions = judgedPermissions(body["marketing_permissions"], member.permissions);
  const profile: Judged = { ...standing, ...judgedProfile(body) };
  if (interests !== undefined && !sameSet(interests, member.interests)) profile.interests = interests;
  if (permissions !== undefined && JSON.stringify(permissions) !== JSON.stringify(member.permissions ?? {}))
    profile.permissions = permissions;

  const was = { status: member.status, email: member.email };
  let changed = assign(audience, member, profile);
  for (const [id, value] of values) changed = store(member, id, value) || changed;
  if (email !== undefined) {
    audience.roster.rename(member, email);
    member.uniqueId = uniqueEmailId(email);
    changed = true;
  }
  if (manner.applyTags) changed = tagAll(world, audience, member, namesOf(body["tags"])) || changed;
  if (changed) noteChange(world, audience, member);
  if (changed) tell(world, audience, member, was, manner);
}

/** Notes that a contact was changed just now. */
export function noteChange(world: World, audience: Audience, member: Member): void {
  const now = world.stamp();
  if (member.changedAt !== now) {
    member.changedAt = now;
    audience.roster.disturb("changedAt");
  }
  audience.touch(member);
}

function judgedRename(world: World, audience: Audience, member: Member, body: JsonObject): string | undefined {
  const email = body["email_address"];
  if (typeof email !== "string" || subscriberHash(email) === member.id) return undefined;
  const refusal = refusedEmail(email, world.quirks.fakeAddressRule);
  if (refusal !== undefined) throw refusal;
  const taken = audience.roster.byEmail(email);
  if (taken !== undefined) throw addressTaken(taken, email);
  if (audience.forgotten.has(subscriberHash(email))) throw forgotten(email);
  if (world.quirks.renamesSubscribedAlone && member.status !== "subscribed") throw addressFixed(member);
  return email;
}

function assign(audience: Audience, member: Member, changes: Judged): boolean {
  let changed = false;
  for (const field of ["optedAt", "signedUpAt"] as const) {
    if (changes[field] !== undefined && changes[field] !== member[field]) audience.roster.disturb(field);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (Reflect.get(member, name) === value) continue;
    Reflect.set(member, name, value);
    changed = true;
  }
  return changed;
}

function store(member: Member, id: number, value: MergeValue): boolean {
  const before = member.values[id] ?? "";
  if (before === value || (typeof value === "object" && JSON.stringify(before) === JSON.stringify(value))) return false;
  member.values[id] = value;
  return true;
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string> | undefined): boolean {
  return a.size === (b?.size ?? 0) && [...a].every((id) => b?.has(id) === true);
}

function tell(
  world: World,
  audience: Audience,
  member: Member,
  was: { status: string; email: string },
  manner: Manner,
): void {
  const actor = manner.actor;
  if (member.email !== was.email) world.onHappening(audience, { type: "upemail", actor, member, oldEmail: was.email });
  if (member.status === was.status) world.onHappening(audience, { type: "profile", actor, member });
  else if (member.status === "subscribed") world.onHappening(audience, { type: "subscribe", actor, member });
  else if (member.status === "unsubscribed")
    world.onHappening(audience, { type: "unsubscribe", actor, member, action: "unsub", reason: "manual" });
  else if (member.status === "cleaned") world.onHappening(audience, { type: "cleaned", actor, member, reason: "hard" });
}
