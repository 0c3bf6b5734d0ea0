import type { Property, Shape } from "../body-shape.ts";
import { object, oneOf, shaped, text } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { audienceOf, momentIn, NOTHING, paged, param } from "../http/call.ts";
import { collectionLinks, links } from "../http/links.ts";
import { route } from "../http/route.ts";
import type { JsonObject } from "../json.ts";
import { isObject, strings } from "../json.ts";
import { noteChange } from "../members/revising.ts";
import { tag, untag } from "../members/tagging.ts";
import { badRequest, invalid, notFound } from "../problem.ts";
import type { Audience, Segment } from "../world/audience.ts";
import type { World } from "../world/world.ts";
import { checkConditions } from "./condition-check.ts";
import { segmentDocument } from "./membership.ts";

/** Segments, saved and static; a tag is a static segment. */
export const segmentRoutes = [
  route("GET", "/lists/{list}/segments", "Lists/Segments/Collection", listed),
  route("POST", "/lists/{list}/segments", "Lists/Segments/Instance", created),
  route("GET", "/lists/{list}/segments/{segment}", "Lists/Segments/Instance", (call) => {
    const audience = audienceOf(call);
    return { body: segmentDocument(call, audience, segmentOf(call, audience), call.addresses) };
  }),
  route("PATCH", "/lists/{list}/segments/{segment}", "Lists/Segments/Instance", changed),
  route("DELETE", "/lists/{list}/segments/{segment}", undefined, deleted),
  route("GET", "/lists/{list}/tag-search", undefined, searched),
];

const SHAPE: Shape = {
  name: text,
  static_segment: { kind: "array" },
  options: object({ match: oneOf("any", "all"), conditions: { kind: "array" } }),
};
const POSTED: Property = object(SHAPE, "name");
const PATCHED: Property = object(SHAPE);
const COLLECTION = collectionLinks("Lists/Segments");

function listed(call: Call): Reply {
  const audience = audienceOf(call);
  const [type, excluded] = [call.query.get("type"), call.query.get("exclude_type")];
  const [since, before] = [momentIn(call, "since_created_at"), momentIn(call, "before_created_at")];
  const [sinceUpdate, beforeUpdate] = [momentIn(call, "since_updated_at"), momentIn(call, "before_updated_at")];
  const segments = [...audience.segments.values()].filter(
    (segment) =>
      (!type || segment.type === type) &&
      segment.type !== excluded &&
      (since === undefined || segment.createdAt > since) &&
      (before === undefined || segment.createdAt < before) &&
      (sinceUpdate === undefined || segment.updatedAt > sinceUpdate) &&
      (beforeUpdate === undefined || segment.updatedAt < beforeUpdate),
  );
  return {
    body: {
      segments: paged(call, segments).map((segment) => segmentDocument(call, audience, segment, call.addresses)),
      list_id: audience.id,
      total_items: segments.length,
      _links: links(call.addresses, call.path, COLLECTION),
    },
  };
}

function created(call: Call): Reply {
  const { world } = call;
  const audience = audienceOf(call);
  const body = shaped(call.body, POSTED);
  const isStatic = body["static_segment"] !== undefined;
  if (body["options"] === undefined && !isStatic) {
    throw invalid('Must provide either an "options" field or a "static_segment" field');
  }
  if (body["options"] !== undefined && isStatic) {
    throw invalid('Must provide either an "options" field or a "static_segment" field, not both');
  }
  const name = String(body["name"]);
  if (isStatic) refuseTaken(world, audience, name, undefined);
  const options = isStatic ? undefined : optionsIn(world, audience, body, undefined);
  const segment = newSegment(world, audience, name, options);
  fill(world, audience, segment, strings(body["static_segment"]));
  return { body: segmentDocument(call, audience, segment, call.addresses) };
}

/** Makes a segment, a static one when it has no options. */
export function newSegment(world: World, audience: Audience, name: string, options: JsonObject | undefined): Segment {
  const at = world.stamp();
  const type = options === undefined ? "static" : "saved";
  const segment: Segment = {
    id: world.nextNumber(),
    name,
    type,
    options,
    createdAt: at,
    updatedAt: at,
    members: new Set(),
  };
  audience.segments.set(segment.id, segment);
  audience.touchSchema();
  return segment;
}

// An empty static_segment on PATCH empties the tag (spec); without the key membership stays.
function changed(call: Call): Reply {
  const { world } = call;
  const audience = audienceOf(call);
  const segment = segmentOf(call, audience);
  const body = shaped(call.body, PATCHED);
  const name = body["name"];
  if (typeof name === "string" && segment.type === "static") refuseTaken(world, audience, name, segment);
  const options =
    segment.type === "saved" && body["options"] !== undefined ? optionsIn(world, audience, body, segment) : undefined;
  if (typeof name === "string") segment.name = name;
  if (options !== undefined) segment.options = options;
  if (segment.type === "static" && body["static_segment"] !== undefined) {
    const wanted = new Set(strings(body["static_segment"]).map((email) => audience.roster.byEmail(email)));
    for (const member of [...segment.members]) {
      if (!wanted.has(member) && untag(member, segment)) noteChange(world, audience, member);
    }
    fill(world, audience, segment, strings(body["static_segment"]));
  }
  segment.updatedAt = world.stamp();
  audience.touchSchema();
  return { body: segmentDocument(call, audience, segment, call.addresses) };
}

function deleted(call: Call): Reply {
  const audience = audienceOf(call);
  dropSegment(audience, segmentOf(call, audience));
  return NOTHING;
}

/** Deletes a segment; a tag disappears from all contacts. */
export function dropSegment(audience: Audience, segment: Segment): void {
  for (const member of [...segment.members]) untag(member, segment);
  audience.segments.delete(segment.id);
  audience.touchSchema();
}

function searched(call: Call): Reply {
  const audience = audienceOf(call);
  const start = (call.query.get("name") ?? "").toLowerCase();
  const tags = [...audience.segments.values()]
    .filter(({ type, name }) => type === "static" && name.toLowerCase().startsWith(start))
    .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
    .map(({ id, name }) => ({ id, name }));
  return { body: { tags, total_items: tags.length } };
}

/** The segment that the path names. */
export function segmentOf(call: Call, audience: Audience): Segment {
  const segment = audience.segments.get(Number(param(call, "segment")));
  if (segment === undefined) throw notFound();
  return segment;
}

// Addresses that are not in the audience are ignored (spec).
function fill(world: World, audience: Audience, segment: Segment, emails: readonly string[]): void {
  for (const email of emails) {
    const member = audience.roster.byEmail(email);
    if (member !== undefined && tag(world, member, segment)) noteChange(world, audience, member);
  }
}

function optionsIn(world: World, audience: Audience, body: JsonObject, before: Segment | undefined): JsonObject {
  const given = isObject(body["options"]) ? body["options"] : {};
  checkConditions(audience, given["conditions"], world.quirks.conditionLimit);
  return { match: given["match"] ?? before?.options?.["match"] ?? "all", conditions: given["conditions"] ?? [] };
}

function refuseTaken(world: World, audience: Audience, name: string, self: Segment | undefined): void {
  const there = audience.tagOf(name, world.quirks);
  if (there !== undefined && there !== self && world.quirks.duplicateTagNameRefused) {
    throw badRequest("Sorry, that tag already exists.");
  }
}
