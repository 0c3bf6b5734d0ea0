import type { Call, Reply } from "../http/call.ts";
import { audienceOf } from "../http/call.ts";
import type { LinkPattern } from "../http/links.ts";
import { links } from "../http/links.ts";
import { route } from "../http/route.ts";
import type { Json } from "../json.ts";

/** The one form of an audience, which nobody can fill in. */
export const formRoutes = [route("GET", "/lists/{list}/signup-forms", "Lists/SignupForms/Collection", forms)];

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
