import type { Call, Reply } from "../http/call.ts";
import { audienceOf } from "../http/call.ts";
import { links } from "../http/links.ts";
import type { Route } from "../http/route.ts";
import { route } from "../http/route.ts";
import type { OpenObject } from "../json.ts";
import { campaignOf } from "./campaigns.ts";

// Path, key of the list, name in schema paths.
const EMPTY: readonly (readonly [path: string, key: string, kind: string])[] = [
  ["/reports", "reports", "Reports"],
  ["/conversations", "conversations", "Conversations"],
  ["/templates", "templates", "Templates"],
  ["/template-folders", "folders", "TemplateFolders"],
  ["/campaign-folders", "folders", "CampaignFolders"],
  ["/authorized-apps", "apps", "AuthorizedApps"],
  ["/file-manager/files", "files", "FileManager/Files"],
  ["/file-manager/folders", "folders", "FileManager/Folders"],
  ["/ecommerce/stores", "stores", "Ecommerce/Stores"],
  ["/ecommerce/orders", "orders", "Ecommerce/Orders"],
  ["/landing-pages", "landing_pages", "LandingPages"],
  ["/connected-sites", "sites", "ConnectedSites"],
  ["/facebook-ads", "facebook_ads", "FacebookAds"],
  ["/activity-feed/chimp-chatter", "chimp_chatter", "ActivityFeed/ChimpChatter"],
  ["/reporting/facebook-ads", "facebook_ads", "Reporting/FacebookAds"],
  ["/reporting/landing-pages", "landing_pages", "Reporting/LandingPages"],
  ["/reporting/surveys", "surveys", "Reporting/Surveys"],
  ["/verified-domains", "domains", "VerifiedDomains"],
  ["/lists/{list}/surveys", "surveys", "Lists/Surveys"],
  ["/lists/{list}/abuse-reports", "abuse_reports", "Lists/Abuse"],
  ["/lists/{list}/activity", "activity", "Lists/Activity"],
  ["/lists/{list}/clients", "clients", "Lists/Clients"],
  ["/lists/{list}/locations", "locations", "Lists/Locations"],
  ["/reports/{campaign}/abuse-reports", "abuse_reports", "Reports/AbuseReports"],
  ["/reports/{campaign}/advice", "advice", "Reports/Advice"],
  ["/reports/{campaign}/click-details", "urls_clicked", "Reports/ClickDetails"],
  ["/reports/{campaign}/domain-performance", "domains", "Reports/DomainPerformance"],
  ["/reports/{campaign}/ecommerce-product-activity", "products", "Reports/EcommerceProductActivity"],
  ["/reports/{campaign}/email-activity", "emails", "Reports/EmailActivity"],
  ["/reports/{campaign}/locations", "locations", "Reports/Locations"],
  ["/reports/{campaign}/open-details", "members", "Reports/OpenDetails"],
  ["/reports/{campaign}/sent-to", "sent_to", "Reports/SentTo"],
  ["/reports/{campaign}/sub-reports", "reports", "Reports/SubReports"],
  ["/reports/{campaign}/unsubscribed", "unsubscribes", "Reports/Unsubscribed"],
];

/** Collections that a client may look at and in which the sandbox keeps nothing. */
export const emptyRoutes: readonly Route[] = EMPTY.map(([path, key, kind]) =>
  route("GET", path, `${kind}/Collection`, (call) => nothing(call, key, kind)),
);

function nothing(call: Call, key: string, kind: string): Reply {
  const body: OpenObject = { [key]: [] };
  if (call.params["list"] !== undefined) body["list_id"] = audienceOf(call).id;
  if (call.params["campaign"] !== undefined) body["campaign_id"] = String(campaignOf(call)["id"]);
  body["total_items"] = 0;
  body["_links"] = links(call.addresses, call.path, [
    ["self", "GET", "", `Definitions/${kind}/CollectionResponse`, `Paths/${kind}/Collection`],
    [
      "parent",
      "GET",
      "..",
      call.params["list"] === undefined ? "Definitions/Root/Response" : "Definitions/Lists/Response",
    ],
  ]);
  return { body };
}
