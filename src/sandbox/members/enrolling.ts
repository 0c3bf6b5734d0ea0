import { derivedId, subscriberHash } from "../identity.ts";
import type { JsonObject } from "../json.ts";
import { refusedEmail } from "../values/email.ts";
import type { Audience } from "../world/audience.ts";
import type { Member, Status } from "../world/member.ts";
import type { World } from "../world/world.ts";
import type { Manner } from "./draft.ts";
import { word } from "./draft.ts";
import { judgedValues } from "./merge-writing.ts";
import { judgedInterests, judgedPermissions, judgedProfile } from "./profile-writing.ts";
import { barred } from "./refusal.ts";
import { namesOf, tagAll } from "./tagging.ts";

/** A contact of which nothing is known but the address. */
export function blankMember(world: World, audience: Audience, email: string, status: Status): Member {
  const id = subscriberHash(email);
  const serial = audience.nextSerial++;
  return {
    id,
    email,
    contactId: derivedId(32, "contact", audience.id, serial),
    uniqueId: uniqueEmailId(email),
    webId: 400_000_000 + serial,
    status,
    compliance: status === "cleaned",
    reason: status === "unsubscribed" ? "N/A (Unsubscribed by admin)" : "",
    emailType: "html",
    values: [],
    interests: undefined,
    permissions: undefined,
    tags: [],
    ipSignup: "",
    signedUpAt: "",
    ipOpt: "",
    optedAt: "",
    changedAt: world.stamp(),
    unsubscribedAt: status === "unsubscribed" ? world.stamp() : "",
    language: "",
    vip: false,
    latitude: 0,
    longitude: 0,
    rating: 2,
    source: "API - Generic",
    events: undefined,
    notes: undefined,
    shown: undefined,
  };
}

/** The id of an address across all audiences of the account. */
export function uniqueEmailId(email: string): string {
  return derivedId(10, "address", email.toLowerCase());
}

/** Takes in somebody who is not there, or throws why not. Nothing is written before everything is judged. */
export function enrol(world: World, audience: Audience, body: JsonObject, status: Status, manner: Manner): Member {
  const email = word(body, "email_address");
  const refusal = refusedEmail(email, world.quirks.fakeAddressRule) ?? barred(audience, email);
  if (refusal !== undefined) throw refusal;
  const values = judgedValues(audience, body["merge_fields"], undefined, manner);
  const interests = judgedInterests(audience, body["interests"], undefined);
  const profile = judgedProfile(body);
  const permissions = judgedPermissions(body["marketing_permissions"], undefined);

  const member = { ...blankMember(world, audience, email, status), ...arrival(world, status, manner), ...profile };
  for (const [id, value] of values) member.values[id] = value;
  if (interests !== undefined && interests.size > 0) member.interests = interests;
  if (permissions !== undefined) member.permissions = permissions;
  audience.roster.add(member);
  tagAll(world, audience, member, namesOf(body["tags"]));
  audience.touch(member);
  if (status === "subscribed") world.onHappening(audience, { type: "subscribe", actor: manner.actor, member });
  return member;
}

/** Recorded: a pending contact has its sign-up filled and its opt-in empty, all others the reverse. */
export function arrival(world: World, status: Status, manner: Manner): Partial<Member> {
  return status === "pending"
    ? { ipSignup: manner.ip, signedUpAt: world.stamp() }
    : { ipOpt: manner.ip, optedAt: world.stamp() };
}
