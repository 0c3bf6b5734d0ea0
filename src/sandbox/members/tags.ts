import type { Call, Reply } from "../http/call.ts";
import { audienceOf, memberOf, NOTHING, paged } from "../http/call.ts";
import { route } from "../http/route.ts";
import { isList, isObject } from "../json.ts";
import { newestFirst } from "../world/member.ts";
import { noteChange } from "./revising.ts";
import { tag, tagNamed, untag } from "./tagging.ts";

/** Tags of a member. PUT and PATCH are 405 (recorded). */
export const memberTagRoutes = [
  route("GET", "/lists/{list}/members/{member}/tags", undefined, listed),
  route("POST", "/lists/{list}/members/{member}/tags", undefined, changed),
];

function listed(call: Call): Reply {
  const audience = audienceOf(call);
  const member = memberOf(call, audience);
  const tags = paged(call, newestFirst(member.tags)).map(({ id, at }) => ({
    id,
    name: audience.segments.get(id)?.name ?? "",
    date_added: at,
  }));
  return { body: { tags, total_items: member.tags.length } };
}

// Only the named tags change. An empty list, a bare array and lists of strings are answered 204 and do nothing (recorded).
function changed(call: Call): Reply {
  const { world, body } = call;
  const audience = audienceOf(call);
  const member = memberOf(call, audience);
  const rows = isObject(body) ? body["tags"] : undefined;
  let moved = false;
  for (const row of isList(rows) ? rows : []) {
    const name = isObject(row) ? row["name"] : undefined;
    if (!isObject(row) || typeof name !== "string" || name === "") continue;
    if (row["status"] === "active") moved = tag(world, member, tagNamed(world, audience, name)) || moved;
    const there = audience.tagOf(name, world.quirks);
    if (row["status"] === "inactive" && there !== undefined) moved = untag(member, there) || moved;
  }
  if (moved) noteChange(world, audience, member);
  return NOTHING;
}
