import { randomBytes } from "node:crypto";
import type { Property } from "../body-shape.ts";
import { flag, object, shaped, text } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { NOTHING, paged, param } from "../http/call.ts";
import { itemLinks, links } from "../http/links.ts";
import { route } from "../http/route.ts";
import { derivedId } from "../identity.ts";
import type { JsonObject } from "../json.ts";
import { checkedUrl } from "../lists/webhook-url.ts";
import { word } from "../members/draft.ts";
import { invalid, notFound } from "../problem.ts";
import type { BatchWebhook } from "../world/backstage.ts";

/** Webhooks told when a batch is done: twenty at most. */
export const batchWebhookRoutes = [
  route("GET", "/batch-webhooks", "BatchWebhooks/Collection", listed),
  route("POST", "/batch-webhooks", "BatchWebhooks/Instance", created),
  route("GET", "/batch-webhooks/{hook}", "BatchWebhooks/Instance", (call) => ({
    body: hookDocument(call, hookOf(call)),
  })),
  route("PATCH", "/batch-webhooks/{hook}", "BatchWebhooks/Instance", changed),
  route("DELETE", "/batch-webhooks/{hook}", undefined, deleted),
];

const POSTED: Property = object({ url: text, enabled: flag }, "url");
const PATCHED: Property = object({ url: text, enabled: flag });
const MOST = 20;

function listed(call: Call): Reply {
  const hooks = [...call.world.backstage.batchWebhooks.values()];
  return {
    body: {
      webhooks: paged(call, hooks).map((hook) => hookDocument(call, hook)),
      total_items: hooks.length,
      _links: links(call.addresses, "/batch-webhooks", [["parent", "GET", "..", "Definitions/Root/Response"]]),
    },
  };
}

async function created(call: Call): Promise<Reply> {
  const body = shaped(call.body, POSTED);
  const { batchWebhooks } = call.world.backstage;
  if (batchWebhooks.size >= MOST) throw invalid(`You may only have a maximum of ${MOST} batch webhooks.`);
  const url = word(body, "url");
  await checkedUrl(url, call.world.quirks.webhookUrlCheck);
  const id = derivedId(10, "batch webhook", call.world.nextNumber());
  const hook: BatchWebhook = {
    id,
    url,
    enabled: body["enabled"] !== false,
    secret: randomBytes(24).toString("base64url"),
  };
  batchWebhooks.set(id, hook);
  return { body: { ...hookDocument(call, hook), signing_secret: hook.secret } };
}

async function changed(call: Call): Promise<Reply> {
  const hook = hookOf(call);
  const body = shaped(call.body, PATCHED);
  if (typeof body["url"] === "string") {
    await checkedUrl(body["url"], call.world.quirks.webhookUrlCheck);
    hook.url = body["url"];
  }
  if (typeof body["enabled"] === "boolean") hook.enabled = body["enabled"];
  return { body: hookDocument(call, hook) };
}

function deleted(call: Call): Reply {
  call.world.backstage.batchWebhooks.delete(hookOf(call).id);
  return NOTHING;
}

function hookOf(call: Call): BatchWebhook {
  const hook = call.world.backstage.batchWebhooks.get(param(call, "hook"));
  if (hook === undefined) throw notFound();
  return hook;
}

function hookDocument(call: Call, hook: BatchWebhook): JsonObject {
  const _links = links(call.addresses, `/batch-webhooks/${hook.id}`, itemLinks("BatchWebhooks"));
  return { id: hook.id, url: hook.url, enabled: hook.enabled, signing_enabled: true, _links };
}
