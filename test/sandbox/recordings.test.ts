import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json } from "../../src/sandbox/json.ts";
import { isObject } from "../../src/sandbox/json.ts";
import { unlike } from "./alike.ts";
import type { Bench } from "./client.ts";
import { bench } from "./client.ts";
import { itemOf } from "./like-batch.ts";
import { likeRequest } from "./like-request.ts";
import { likeState } from "./like-state.ts";
import type { Recorded } from "./recorded.ts";
import { bodyOf, RECORDINGS_PATH, recordings, yearOf } from "./recorded.ts";

const all = recordings();

/** Where an answer of another age, or one that its publisher changed, cannot be matched: where in it, and why. */
const AGED: Readonly<Record<string, readonly [where: RegExp, why: string]>> = {
  "rec-0154": [/^\/display_order:/, "another group stood before it"],
  "rec-0155": [/^\/lists\/\d/, "in 2016 audiences were listed as they were made"],
  "rec-0158": [/^\/members\/\d\/interests/, "members of one page show different interests: put together from two"],
  "rec-0159": [/^detail:/, "in 2016 the sentence left the address out"],
  "rec-0162": [/^\/_links:/, "in 2017 some schemas had other names"],
  "rec-0167": [/^\/lists\/\d/, "in 2016 audiences were listed as they were made"],
  "rec-0177": [/^detail:/, "in 2016 the sentence left the address out"],
  "rec-0191": [/^(title|detail):/, "in 2015 an existing member was an Invalid Resource that spoke of PATCH"],
  "rec-0195": [/^\/_links is missing/, "_links is there although exclude_fields names it: put together from two"],
  "rec-0196": [/^\/list_id/, "list_id is not there although nothing excludes it: put together from two"],
  "rec-0209": [/^(title|detail):/, "the parser and the title of its problem changed in 2021"],
  "rec-0210": [/^(title|detail):/, "the parser and the title of its problem changed in 2021"],
  "rec-0270": [/^\/_links:/, "in 2020 an empty link stood among the others"],
  "rec-0272": [/^\/new_members\/0/, "in 2020 a row had web_id, interests and source; in 2024 it has none of these"],
  "rec-0276": [/^\/_links:/, "in 2020 this link had no schema"],
  "rec-0284": [/^\/tracking\/clicktale/, "its request is not known whole"],
  "rec-0291": [/^\/_links:/, "in 2019 the list of audiences had a parent"],
  "rec-0292": [/^\/merge_id:/, "its publisher changed the id, not the path"],
  "rec-0297": [/^\/members\/0\/_links:/, "in 2018 there were no events"],
  "rec-0313": [/^\/unsubscribe_reason:/, "in 2017 the reason was by an admin"],
  "rec-0317": [/^\/_links:/, "in 2017 there was no deletion for good"],
  "rec-0318": [/_links:/, "in 2017 some schemas had other names, and the list of audiences a parent"],
  "rec-0319": [/^\/_links:/, "in 2017 some schemas had other names"],
  "rec-0324": [/ was not recorded$/, "its publisher left something out"],
};

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
    expect(answer.status, answer.text).toBe(exchange.status);
    const found = unlike(exchange, answer).filter((line) => AGED[exchange.id]?.[0].test(line) !== true);
    expect(found.join("\n")).toBe("");
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
