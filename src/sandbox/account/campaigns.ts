import type { Property } from "../body-shape.ts";
import { object, oneOf, shaped } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { audienceOf, NOTHING, paged, param } from "../http/call.ts";
import type { LinkPattern } from "../http/links.ts";
import { collectionLinks, links } from "../http/links.ts";
import { route } from "../http/route.ts";
import { derivedId } from "../identity.ts";
import type { Json, JsonObject } from "../json.ts";
import { word } from "../members/draft.ts";
import { notFound } from "../problem.ts";

/** Campaigns and forms: as far as recorded traffic shows them; nothing is ever sent. */
export const campaignRoutes = [
  route("GET", "/campaigns", "Campaigns/Collection", listed),
  route("POST", "/campaigns", "Campaigns/Instance", created),
  route("GET", "/campaigns/{campaign}", "Campaigns/Instance", (call) => ({ body: campaignOf(call) })),
  route("DELETE", "/campaigns/{campaign}", undefined, deleted),
  route("GET", "/campaigns/{campaign}/content", "Campaigns/Content/Collection", content),
  route("PUT", "/campaigns/{campaign}/content", "Campaigns/Content/Collection", content),
  route("GET", "/lists/{list}/signup-forms", "Lists/SignupForms/Collection", forms),
];

const POSTED: Property = object(
  { type: oneOf("regular", "plaintext", "absplit", "rss", "variate"), settings: { kind: "object" } },
  "type",
);

const LINKS: readonly LinkPattern[] = [
  ["parent", "GET", "..", "Definitions/Campaigns/CollectionResponse", "Paths/Campaigns/Collection"],
  ["self", "GET", "", "Definitions/Campaigns/Response"],
  ["delete", "DELETE", ""],
  ["send", "POST", "/actions/send"],
  ["cancel_send", "POST", "/actions/cancel-send"],
  ["feedback", "GET", "/feedback", "Definitions/Campaigns/Feedback/CollectionResponse"],
  ["content", "GET", "/content", "Definitions/Campaigns/Content/Response"],
  ["send_checklist", "GET", "/send-checklist", "Definitions/Campaigns/Checklist/Response"],
  ["pause", "POST", "/actions/pause"],
  ["resume", "POST", "/actions/resume"],
  ["replicate", "POST", "/actions/replicate"],
  ["create_resend", "POST", "/actions/create-resend"],
];

function listed(call: Call): Reply {
  const { campaigns } = call.world.backstage;
  const [self, parent, create] = collectionLinks("Campaigns", "Root");
  const patterns = [parent, self, create].filter((link) => link !== undefined);
  const _links = links(call.addresses, "/campaigns", patterns);
  return { body: { campaigns: paged(call, campaigns), total_items: campaigns.length, _links } };
}

function created(call: Call): Reply {
  const body = shaped(call.body, POSTED);
  const webId = call.world.nextNumber();
  const id = derivedId(10, "campaign", webId);
  const campaign = campaignDocument(call, id, webId, word(body, "type"));
  call.world.backstage.campaigns.push(campaign);
  return { body: campaign, dashboard: `/campaigns/show?id=${webId}` };
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

function forms(call: Call): Reply {
  const audience = audienceOf(call);
  const kind = "Lists/SignupForms";
  const parent: LinkPattern = [
    "parent",
    "GET",
    "",
    `Definitions/${kind}/CollectionResponse`,
    `Paths/${kind}/Collection`,
  ];
  const header: Record<string, Json> = { image_url: "", text: String(audience.setting("name") ?? "") };
  for (const part of [
    "width",
    "height",
    "alt",
    "link",
    "align",
    "border_width",
    "border_style",
    "border_color",
    "target",
  ]) {
    header[`image_${part}`] = "";
  }
  const form = {
    header,
    contents: [],
    styles: [{ selector: "page_background", options: [{ property: "background-color", value: "#ffffff" }] }],
    signup_form_url: "http://eepurl.com/sandbox",
    list_id: audience.id,
    _links: links(call.addresses, call.path, [parent]),
  };
  const patterns: readonly LinkPattern[] = [
    ["self", "GET", "", `Definitions/${kind}/CollectionResponse`, `Paths/${kind}/Collection`],
    ["update", "POST", "", `Definitions/${kind}/Response`, `Definitions/${kind}/POST`],
    ["parent", "GET", "..", "Definitions/Lists/Response"],
  ];
  return {
    body: {
      signup_forms: [form],
      list_id: audience.id,
      total_items: 1,
      _links: links(call.addresses, call.path, patterns),
    },
  };
}

function campaignOf(call: Call): JsonObject {
  const found = call.world.backstage.campaigns.find((campaign) => campaign["id"] === param(call, "campaign"));
  if (found === undefined) throw notFound();
  return found;
}

/** A fresh campaign as the API shows it. */
function campaignDocument(call: Call, id: string, webId: number, type: string): JsonObject {
  return {
    id,
    web_id: webId,
    type,
    create_time: call.world.stamp(),
    archive_url: "http://eepurl.com/sandbox",
    long_archive_url: `https://us6.campaign-archive.com/?u=0123456789abcdef012345678&id=${id}`,
    status: "save",
    emails_sent: 0,
    send_time: "",
    content_type: "template",
    needs_block_refresh: false,
    resendable: false,
    recipients: { list_id: "", list_is_active: false, list_name: "", segment_text: "", recipient_count: 0 },
    settings: {
      title: "",
      use_conversation: false,
      to_name: "",
      folder_id: "",
      authenticate: true,
      auto_footer: false,
      inline_css: false,
      auto_tweet: false,
      fb_comments: true,
      timewarp: false,
      template_id: 0,
      drag_and_drop: false,
    },
    tracking: {
      opens: true,
      html_clicks: true,
      text_clicks: false,
      goal_tracking: false,
      ecomm360: false,
      google_analytics: "",
      clicktale: "",
    },
    delivery_status: { enabled: false },
    _links: links(call.addresses, `/campaigns/${id}`, LINKS),
  };
}
