import { shaped } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { asked, audienceOf, memberOf, NOTHING, param } from "../http/call.ts";
import { collectionLinks } from "../http/links.ts";
import { route } from "../http/route.ts";
import { subscriberHash } from "../identity.ts";
import type { JsonObject } from "../json.ts";
import { unvalidated } from "../problem.ts";
import type { Audience } from "../world/audience.ts";
import type { Member } from "../world/member.ts";
import { isStatus } from "../world/member.ts";
import { MEMBER_PARTS, memberDocument } from "./document.ts";
import type { Manner } from "./draft.ts";
import { POSTED, REVISED, word } from "./draft.ts";
import { enrol } from "./enrolling.ts";
import { archive, forget } from "./leaving.ts";
import type { Frame } from "./page.ts";
import { memberPage } from "./page.ts";
import { queried } from "./query.ts";
import { memberExists } from "./refusal.ts";
import { revise } from "./revising.ts";
import { namesOf, tagAll } from "./tagging.ts";

/** Members of an audience. */
export const memberRoutes = [
  route("GET", "/lists/{list}/members", "Lists/Members/Collection", listed),
  route("POST", "/lists/{list}/members", "Lists/Members/Instance", created),
  route("GET", "/lists/{list}/members/{member}", "Lists/Members/Instance", (call) => {
    const audience = audienceOf(call);
    return shown(call, audience, memberOf(call, audience));
  }),
  route("PUT", "/lists/{list}/members/{member}", "Lists/Members/Instance", upserted),
  route("PATCH", "/lists/{list}/members/{member}", "Lists/Members/Instance", patched),
  route("DELETE", "/lists/{list}/members/{member}", undefined, archived),
  route("POST", "/lists/{list}/members/{member}/actions/delete-permanent", undefined, forgot),
];

const FRAME: Frame = {
  parts: MEMBER_PARTS,
  // Recorded 2020 and 2021: the schema of the parent is said to be that of a member.
  links: collectionLinks("Lists/Members", "Lists/Members"),
  saysList: true,
};

function listed(call: Call): Reply {
  const audience = audienceOf(call);
  return memberPage(call, audience, queried(call, audience), FRAME);
}

function shown(call: Call, audience: Audience, member: Member): Reply {
  return {
    body: memberDocument(member, audience, call.addresses),
    dashboard: `/audience/contact-profile?contact_id=${member.contactId}`,
  };
}

function mannerOf(call: Call): Manner {
  return {
    skipRequired: asked(call, "skip_merge_validation"),
    nullsAllowed: false,
    applyTags: call.world.quirks.tagsAppliedByPut,
    ip: call.ip,
    actor: "api",
  };
}

function created(call: Call): Reply {
  const audience = audienceOf(call);
  const body = shaped(call.body, POSTED);
  const email = word(body, "email_address");
  const there = audience.roster.byEmail(email);
  if (there !== undefined && there.status !== "archived") throw memberExists(email);
  return there === undefined ? taken(call, audience, body) : revived(call, audience, there, body);
}

function taken(call: Call, audience: Audience, body: JsonObject): Reply {
  const status = body["status"] ?? body["status_if_new"];
  if (!isStatus(status))
    throw unvalidated([{ field: "", message: "Required fields were not provided: status_if_new" }]);
  return shown(call, audience, enrol(call.world, audience, body, status, mannerOf(call)));
}

// An archived contact comes back with its old fields and tags, and the new tags with it (recorded).
function revived(call: Call, audience: Audience, member: Member, body: JsonObject): Reply {
  revise(call.world, audience, member, body, mannerOf(call));
  if (tagAll(call.world, audience, member, namesOf(body["tags"]))) audience.touch(member);
  return shown(call, audience, member);
}

// The body's address wins over the path's hash (recorded: ten times).
function upserted(call: Call): Reply {
  const audience = audienceOf(call);
  const body = shaped(call.body, REVISED);
  const there = audience.roster.find(param(call, "member"));
  if (there !== undefined) return revisedReply(call, audience, there, body);
  const key = param(call, "member");
  const email = word(body, "email_address") || (key.includes("@") ? key : "");
  if (email === "") throw unvalidated([{ field: "", message: "Required fields were not provided: email_address" }]);
  const other = audience.roster.byEmail(email);
  if (other === undefined) return taken(call, audience, { ...body, email_address: email });
  if (other.status !== "archived" && subscriberHash(email) !== key.toLowerCase()) throw memberExists(email);
  return revisedReply(call, audience, other, { ...body, status: body["status"] ?? body["status_if_new"] ?? null });
}

function patched(call: Call): Reply {
  const audience = audienceOf(call);
  const body = shaped(call.body, REVISED);
  return revisedReply(call, audience, memberOf(call, audience), body);
}

function revisedReply(call: Call, audience: Audience, member: Member, body: JsonObject): Reply {
  revise(call.world, audience, member, body, mannerOf(call));
  return shown(call, audience, member);
}

function archived(call: Call): Reply {
  const audience = audienceOf(call);
  archive(call.world, audience, memberOf(call, audience));
  return NOTHING;
}

function forgot(call: Call): Reply {
  const audience = audienceOf(call);
  forget(audience, memberOf(call, audience));
  return NOTHING;
}
