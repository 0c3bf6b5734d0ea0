import type { Property, Shape } from "../body-shape.ts";
import { flag, object, oneOf, shaped, text } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { asked, audienceOf, momentIn, NOTHING, paged } from "../http/call.ts";
import { collectionLinks, links } from "../http/links.ts";
import { route } from "../http/route.ts";
import type { JsonObject, OpenObject } from "../json.ts";
import { unvalidated } from "../problem.ts";
import { addField, DEFAULT_FIELDS } from "./default-fields.ts";
import { listDocument } from "./list-document.ts";

/** Audiences. */
export const listRoutes = [
  route("GET", "/lists", "Lists/Collection", listed),
  route("POST", "/lists", "Lists/Instance", created),
  route("GET", "/lists/{list}", "Lists/Instance", shown),
  route("PATCH", "/lists/{list}", "Lists/Instance", changed),
  route("DELETE", "/lists/{list}", undefined, deleted),
];

const SHAPE: Shape = {
  name: text,
  contact: object(
    { company: text, address1: text, address2: text, city: text, state: text, zip: text, country: text, phone: text },
    "company",
    "address1",
    "city",
    "country",
  ),
  permission_reminder: text,
  use_archive_bar: flag,
  campaign_defaults: object(
    { from_name: text, from_email: text, subject: text, language: text },
    "from_name",
    "from_email",
    "subject",
    "language",
  ),
  notify_on_subscribe: text,
  notify_on_unsubscribe: text,
  email_type_option: flag,
  double_optin: flag,
  marketing_permissions: flag,
  visibility: oneOf("pub", "prv"),
};

// The recorded order of a refusal: permission_reminder, email_type_option, campaign_defaults.
const POSTED: Property = object(
  SHAPE,
  "name",
  "contact",
  "permission_reminder",
  "email_type_option",
  "campaign_defaults",
);
const PATCHED: Property = object(SHAPE);

// Recorded: no parent since 2021.
const [SELF, , CREATE] = collectionLinks("Lists", "Root");

function listed(call: Call): Reply {
  const { world, addresses } = call;
  const [since, before] = [momentIn(call, "since_date_created"), momentIn(call, "before_date_created")];
  const email = call.query.get("email");
  const audiences = [...world.audiences.values()]
    .filter(
      ({ createdAt }) => (since === undefined || createdAt > since) && (before === undefined || createdAt < before),
    )
    .filter((audience) => !email || audience.roster.byEmail(email) !== undefined);
  // Recorded 2018 to 2021: without an order of its own the list is sorted by the audiences' ids.
  audiences.sort((a, b) => (a.id < b.id ? -1 : 1));
  if (call.query.get("sort_field") === "date_created") {
    audiences.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    if (call.query.get("sort_dir")?.toUpperCase() === "DESC") audiences.reverse();
  }
  return {
    body: {
      lists: paged(call, audiences).map((audience) =>
        listDocument(audience, addresses, asked(call, "include_total_contacts")),
      ),
      total_items: audiences.length,
      constraints: { may_create: true, max_instances: 500, current_total_instances: world.audiences.size },
      _links: links(addresses, "/lists", [SELF, CREATE]),
    },
  };
}

function created(call: Call): Reply {
  const body = named(shaped(call.body, POSTED));
  const audience = call.world.found(settingsIn(body));
  for (const field of DEFAULT_FIELDS) addField(audience, field);
  return { ...page(audience.webId), body: listDocument(audience, call.addresses) };
}

function shown(call: Call): Reply {
  const audience = audienceOf(call);
  return {
    ...page(audience.webId),
    body: listDocument(audience, call.addresses, asked(call, "include_total_contacts")),
  };
}

function changed(call: Call): Reply {
  const audience = audienceOf(call);
  const body = named(shaped(call.body, PATCHED));
  audience.settings = { ...audience.settings, ...settingsIn(body) };
  audience.touchSchema();
  return { ...page(audience.webId), body: listDocument(audience, call.addresses) };
}

function deleted(call: Call): Reply {
  call.world.audiences.delete(audienceOf(call).id);
  return NOTHING;
}

function page(webId: number): { dashboard: string } {
  return { dashboard: `/lists/members/?id=${webId}` };
}

// The words of the refusal stand in a client's own tests.
function named(body: JsonObject): JsonObject {
  if (body["name"] === "") throw unvalidated([{ field: "name", message: "Please enter a value" }]);
  return body;
}

function settingsIn(body: JsonObject): JsonObject {
  const settings: OpenObject = {};
  for (const name of Object.keys(SHAPE)) {
    const value = body[name];
    if (value !== undefined && value !== null) settings[name] = value;
  }
  return settings;
}
