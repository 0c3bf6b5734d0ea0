import type { Json, JsonObject } from "../../src/sandbox/json.ts";
import { isList, isObject } from "../../src/sandbox/json.ts";
import type { Answer } from "./client.ts";
import { at } from "./client.ts";
import type { Recorded } from "./recorded.ts";
import { bodyOf, yearOf } from "./recorded.ts";

/** The year from which the service gives a key; 9999 for what a publisher cut out, or the service gives now and then. */
const SINCE: Readonly<Record<string, number>> = Object.fromEntries(
  [
    [2016, "subscriber_count"],
    [2019, "login_id email first_name last_name username avatar_url role member_since pricing_plan_type"],
    [2019, "first_payment account_timezone account_industry pro_enabled"],
    [2019, "web_id source tags_count tags double_optin has_welcome marketing_permissions"],
    [2021, "constraints full_name updated_members errors total_created total_updated error_count"],
    [2022, "contact_id consents_to_one_to_one_messaging"],
    [2023, "region"],
    [2024, "sms_phone_number sms_subscription_status sms_subscription_last_updated"],
    [2026, "merge_field_limit"],
    [9999, "_links industry_stats"],
  ].flatMap(([year, names]) =>
    String(names)
      .split(" ")
      .map((name) => [name, Number(year)]),
  ),
);

/** What neither state nor request settles: by its last key, or by what it is part of. */
const UNSETTLED = new RegExp(
  [
    "/(id|web_id|contact_id|unique_email_id|instance|ip_opt|ip_signup|email_client|full_name|list_rating|created_by)$",
    "/(date_created|timestamp_opt|timestamp_signup|last_changed|submitted_at|updated_at|created_at|date_added)$",
    "/(subscribe_url_short|subscribe_url_long|beamer_address|signup_form_url|response_body_url|email_id|note_id)$",
    "/(total_items|member_count|subscriber_count|list_id|has_welcome|max_instances|may_create|email_address|language)$",
    "/(stats|location|header|styles|contact|campaign_defaults|note|notes|last_note|constraints)(/|$)",
    "^/(account_|login_|email$|first_|last_|username|avatar_url|member_since|pricing_|total_subscribers|industry_|role)",
    "^/(permission_reminder|email_type_option|visibility|create_time|archive_url|long_archive_url)$",
    "^/lists/\\d+/contact/",
  ].join("|"),
);

/** Collections of 2015 had total_items last, and one publisher sorted the keys; from 2016 on the order holds. */
const UNORDERED = /^$|^\/_links\/\d+$/;

/** Where an answer is not like the recorded one: its headers, its keys and their order, its types, and what is settled. */
export function unlike(exchange: Recorded, answer: Answer): string[] {
  return [...inHeaders(exchange, answer), ...inBody(exchange, answer)];
}

function inHeaders(exchange: Recorded, { headers, body }: Answer): string[] {
  const recorded = exchange.response_headers ?? {};
  const found = Object.keys(recorded).flatMap((name) => (headers.has(name) ? [] : [`the header ${name} is missing`]));
  const type = recorded["content-type"];
  if (type !== undefined && headers.get("content-type") !== type) found.push(`content-type: ${type} was recorded`);
  const link = described(recorded["link"] ?? "");
  const years = yearOf(exchange) >= 2020 && link !== "Root";
  if (years && link !== "" && link !== described(headers.get("link") ?? "")) found.push(`link: ${link} was recorded`);
  if (exchange.status >= 400 && at(body, "instance") !== headers.get("x-request-id"))
    found.push("instance: is not the X-Request-Id");
  return found;
}

// What the answer is said to be; the page of the web application moved in 2022.
function described(link: string): string {
  return (/schema\/3\.0\/(?:Definitions\/(?=Problem))?(\S+)\.json>; rel="describedBy"/.exec(link)?.[1] ?? "").trim();
}

function inBody(exchange: Recorded, answer: Answer): string[] {
  if (exchange.status >= 400) return inProblem(bodyOf(exchange), answer.body, yearOf(exchange));
  return exchange.status === 200 ? inValue(exchange.response_body, answer.body, "", yearOf(exchange)) : [];
}

// Three problems lost their `type` in 2021, and its words changed then.
function inProblem(recorded: JsonObject, answered: Json, year: number): string[] {
  const keys = (body: Json) =>
    Object.keys(isObject(body) ? body : {}).filter((key) => key !== "type" || year === 0 || year > 2020);
  const same = ["title", "status", "detail", "errors", ...(year > 2020 ? ["type"] : [])].filter(
    (key) => JSON.stringify(at(recorded, key)) !== JSON.stringify(at(answered, key)),
  );
  const order = keys(recorded).join() === keys(answered).join() ? [] : [`keys stand as ${keys(answered).join()}`];
  return [...order, ...same.map((key) => `${key}: ${JSON.stringify(at(recorded, key))} was recorded`)];
}

function inValue(recorded: Json, answered: Json | undefined, path: string, year: number): string[] {
  const told = `${path}: ${JSON.stringify(recorded)} was recorded, ${JSON.stringify(answered)} answered`;
  if (isList(recorded)) {
    if (!isList(answered)) return [told];
    if (path.endsWith("/_links") || path.endsWith("/conditions")) return inLinks(recorded, answered, path);
    if (recorded.length > 0 && answered.length === 0) return [told];
    return recorded
      .slice(0, answered.length)
      .flatMap((item, index) => inValue(item, answered[index], `${path}/${index}`, year));
  }
  if (isObject(recorded)) return isObject(answered) ? inObject(recorded, answered, path, year) : [told];
  if (recorded === answered) return [];
  const unset = recorded === "" || answered === "";
  return UNSETTLED.test(path) && (unset || typeof recorded === typeof answered) ? [] : [told];
}

function inObject(recorded: JsonObject, answered: JsonObject, path: string, year: number): string[] {
  const missing = Object.keys(recorded).filter((key) => answered[key] === undefined);
  const more = Object.keys(answered).filter(
    (key) => recorded[key] === undefined && !((SINCE[key] ?? 0) > (year === 0 ? 2018 : year)),
  );
  const both = Object.keys(recorded).filter((key) => answered[key] !== undefined);
  const order = Object.keys(answered).filter((key) => both.includes(key));
  return [
    ...(UNORDERED.test(path) || order.join() === both.join() ? [] : [`${path}: keys stand as ${order.join()}`]),
    ...missing.map((key) => `${path}/${key} is missing`),
    ...more.map((key) => `${path}/${key} was not recorded`),
    ...both.flatMap((key) => inValue(recorded[key] ?? null, answered[key], `${path}/${key}`, year)),
  ];
}

// Until 2016 schemas had other names, and until 2020 those of collections stood in another folder.
function inLinks(recorded: readonly Json[], answered: readonly Json[], path: string): string[] {
  const [was, is] = [recorded, answered].map((links) => JSON.stringify(links.map(bare)));
  const old = !JSON.stringify(recorded).includes("/Definitions/");
  return old || was === is ? [] : [`${path}: ${was} was recorded, ${is} answered`];
}

function bare(link: Json): Json {
  if (!isObject(link)) return link;
  const parts = ["rel", "href", "method", "targetSchema", "schema"].filter((key) => link[key] !== undefined);
  return parts.map((key) => `${key} ${placeless(String(link[key]))}`);
}

function placeless(address: string): string {
  return address
    .replace(/^https?:\/\/[^/]+/, "")
    .replace(/CollectionLinks\/(.+)\.json$/, "Paths/$1/Collection.json")
    .replace(/\/(?!3\.0)[^/]*\d[^/]*(?=\/|$)/g, "/ID");
}
