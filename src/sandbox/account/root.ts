import type { Call, Reply } from "../http/call.ts";
import type { LinkPattern } from "../http/links.ts";
import { links } from "../http/links.ts";
import { route } from "../http/route.ts";

/** The account itself. */
export const rootRoutes = [
  route("GET", "/", "Root", root),
  route("GET", "/ping", "Ping", () => ({ body: { health_status: "Everything's Chimpy!" } })),
];

const collection = (rel: string, kind: string): LinkPattern => [
  rel,
  "GET",
  rel,
  `Definitions/${kind}/CollectionResponse`,
  `Paths/${kind}/Collection`,
];

// Recorded 2023.
const LINKS: readonly LinkPattern[] = [
  ["self", "GET", "", "Definitions/AccountDetails"],
  collection("lists", "Lists"),
  collection("reports", "Reports"),
  collection("conversations", "Conversations"),
  collection("campaigns", "Campaigns"),
  collection("automations", "Automations"),
  collection("templates", "Templates"),
  ["file-manager", "GET", "file-manager"],
  ["authorized-apps", "GET", "authorized-apps", "Definitions/AuthorizedApps/CollectionResponse"],
  collection("batches", "Batches"),
  collection("template-folders", "TemplateFolders"),
  collection("campaign-folders", "CampaignFolders"),
  ["ecommerce", "GET", "ecommerce"],
  ["ping", "GET", "ping", "Definitions/Ping/Response"],
];

function root(call: Call): Reply {
  const audiences = [...call.world.audiences.values()];
  return {
    body: {
      account_id: "0123456789abcdef012345678",
      login_id: "100000001",
      account_name: "Sandbox",
      email: "owner@sandbox.test",
      first_name: "Sandbox",
      last_name: "Owner",
      username: "owner@sandbox.test",
      avatar_url: "https://secure.gravatar.com/avatar/0123456789abcdef0123456789abcdef.jpg?s=300",
      role: call.world.backstage.role,
      member_since: "2020-01-01T00:00:00+00:00",
      pricing_plan_type: "monthly",
      first_payment: "2020-01-01T00:00:00+00:00",
      account_timezone: "UTC",
      account_industry: "Software and Web App",
      contact: {
        company: "Sandbox",
        addr1: "1 Example St",
        addr2: "",
        city: "Exampletown",
        state: "EX",
        zip: "00000",
        country: "US",
      },
      pro_enabled: false,
      last_login: call.world.stamp(),
      total_subscribers: audiences.reduce((sum, audience) => sum + audience.counts().subscribed, 0),
      industry_stats: { open_rate: 0.1787, bounce_rate: 0.0093, click_rate: 0.025 },
      _links: links(call.addresses, "/", LINKS),
    },
  };
}
