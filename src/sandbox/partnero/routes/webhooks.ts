import { derivedId } from "../../identity.ts";
import { type JsonObject, strings } from "../../json.ts";
import { hookDocument } from "../documents/office.ts";
import type { Ask, Reply } from "../http/ask.ts";
import { changes, DONE, param, shown } from "../http/ask.ts";
import { check, textIn } from "../http/form.ts";
import { OF_WEBHOOKS, paged } from "../http/page.ts";
import { absent } from "../http/refusal.ts";
import { routesOf } from "../http/route.ts";
import { PROGRAM_TYPES, type ProgramType } from "../program.ts";
import type { Hook } from "../records/office.ts";

/** Webhooks, to be managed; nothing is delivered. */
export const webhookRoutes = routesOf(PROGRAM_TYPES, {
  "GET /webhooks": (ask) => paged(ask, ask.program.shelves.hooks.oldestFirst(), hookDocument, OF_WEBHOOKS),
  "GET /webhooks/{key}": (ask) => shown(hookDocument(hookIn(ask))),
  "POST /webhooks": create,
  "PUT /webhooks/{key}": revise,
  "DELETE /webhooks/{key}": remove,
});

const SHARED = [
  "customer.created",
  "customer.updated",
  "customer.deleted",
  "transaction.created",
  "transaction.deleted",
];

/** What each type of program can tell of (Partnero's own n8n client). */
const EVENTS: Readonly<Record<ProgramType, readonly string[]>> = {
  Affiliate: [
    "partner.created",
    "partner.updated",
    "partner.deleted",
    "partner.approved",
    "partner.rejected",
    "partner.archived",
    ...SHARED,
    "lead.submitted",
    "lead.converted",
    "lead.rejected",
  ],
  Referral: [...SHARED, "customer.rewarded", "customer.credited"],
  Newsletter: ["subscriber.created", "subscriber.updated", "subscriber.deleted", "subscriber.rewarded"],
};

const RULES = { name: ["text"], url: ["url"], events: ["words"], is_active: ["flag"] } as const;

function create(ask: Ask): Reply {
  const { program, body } = ask;
  const key = textIn(body, "key") ?? mixedCase(derivedId(12, "hook", program.publicId, program.nextNumber()));
  const isTaken = program.shelves.hooks.named(key) !== undefined;
  check(
    body,
    { name: ["required", "text"], url: ["required", "url"], events: ["required", "words"], is_active: ["flag"] },
    { key: isTaken ? "The key has already been taken." : undefined, events: unsupported(ask, body) },
  );
  const hook: Hook = {
    key,
    name: textIn(body, "name") ?? "",
    url: textIn(body, "url") ?? "",
    isActive: body["is_active"] !== false,
    signature: mixedCase(derivedId(16, "signature", program.token, key)),
    events: strings(body["events"]),
    createdAt: program.stamp(),
  };
  return shown(hookDocument(program.shelves.hooks.add(hook)), 201);
}

function revise(ask: Ask): Reply {
  const hook = hookIn(ask);
  const change = changes(ask);
  check(change, RULES, { events: unsupported(ask, change) });
  hook.name = textIn(change, "name") ?? hook.name;
  hook.url = textIn(change, "url") ?? hook.url;
  if (typeof change["is_active"] === "boolean") hook.isActive = change["is_active"];
  if (Array.isArray(change["events"])) hook.events = strings(change["events"]);
  ask.program.changed = true;
  return shown(hookDocument(hook));
}

function remove(ask: Ask): Reply {
  ask.program.shelves.hooks.remove(hookIn(ask));
  ask.program.changed = true;
  return DONE;
}

function hookIn(ask: Ask): Hook {
  const hook = ask.program.shelves.hooks.named(param(ask, "key"));
  if (hook === undefined) throw absent("Webhook");
  return hook;
}

function unsupported({ program }: Ask, { events }: JsonObject): string | undefined {
  const unknown = strings(events).find((event) => !EVENTS[program.type].includes(event));
  return unknown === undefined ? undefined : `The selected event ${unknown} is invalid.`;
}

// Keys and signatures are letters of both cases and digits.
function mixedCase(hex: string): string {
  return [...hex].map((digit, place) => (place % 2 === 0 ? digit.toUpperCase() : digit)).join("");
}
