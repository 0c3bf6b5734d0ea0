import { randomBytes } from "node:crypto";
import type { Property, Shape } from "../body-shape.ts";
import { flag, object, shaped, text } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { audienceOf, NOTHING, param } from "../http/call.ts";
import { collectionLinks, itemLinks, links } from "../http/links.ts";
import { route } from "../http/route.ts";
import { derivedId } from "../identity.ts";
import type { Json, JsonObject, OpenObject } from "../json.ts";
import { isObject } from "../json.ts";
import { word } from "../members/draft.ts";
import { notFound, unvalidated } from "../problem.ts";
import type { Audience, Webhook } from "../world/audience.ts";
import { checkedUrl } from "./webhook-url.ts";

/** Webhooks of an audience; the list has no pages. */
export const webhookRoutes = [
  route("GET", "/lists/{list}/webhooks", "Lists/Webhooks/Collection", listed),
  route("POST", "/lists/{list}/webhooks", "Lists/Webhooks/Instance", created),
  route("GET", "/lists/{list}/webhooks/{webhook}", "Lists/Webhooks/Instance", (call) => {
    const audience = audienceOf(call);
    return { body: webhookDocument(call, audience, webhookOf(call, audience)) };
  }),
  route("PATCH", "/lists/{list}/webhooks/{webhook}", "Lists/Webhooks/Instance", changed),
  route("DELETE", "/lists/{list}/webhooks/{webhook}", undefined, deleted),
];

const EVENTS = ["subscribe", "unsubscribe", "profile", "cleaned", "upemail", "campaign"] as const;
const SMS_EVENTS = ["sms_subscribe", "sms_unsubscribe", "upsms", "sms_campaign"] as const;
const SOURCES = ["user", "admin", "api"] as const;

const flags = (names: readonly string[]): Shape => Object.fromEntries(names.map((name) => [name, flag]));
const SHAPE: Shape = { url: text, events: object(flags([...EVENTS, ...SMS_EVENTS])), sources: object(flags(SOURCES)) };
const POSTED: Property = object(SHAPE, "url");
const PATCHED: Property = object(SHAPE);

function listed(call: Call): Reply {
  const audience = audienceOf(call);
  return {
    body: {
      webhooks: audience.webhooks.map((webhook) => webhookDocument(call, audience, webhook)),
      list_id: audience.id,
      total_items: audience.webhooks.length,
      _links: links(call.addresses, call.path, collectionLinks("Lists/Webhooks")),
    },
  };
}

// The secret is shown here, once, and nowhere else (docs of 2026).
async function created(call: Call): Promise<Reply> {
  const audience = audienceOf(call);
  const body = shaped(call.body, POSTED);
  const url = word(body, "url");
  refuseTaken(audience, url, undefined);
  await checkedUrl(url, call.world.quirks.webhookUrlCheck);
  const webhook: Webhook = {
    id: derivedId(10, "webhook", audience.id, call.world.nextNumber()),
    url,
    // What is left out is off: the defaults are undocumented.
    events: chosen(EVENTS, body["events"], {}),
    sources: chosen(SOURCES, body["sources"], {}),
    secret: randomBytes(24).toString("base64url"),
    enabled: true,
  };
  audience.webhooks.push(webhook);
  return { body: { ...webhookDocument(call, audience, webhook), signing_secret: webhook.secret } };
}

// PATCH replaces the flags that it names.
async function changed(call: Call): Promise<Reply> {
  const audience = audienceOf(call);
  const webhook = webhookOf(call, audience);
  const body = shaped(call.body, PATCHED);
  const url = body["url"];
  if (typeof url === "string" && url !== webhook.url) {
    refuseTaken(audience, url, webhook);
    await checkedUrl(url, call.world.quirks.webhookUrlCheck);
    webhook.url = url;
  }
  webhook.events = chosen(EVENTS, body["events"], webhook.events);
  webhook.sources = chosen(SOURCES, body["sources"], webhook.sources);
  return { body: webhookDocument(call, audience, webhook) };
}

function deleted(call: Call): Reply {
  const audience = audienceOf(call);
  audience.webhooks.splice(audience.webhooks.indexOf(webhookOf(call, audience)), 1);
  return NOTHING;
}

function webhookDocument(call: Call, audience: Audience, webhook: Webhook): JsonObject {
  const document: OpenObject = {
    id: webhook.id,
    url: webhook.url,
    events: webhook.events,
    sources: webhook.sources,
    signing_enabled: true,
    list_id: audience.id,
  };
  const at = `/lists/${audience.id}/webhooks/${webhook.id}`;
  document["_links"] = links(call.addresses, at, itemLinks("Lists/Webhooks"));
  return document;
}

function webhookOf(call: Call, audience: Audience): Webhook {
  const webhook = audience.webhooks.find(({ id }) => id === param(call, "webhook"));
  if (webhook === undefined) throw notFound();
  return webhook;
}

function chosen(
  names: readonly string[],
  given: Json | undefined,
  before: Readonly<Record<string, boolean>>,
): Record<string, boolean> {
  const flagsGiven = isObject(given) ? given : {};
  return Object.fromEntries(names.map((name) => [name, asBoolean(flagsGiven[name]) ?? before[name] ?? false]));
}

function asBoolean(value: Json | undefined): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

// Two URLs that differ only in their query are one (a client's report).
function refuseTaken(audience: Audience, url: string, self: Webhook | undefined): void {
  const bare = (address: string) => address.split("?")[0];
  if (audience.webhooks.some((other) => other !== self && bare(other.url) === bare(url))) {
    throw unvalidated([{ field: "url", message: "Sorry, you can't set up multiple WebHooks for one URL" }]);
  }
}
