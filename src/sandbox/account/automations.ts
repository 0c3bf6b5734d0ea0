import { object, shaped, text } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { NOTHING, paged, param } from "../http/call.ts";
import { collectionLinks, links } from "../http/links.ts";
import { route } from "../http/route.ts";
import type { JsonObject } from "../json.ts";
import { word } from "../members/draft.ts";
import { notFound, Problem } from "../problem.ts";

/** Classic automations and journeys: they are made in the web application, and nothing is ever sent. */
export const automationRoutes = [
  route("GET", "/automations", "Automations/Collection", listed),
  route("GET", "/automations/{workflow}", "Automations/Instance", (call) => ({ body: automationOf(call) })),
  route("GET", "/automations/{workflow}/emails", "Automations/Emails/Collection", emails),
  route("POST", "/automations/{workflow}/emails/{email}/queue", "Automations/Queue/Instance", queued),
  route("POST", "/customer-journeys/journeys/{journey}/steps/{step}/actions/trigger", undefined, triggered),
  route("GET", "/segments", "Segments/Collection", planned),
  route("POST", "/segments", "Segments/Instance", planned),
];

function listed(call: Call): Reply {
  const found = call.world.backstage.automations;
  const _links = links(call.addresses, "/automations", collectionLinks("Automations", "Root"));
  return { body: { automations: paged(call, found), total_items: found.length, _links } };
}

function emails(call: Call): Reply {
  automationOf(call);
  const _links = links(call.addresses, call.path, [["parent", "GET", "..", "Definitions/Automations/Response"]]);
  return { body: { emails: [], total_items: 0, _links } };
}

function queued(call: Call): Reply {
  automationOf(call);
  const email = addressIn(call);
  const [audience] = [...call.world.audiences.values()].filter(({ roster }) => roster.byEmail(email) !== undefined);
  if (audience === undefined) throw notFound();
  return {
    body: {
      id: audience.roster.byEmail(email)?.id ?? "",
      workflow_id: param(call, "workflow"),
      email_id: param(call, "email"),
      list_id: audience.id,
      email_address: email,
      next_send: call.world.stamp(),
    },
  };
}

// No endpoint lists journeys, so any numbers will do; the address must be somebody's.
function triggered(call: Call): Reply {
  const email = addressIn(call);
  const known = [...call.world.audiences.values()].some(({ roster }) => roster.byEmail(email) !== undefined);
  if (!known || !/^\d+$/.test(`${param(call, "journey")}${param(call, "step")}`)) throw notFound();
  return NOTHING;
}

// Advanced segments are for some plans alone (docs).
function planned(): Reply {
  throw new Problem(403, "Forbidden", "This account's plan doesn't include advanced segmentation.");
}

function addressIn(call: Call): string {
  return word(shaped(call.body, object({ email_address: text }, "email_address")), "email_address");
}

function automationOf(call: Call): JsonObject {
  const found = call.world.backstage.automations.find((automation) => automation["id"] === param(call, "workflow"));
  if (found === undefined) throw notFound();
  return found;
}
