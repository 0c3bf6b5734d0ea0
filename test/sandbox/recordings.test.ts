import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json } from "../../src/sandbox/json.ts";
import { isList, isObject } from "../../src/sandbox/json.ts";
import type { Bench } from "./client.ts";
import { bench } from "./client.ts";
import { itemOf } from "./like-batch.ts";
import { likeRequest } from "./like-request.ts";
import { likeState } from "./like-state.ts";
import type { Recorded } from "./recorded.ts";
import { bodyOf, RECORDINGS_PATH, recordings, yearOf } from "./recorded.ts";

const all = recordings();

/** Keys that the service learnt to give after an exchange was recorded, or gives only now and then. */
const LATER = new Set(
  [
    "contact_id full_name web_id source tags_count tags consents_to_one_to_one_messaging region",
    "sms_phone_number sms_subscription_status sms_subscription_last_updated merge_field_limit",
    "double_optin has_welcome marketing_permissions constraints may_create stats total_items list_id _links schema targetSchema",
    "unsubscribe_reason location last_note interests create_time login_id first_name last_name username avatar_url",
    "member_since pricing_plan_type first_payment account_timezone account_industry pro_enabled industry_stats",
    "completed_at finished_operations errored_operations unique_email_id member_rating description operations",
    "new_members updated_members errors total_created total_updated error_count role contact account_name email",
    "archive_url long_archive_url subscriber_count",
  ].flatMap((line) => line.split(" ")),
);

/** Where an answer of another age, or one that its publisher changed, cannot be matched: by id, each with its reason. */
const AGED: Readonly<Record<string, string>> = {
  "rec-0158": "members of one page show different interests: the recording was put together from two",
  "rec-0159": "in 2016 the sentence left the address out",
  "rec-0177": "in 2016 the sentence left the address out",
  "rec-0191": "in 2015 an existing member was an Invalid Resource that spoke of PATCH",
  "rec-0195": "_links is there although exclude_fields names it: the recording was put together from two",
  "rec-0209": "the parser and the title of its problem changed in 2021",
  "rec-0210": "the parser and the title of its problem changed in 2021",
  "rec-0272":
    "in 2020 a batch answered with new_members alone, each with web_id, interests and source; a capture of 2024 has none of these",
};

/** What the state and the request settle: it must be the same value. */
const DETERMINED =
  /^[^_]*\/(name|title|tag|type|required|public|default_value|help_text|status|size|default_country|match)$|^(\/(new_)?members\/0)?\/(merge_fields|interests)\/[^/]+$/;

/** Collections of 2015 had total_items last, and one publisher sorted the keys; from 2016 on the order holds. */
const UNORDERED = /^$|^\/_links\/0$/;

describe("recorded exchanges", () => {
  let now: Bench;
  beforeAll(async () => {
    now = await bench();
  });
  afterAll(() => now.sandbox.close());

  test(
    all.length > 0
      ? "are there to be replayed"
      : "are skipped, because MAILCHIMP_RECORDINGS names no file that is there",
    () => {
      expect(all.length > 0).toBe(existsSync(RECORDINGS_PATH));
    },
  );

  test.each(all.map((exchange) => [sentence(exchange), exchange] as const))("%s", async (_, exchange) => {
    const path = likeState(now.sandbox.world, exchange);
    if (exchange.kind === "batch-result-item") {
      expect(plain(await itemOf(now, exchange))).toEqual(plain(exchange.response_body));
      return;
    }
    const asked = likeRequest(exchange, path);
    const answer = await now.call(exchange.method, asked.path, asked.body, keyFor(exchange, now));
    if (AGED[exchange.id] !== undefined) return;
    expect(answer.status, answer.text).toBe(exchange.status);
    const type = exchange.response_headers?.["content-type"];
    if (type !== undefined) expect(answer.headers.get("content-type")).toBe(type);
    if (exchange.status >= 400) expect(saidBy(answer.body)).toEqual(saidBy(bodyOf(exchange)));
    else if (exchange.status === 200) expect(unlike(exchange.response_body, answer.body, "").join("\n")).toBe("");
  });
});

function sentence(exchange: Recorded): string {
  const said = exchange.status >= 400 ? ` "${String(bodyOf(exchange)["title"])}"` : "";
  const when = yearOf(exchange) === 0 ? "once" : `in ${yearOf(exchange)}`;
  return `${exchange.method} ${exchange.path || "without a slash"} was answered ${exchange.status}${said} ${when} (${exchange.id})`;
}

function keyFor(exchange: Recorded, { sandbox }: Bench): Record<string, string> {
  if (exchange.status === 401) return { authorization: `Bearer ${"f".repeat(32)}-us6` };
  if (bodyOf(exchange)["title"] === "Forbidden")
    return { authorization: `Bearer ${sandbox.apiKey.replace("us6", "us9")}` };
  if (bodyOf(exchange)["title"] === "User Disabled") return { "x-trigger-error": "UserDisabled" };
  return {};
}

/** An item of a batch's result, its response parsed; `type` comes and goes with the years. */
function plain(item: Json | undefined): Json {
  if (!isObject(item)) return {};
  const response: Json = JSON.parse(String(item["response"]));
  return { ...item, response: isObject(response) ? { ...response, type: "" } : response };
}

/** What a problem says, without what differs each time or by age. */
function saidBy(body: Json): Json {
  if (!isObject(body)) return body;
  const { title, detail, status, errors } = body;
  return { title: title ?? "", detail: detail ?? "", status: status ?? 0, errors: errors ?? null };
}

/** Where an answer has other keys, other types or another order of keys than the recorded one. */
function unlike(recorded: Json | undefined, answered: Json | undefined, path: string): string[] {
  if (recorded === undefined || recorded === "" || answered === "") return [];
  if (isList(recorded)) {
    if (!isList(answered)) return [`${path}: a list was recorded`];
    if (recorded.length > 0 && answered.length === 0) return [`${path}: something was recorded in the list`];
    return path.endsWith("/conditions") || recorded.length === 0 ? [] : unlike(recorded[0], answered[0], `${path}/0`);
  }
  if (isObject(recorded)) {
    if (!isObject(answered)) return [`${path}: an object was recorded, ${JSON.stringify(answered)} answered`];
    const missing = Object.keys(recorded).filter((key) => answered[key] === undefined);
    const more = Object.keys(answered).filter((key) => recorded[key] === undefined && !LATER.has(key));
    const both = Object.keys(recorded).filter((key) => answered[key] !== undefined);
    const order = Object.keys(answered).filter((key) => both.includes(key));
    return [
      ...(!UNORDERED.test(path) && order.join() !== both.join()
        ? [`${path}: keys stood as ${both.join()}, stand as ${order.join()}`]
        : []),
      ...missing.map((key) => `${path}/${key} is missing`),
      ...more.map((key) => `${path}/${key} was not recorded`),
      ...Object.keys(recorded).flatMap((key) =>
        missing.includes(key) ? [] : unlike(recorded[key], answered[key], `${path}/${key}`),
      ),
    ];
  }
  if (DETERMINED.test(path) && recorded !== answered) {
    return [`${path}: ${JSON.stringify(recorded)} was recorded, ${JSON.stringify(answered)} answered`];
  }
  return typeof recorded === typeof answered
    ? []
    : [`${path}: ${JSON.stringify(recorded)} was recorded, ${JSON.stringify(answered)} answered`];
}
