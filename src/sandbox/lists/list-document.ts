import type { Addresses, LinkPattern } from "../http/links.ts";
import { links } from "../http/links.ts";
import type { Json, JsonObject, OpenObject } from "../json.ts";
import { isObject } from "../json.ts";
import type { Audience } from "../world/audience.ts";

const below = (rel: string, kind: string): LinkPattern => [
  rel,
  "GET",
  `/${rel}`,
  `Definitions/Lists/${kind}/CollectionResponse`,
  `Paths/Lists/${kind}/Collection`,
];

/** The links of an audience, in recorded order; a batch's answer carries them too. */
export const LIST_LINKS: readonly LinkPattern[] = [
  ["self", "GET", "", "Definitions/Lists/Response"],
  ["parent", "GET", "..", "Definitions/Lists/CollectionResponse", "Paths/Lists/Collection"],
  ["update", "PATCH", "", "Definitions/Lists/Response", "Definitions/Lists/PATCH"],
  ["batch-sub-unsub-members", "POST", "", "Definitions/Lists/BatchPOST-Response", "Definitions/Lists/BatchPOST"],
  ["delete", "DELETE", ""],
  below("abuse-reports", "Abuse"),
  ["activity", "GET", "/activity", "Definitions/Lists/Activity/Response"],
  ["clients", "GET", "/clients", "Definitions/Lists/Clients/Response"],
  below("growth-history", "Growth"),
  below("interest-categories", "InterestCategories"),
  below("members", "Members"),
  below("merge-fields", "MergeFields"),
  below("segments", "Segments"),
  below("webhooks", "Webhooks"),
  below("signup-forms", "SignupForms"),
  below("locations", "Locations"),
];

/** An audience as the API shows it. */
export function listDocument(audience: Audience, addresses: Addresses, withTotal = false): JsonObject {
  const setting = (name: string, fallback: Json): Json => audience.setting(name) ?? fallback;
  const centre = /https:\/\/(us\d+)/.exec(addresses.schema)?.[1] ?? "us6";
  return {
    id: audience.id,
    web_id: audience.webId,
    name: setting("name", ""),
    contact: contactOf(audience),
    permission_reminder: setting("permission_reminder", ""),
    use_archive_bar: setting("use_archive_bar", true),
    campaign_defaults: setting("campaign_defaults", {}),
    notify_on_subscribe: setting("notify_on_subscribe", ""),
    notify_on_unsubscribe: setting("notify_on_unsubscribe", ""),
    date_created: audience.createdAt,
    list_rating: 0,
    email_type_option: setting("email_type_option", false),
    subscribe_url_short: "http://eepurl.com/sandbox",
    subscribe_url_long: `https://sandbox.${centre}.list-manage.com/subscribe?u=0123456789abcdef012345678&id=${audience.id}`,
    beamer_address: `${centre}-0123456789-${audience.id}@inbound.mailchimp.com`,
    visibility: setting("visibility", "pub"),
    double_optin: setting("double_optin", false),
    has_welcome: false,
    marketing_permissions: setting("marketing_permissions", false),
    modules: [],
    stats: stats(audience, withTotal),
    _links: links(addresses, `/lists/${audience.id}`, LIST_LINKS),
  };
}

// What was left out at creation comes back empty (recorded).
function contactOf(audience: Audience): Json {
  const given = audience.setting("contact");
  const empty = { company: "", address1: "", address2: "", city: "", state: "", zip: "", country: "US", phone: "" };
  return isObject(given) ? { ...empty, ...given } : empty;
}

function stats(audience: Audience, withTotal: boolean): Json {
  const counts = audience.counts();
  const [lastSub, lastUnsub] = lastDates(audience);
  const shown: OpenObject = { member_count: counts.subscribed };
  if (withTotal) shown["total_contacts"] = audience.roster.size - counts.archived;
  return {
    ...shown,
    unsubscribe_count: counts.unsubscribed,
    cleaned_count: counts.cleaned,
    member_count_since_send: counts.subscribed,
    unsubscribe_count_since_send: counts.unsubscribed,
    cleaned_count_since_send: counts.cleaned,
    campaign_count: 0,
    campaign_last_sent: "",
    merge_field_count: audience.fields.length,
    avg_sub_rate: 0,
    avg_unsub_rate: 0,
    target_sub_rate: 0,
    open_rate: 0,
    click_rate: 0,
    last_sub_date: lastSub,
    last_unsub_date: lastUnsub,
  };
}

function lastDates(audience: Audience): readonly [string, string] {
  return audience.kept("lastDates", () => {
    let [sub, unsub] = ["", ""];
    for (const { optedAt, unsubscribedAt } of audience.roster.all()) {
      if (optedAt > sub) sub = optedAt;
      if (unsubscribedAt > unsub) unsub = unsubscribedAt;
    }
    return [sub, unsub];
  });
}
