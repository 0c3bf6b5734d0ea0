import type { Property } from "../body-shape.ts";
import { flag, mismatch, object, shaped, text } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { audienceOf, memberOf, NOTHING, paged } from "../http/call.ts";
import { route } from "../http/route.ts";
import type { JsonObject } from "../json.ts";
import { isObject } from "../json.ts";
import { unvalidated } from "../problem.ts";
import { restamped } from "../stamp.ts";
import type { ContactEvent } from "../world/member.ts";
import { word } from "./draft.ts";

/** Events of a member: they have no id and can be neither changed nor deleted; a second POST is a second event. */
export const eventRoutes = [
  route("GET", "/lists/{list}/members/{member}/events", undefined, listed),
  route("POST", "/lists/{list}/members/{member}/events", undefined, created),
];

const POSTED: Property = object(
  { name: text, properties: { kind: "object" }, is_syncing: flag, occurred_at: text },
  "name",
);

// Most recent first.
function listed(call: Call): Reply {
  const events = (memberOf(call, audienceOf(call)).events ?? []).toSorted((a, b) =>
    a.occurredAt < b.occurredAt ? 1 : a.occurredAt > b.occurredAt ? -1 : 0,
  );
  const shown = paged(call, events).map(({ name, occurredAt, properties }) => ({
    name,
    occurred_at: occurredAt,
    properties,
  }));
  return { body: { events: shown, total_items: events.length } };
}

function created(call: Call): Reply {
  const member = memberOf(call, audienceOf(call));
  const body = shaped(call.body, POSTED);
  const name = word(body, "name");
  if (name.length < 2 || name.length > 30) {
    throw unvalidated([
      { field: "name", message: `Length of the string must be between 2 and 30 characters, ${name.length} found.` },
    ]);
  }
  const given = word(body, "occurred_at");
  const occurredAt = given === "" ? call.world.stamp() : restamped(given);
  if (occurredAt === undefined)
    throw unvalidated([{ field: "occurred_at", message: "This value is not a valid datetime." }]);
  const event: ContactEvent = { name, occurredAt, properties: propertiesIn(body) };
  // The newest first also among those of one second.
  member.events = [event, ...(member.events ?? [])];
  return NOTHING;
}

// Strings alone; null has been "" since 2020-02-26.
function propertiesIn(body: JsonObject): Record<string, string> {
  const given = isObject(body["properties"]) ? body["properties"] : {};
  const properties: Record<string, string> = {};
  for (const [key, value] of Object.entries(given)) {
    if (value === null) properties[key] = "";
    else if (typeof value === "string") properties[key] = value;
    else throw unvalidated([{ field: `properties.${key}`, message: mismatch("string", value) }]);
  }
  return properties;
}
