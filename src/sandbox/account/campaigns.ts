import type { Property, Shape } from "../body-shape.ts";
import { object, oneOf, shaped } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { NOTHING, paged, param } from "../http/call.ts";
import type { LinkPattern } from "../http/links.ts";
import { collectionLinks, links } from "../http/links.ts";
import { route } from "../http/route.ts";
import { derivedId } from "../identity.ts";
import type { JsonObject } from "../json.ts";
import { word } from "../members/draft.ts";
import { notFound } from "../problem.ts";
import { asDeclared, campaignDocument } from "./campaign-document.ts";

/** Campaigns: as far as recorded traffic shows them; nothing is ever sent. */
export const campaignRoutes = [
  route("GET", "/campaigns", "Campaigns/Collection", listed),
  route("POST", "/campaigns", "Campaigns/Instance", created),
  route("GET", "/campaigns/{campaign}", "Campaigns/Instance", (call) => ({ body: campaignOf(call) })),
  route("PATCH", "/campaigns/{campaign}", "Campaigns/Instance", changed),
  route("DELETE", "/campaigns/{campaign}", undefined, deleted),
  route("GET", "/campaigns/{campaign}/content", "Campaigns/Content/Collection", content),
  route("PUT", "/campaigns/{campaign}/content", "Campaigns/Content/Collection", content),
  route("GET", "/campaigns/{campaign}/feedback", "Campaigns/Feedback/Collection", feedback),
  route("GET", "/campaigns/{campaign}/send-checklist", "Campaigns/Checklist", checklist),
];

const PARTS: Shape = { settings: { kind: "object" }, tracking: { kind: "object" }, recipients: { kind: "object" } };
const TYPE = oneOf("regular", "plaintext", "absplit", "rss", "variate");
const POSTED: Property = object({ type: TYPE, ...PARTS }, "type");
const PATCHED: Property = object(PARTS);

function listed(call: Call): Reply {
  const { campaigns } = call.world.backstage;
  const [self, parent, create] = collectionLinks("Campaigns", "Root");
  const _links = links(call.addresses, "/campaigns", [parent, self, create]);
  return { body: { campaigns: paged(call, campaigns), total_items: campaigns.length, _links } };
}

function created(call: Call): Reply {
  const body = shaped(call.body, POSTED);
  const webId = call.world.nextNumber();
  const id = derivedId(10, "campaign", webId);
  const campaign = asDeclared(call, campaignDocument(call, id, webId, word(body, "type")), body);
  call.world.backstage.campaigns.push(campaign);
  return { body: campaign, dashboard: `/campaigns/show?id=${webId}` };
}

function changed(call: Call): Reply {
  const { campaigns } = call.world.backstage;
  const before = campaignOf(call);
  const after = asDeclared(call, before, shaped(call.body, PATCHED));
  campaigns.splice(campaigns.indexOf(before), 1, after);
  return { body: after };
}

function deleted(call: Call): Reply {
  const { campaigns } = call.world.backstage;
  campaigns.splice(campaigns.indexOf(campaignOf(call)), 1);
  return NOTHING;
}

function content(call: Call): Reply {
  const campaign = campaignOf(call);
  const patterns: readonly LinkPattern[] = [
    ["parent", "GET", "..", "Definitions/Campaigns/Response"],
    ["self", "GET", "", "Definitions/Campaigns/Content/Response"],
    ["create", "PUT", "", "Definitions/Campaigns/Content/Response", "Definitions/Campaigns/Content/PUT"],
  ];
  return { body: { _links: links(call.addresses, `/campaigns/${String(campaign["id"])}/content`, patterns) } };
}

function feedback(call: Call): Reply {
  const campaign_id = String(campaignOf(call)["id"]);
  const _links = links(call.addresses, call.path, [["parent", "GET", "..", "Definitions/Campaigns/Response"]]);
  return { body: { feedback: [], campaign_id, total_items: 0, _links } };
}

// Nothing is ever sent, so that nothing is ever ready.
function checklist(call: Call): Reply {
  campaignOf(call);
  const _links = links(call.addresses, call.path, [["parent", "GET", "..", "Definitions/Campaigns/Response"]]);
  const details = "The sandbox sends nothing.";
  return { body: { is_ready: false, items: [{ type: "error", id: 100, heading: "Sandbox", details }], _links } };
}

/** The campaign that the path names. */
export function campaignOf(call: Call): JsonObject {
  const found = call.world.backstage.campaigns.find((campaign) => campaign["id"] === param(call, "campaign"));
  if (found === undefined) throw notFound();
  return found;
}
