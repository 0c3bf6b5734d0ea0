import type { Call } from "../http/call.ts";
import type { LinkPattern } from "../http/links.ts";
import { links } from "../http/links.ts";
import type { JsonObject, OpenObject } from "../json.ts";
import { isObject } from "../json.ts";
import { word } from "../members/draft.ts";
import { unvalidated } from "../problem.ts";

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

/** A fresh campaign as the API shows it. */
export function campaignDocument(call: Call, id: string, webId: number, type: string): JsonObject {
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

/** A campaign with what was declared; an audience that is not there is refused in these words (a client's own tests). */
export function asDeclared(call: Call, blank: JsonObject, body: JsonObject): JsonObject {
  const campaign: OpenObject = { ...blank };
  for (const part of ["recipients", "settings", "tracking"]) {
    const [before, given] = [blank[part], body[part]];
    if (isObject(before) && isObject(given)) campaign[part] = { ...before, ...given };
  }
  const recipients = isObject(body["recipients"]) ? body["recipients"] : {};
  const list = word(recipients, "list_id");
  const audience = call.world.audiences.get(list);
  if (list === "") return campaign;
  if (audience === undefined) throw unvalidated([{ field: "recipients.list_id", message: "Invalid list id." }]);
  const known = { list_id: list, list_is_active: true, list_name: String(audience.setting("name") ?? "") };
  return { ...campaign, recipients: { ...recipients, ...known, segment_text: "", recipient_count: 0 } };
}
