import type { Property } from "../body-shape.ts";
import { object, shaped, text } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { audienceOf, memberOf, NOTHING, param } from "../http/call.ts";
import type { LinkPattern } from "../http/links.ts";
import { links } from "../http/links.ts";
import { route } from "../http/route.ts";
import type { Json, JsonObject } from "../json.ts";
import { strings } from "../json.ts";
import { memberDocument } from "../members/document.ts";
import { word } from "../members/draft.ts";
import { ROW_PARTS, SEGMENT_PARTS } from "../members/lesser-document.ts";
import type { Frame } from "../members/page.ts";
import { memberPage } from "../members/page.ts";
import { noteChange } from "../members/revising.ts";
import { tag, untag } from "../members/tagging.ts";
import { badRequest, invalid, notFound, unvalidated } from "../problem.ts";
import type { Audience, Segment } from "../world/audience.ts";
import type { Member } from "../world/member.ts";
import { inSegment } from "./membership.ts";
import { segmentOf } from "./segments.ts";

/** Members of a segment. */
export const segmentMemberRoutes = [
  route("POST", "/lists/{list}/segments/{segment}", "Lists/Segments/Instance", batched),
  route("GET", "/lists/{list}/segments/{segment}/members", "Lists/Segments/Members/Collection", listed),
  route("POST", "/lists/{list}/segments/{segment}/members", "Lists/Segments/Members/Instance", added),
  route("DELETE", "/lists/{list}/segments/{segment}/members/{member}", undefined, removed),
];

const BATCH: Property = object({ members_to_add: { kind: "array" }, members_to_remove: { kind: "array" } });
const MOST = 500;
const LINKS: readonly LinkPattern[] = [
  ["self", "GET", "", "Definitions/Lists/Segments/Response"],
  ["parent", "GET", "..", "Definitions/Lists/Segments/CollectionResponse", "Paths/Lists/Segments/Collection"],
];
const KIND = "Lists/Segments/Members";
// Recorded 2018.
const FRAME: Frame = {
  parts: SEGMENT_PARTS,
  links: [
    ["self", "GET", "", `Definitions/${KIND}/CollectionResponse`],
    ["parent", "GET", "..", "Definitions/Lists/Segments/Response"],
    ["create", "POST", "", `Definitions/${KIND}/Response`, `Definitions/${KIND}/POST`],
  ],
  saysList: false,
};

interface Half {
  readonly moved: Member[];
  readonly errors: JsonObject[];
}

function batched(call: Call): Reply {
  const audience = audienceOf(call);
  const segment = staticOf(call, audience);
  const body = shaped(call.body, BATCH);
  const [adding, removing] = [strings(body["members_to_add"]), strings(body["members_to_remove"])];
  if (adding.length > MOST || removing.length > MOST) {
    throw invalid(
      "Maximum allowed member items exceeded, please provide at most 500 items in members_to_add field or members_to_remove field",
    );
  }
  const known = { add: subscribedAmong(audience, adding), remove: subscribedAmong(audience, removing) };
  refuseNobody("members_to_add", adding, known.add, removing);
  refuseNobody("members_to_remove", removing, known.remove, adding);
  const added = half(call, audience, adding, (member) => tag(call.world, member, segment));
  const dropped = half(call, audience, removing, (member) => untag(member, segment));
  return { body: answer(call, audience, added, dropped) };
}

function answer(call: Call, audience: Audience, added: Half, dropped: Half): Json {
  const document = (member: Member) => memberDocument(member, audience, call.addresses, ROW_PARTS);
  const errors = [...added.errors, ...dropped.errors];
  return {
    members_added: added.moved.map(document),
    members_removed: dropped.moved.map(document),
    errors,
    total_added: added.moved.length,
    total_removed: dropped.moved.length,
    error_count: errors.length,
    _links: links(call.addresses, call.path, LINKS),
  };
}

// It knows subscribed contacts alone: of others it says that they are not on the list.
function subscribedAmong(audience: Audience, emails: readonly string[]): number {
  return emails.filter((email) => audience.roster.byEmail(email)?.status === "subscribed").length;
}

function refuseNobody(field: string, emails: readonly string[], known: number, others: readonly string[]): void {
  if (emails.length > 0 && known === 0 && others.length === 0) {
    throw unvalidated([{ field, message: "None of the emails provided were subscribed to the list" }]);
  }
}

function half(call: Call, audience: Audience, emails: readonly string[], move: (member: Member) => boolean): Half {
  const moved: Member[] = [];
  const unknown: string[] = [];
  for (const email of emails) {
    const member = audience.roster.byEmail(email);
    if (member?.status !== "subscribed") unknown.push(email);
    else if (move(member)) {
      noteChange(call.world, audience, member);
      moved.push(member);
    }
  }
  const error = "Email addresses were not subscribed to the list";
  return { moved, errors: unknown.length === 0 ? [] : [{ email_addresses: unknown, error }] };
}

function listed(call: Call): Reply {
  const audience = audienceOf(call);
  return memberPage(call, audience, inSegment(call, audience, segmentOf(call, audience)), FRAME);
}

function added(call: Call): Reply {
  const audience = audienceOf(call);
  const segment = staticOf(call, audience);
  const body = shaped(call.body, object({ email_address: text }, "email_address"));
  const member = audience.roster.byEmail(word(body, "email_address"));
  if (member === undefined) throw notFound();
  if (tag(call.world, member, segment)) noteChange(call.world, audience, member);
  return { body: memberDocument(member, audience, call.addresses, SEGMENT_PARTS) };
}

function removed(call: Call): Reply {
  const audience = audienceOf(call);
  const segment = staticOf(call, audience);
  const member = memberOf(call, audience);
  if (!untag(member, segment)) throw notFound();
  noteChange(call.world, audience, member);
  return NOTHING;
}

function staticOf(call: Call, audience: Audience): Segment {
  const segment = segmentOf(call, audience);
  if (segment.type === "static") return segment;
  throw badRequest(`A Static Segment with an id of "${param(call, "segment")}" does not exist for this list.`);
}
