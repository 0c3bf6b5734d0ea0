import type { Property } from "../body-shape.ts";
import { object, shaped, text } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { audienceOf, memberOf, NOTHING, paged, param } from "../http/call.ts";
import type { LinkPattern } from "../http/links.ts";
import { links } from "../http/links.ts";
import { route } from "../http/route.ts";
import type { Json } from "../json.ts";
import { notFound } from "../problem.ts";
import type { Audience } from "../world/audience.ts";
import type { Member, Note } from "../world/member.ts";
import { word } from "./draft.ts";

const PATH = "/lists/{list}/members/{member}";

/** Notes on a member, and what the sandbox keeps nothing of: activity and goals. */
export const noteRoutes = [
  route("GET", `${PATH}/notes`, "Lists/Members/Notes/Collection", listed),
  route("POST", `${PATH}/notes`, "Lists/Members/Notes/Instance", created),
  route("GET", `${PATH}/notes/{note}`, "Lists/Members/Notes/Instance", (call) => shown(call, (note) => note)),
  route("PATCH", `${PATH}/notes/{note}`, "Lists/Members/Notes/Instance", changed),
  route("DELETE", `${PATH}/notes/{note}`, undefined, deleted),
  route("GET", `${PATH}/activity`, "Lists/Members/Activity/Collection", (call) => nothing(call, "activity")),
  route("GET", `${PATH}/activity-feed`, "Lists/Members/ActivityFeed/Collection", (call) => nothing(call, "activity")),
  route("GET", `${PATH}/goals`, "Lists/Members/Goals/Collection", (call) => nothing(call, "goals")),
];

const BODY: Property = object({ note: text }, "note");
const KIND = "Lists/Members/Notes";
const LINKS: readonly LinkPattern[] = [
  ["self", "GET", "", `Definitions/${KIND}/Response`],
  ["parent", "GET", "..", `Definitions/${KIND}/CollectionResponse`],
  ["update", "PATCH", "", `Definitions/${KIND}/Response`, `Definitions/${KIND}/PATCH`],
  ["delete", "DELETE", ""],
];
const COLLECTION: readonly LinkPattern[] = [
  ["self", "GET", "", `Definitions/${KIND}/CollectionResponse`],
  ["parent", "GET", "..", "Definitions/Lists/Members/Response"],
  ["create", "POST", "", `Definitions/${KIND}/Response`, `Definitions/${KIND}/POST`],
];

function listed(call: Call): Reply {
  const audience = audienceOf(call);
  const member = memberOf(call, audience);
  const notes = (member.notes ?? []).toReversed();
  return {
    body: {
      notes: paged(call, notes).map((note) => noteDocument(call, audience, member, note)),
      email_id: member.id,
      list_id: audience.id,
      total_items: notes.length,
      _links: links(call.addresses, call.path, COLLECTION),
    },
  };
}

function created(call: Call): Reply {
  const audience = audienceOf(call);
  const member = memberOf(call, audience);
  const body = shaped(call.body, BODY);
  const at = call.world.stamp();
  const note: Note = {
    id: call.world.nextNumber(),
    createdAt: at,
    updatedAt: at,
    note: word(body, "note").slice(0, 1000),
  };
  member.notes = [...(member.notes ?? []), note];
  audience.touch(member);
  return { body: noteDocument(call, audience, member, note) };
}

function changed(call: Call): Reply {
  const body = shaped(call.body, BODY);
  return shown(call, (note) => {
    note.note = word(body, "note").slice(0, 1000);
    note.updatedAt = call.world.stamp();
  });
}

function shown(call: Call, act: (note: Note) => void): Reply {
  const audience = audienceOf(call);
  const member = memberOf(call, audience);
  const note = noteOf(call, member);
  act(note);
  audience.touch(member);
  return { body: noteDocument(call, audience, member, note) };
}

function deleted(call: Call): Reply {
  const audience = audienceOf(call);
  const member = memberOf(call, audience);
  const note = noteOf(call, member);
  member.notes = member.notes?.filter((other) => other !== note);
  audience.touch(member);
  return NOTHING;
}

function nothing(call: Call, key: string): Reply {
  const audience = audienceOf(call);
  const member = memberOf(call, audience);
  const _links = links(call.addresses, call.path, [["parent", "GET", "..", "Definitions/Lists/Members/Response"]]);
  return { body: { [key]: [], email_id: member.id, list_id: audience.id, total_items: 0, _links } };
}

function noteOf(call: Call, member: Member): Note {
  const note = member.notes?.find(({ id }) => String(id) === param(call, "note"));
  if (note === undefined) throw notFound();
  return note;
}

function noteDocument(call: Call, audience: Audience, member: Member, note: Note): Json {
  return {
    id: note.id,
    created_at: note.createdAt,
    created_by: "Sandbox Owner",
    updated_at: note.updatedAt,
    note: note.note,
    list_id: audience.id,
    email_id: member.id,
    _links: links(call.addresses, `/lists/${audience.id}/members/${member.id}/notes/${note.id}`, LINKS),
  };
}
