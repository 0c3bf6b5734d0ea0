import type { Address } from "../model/address.ts";
import type { Spec } from "../model/change.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { Request, Template } from "../model/request.ts";
import type { SendFailureFacts } from "../model/send-failure.ts";
import type { Kind, LiveObject } from "./kind.ts";
import { LIFE_CYCLE, lifeCycle } from "./life-cycle.ts";
import { maskedUrl, sameUrl, webhookMatch } from "./webhook-url.ts";

/** What a webhook can tell of, in Mailchimp's words. */
export const WEBHOOK_EVENTS = ["subscribe", "unsubscribe", "profile", "cleaned", "upemail", "campaign"] as const;

/** Whose doing it can tell of: the contact's own, the web application's, the API's. */
export const WEBHOOK_SOURCES = ["user", "admin", "api"] as const;

/**
 * A webhook. Its URL may hold a secret, so that specs and addresses have it as the file writes it, before anything is
 * put in, or only its host; the URL itself is told by `reveal` alone.
 */
export const webhook: Kind = {
  name: "webhook",
  label: "webhook",
  plural: "webhooks",
  configKey: "webhooks",
  declaration: {
    type: "object",
    description: "A webhook: Mailchimp calls the URL when something happens to a contact.",
    additionalProperties: false,
    required: ["url", "events", "sources"],
    properties: {
      url: {
        type: "string",
        minLength: 1,
        description:
          "Where Mailchimp posts to, over https. Mailchimp knows one webhook a URL, whatever its query, and asks it with a GET first. Keep the secret part in a variable: plans show the URL as it is written here.",
        examples: [`https://hooks.acme.dev/mailchimp/\${WEBHOOK_PATH_SECRET}`],
      },
      events: {
        type: "array",
        uniqueItems: true,
        items: { enum: WEBHOOK_EVENTS },
        description:
          "What it is told of: `subscribe`, `unsubscribe`, `profile` (values changed), `cleaned` (bounced), `upemail` (another address), `campaign` (sent or cancelled). The others are turned off.",
      },
      sources: {
        type: "array",
        uniqueItems: true,
        items: { enum: WEBHOOK_SOURCES },
        description:
          "Whose changes it is told of: `user` is the contact, `admin` somebody in Mailchimp, `api` any program, this one included. The others are turned off.",
      },
      loop: {
        enum: ["allowed"],
        description:
          "Says that whoever answers the URL is safe with `api` among the sources: that it does not answer our own writes with writes.",
      },
      protected: LIFE_CYCLE.protected,
    },
  },
  level: 9,
  settled: {},
  afterContacts: true,
  declare(key, entry) {
    const url = String(entry["url"]);
    const spec = {
      url: key,
      events: inOrder(WEBHOOK_EVENTS, entry["events"]),
      sources: inOrder(WEBHOOK_SOURCES, entry["sources"]),
    };
    const at: Address = { kind: "webhook", key };
    const { protected: kept } = lifeCycle(entry, webhookMatch);
    const life = kept === undefined ? {} : { protected: kept };
    return [{ at, spec, match: webhookMatch(url), definitionManaged: true, reveal: () => url, ...life }];
  },
  named: (url) => ({ at: { kind: "webhook", key: maskedUrl(url) }, match: webhookMatch(url) }),
  keyOf: (live) => `${String(live.spec["url"])} ${live.id}`,
  collection: (audience) => ({
    path: `/lists/${audience}/webhooks`,
    query: {},
    items: "webhooks",
    id: "id",
    whole: true,
  }),
  decode,
  emit({ spec }, _context, place) {
    const { url, events = [], sources = [] } = spec;
    const loop = Array.isArray(sources) && sources.includes("api") ? { loop: "allowed" } : {};
    const name = `WEBHOOK_${place}_URL`;
    return {
      key: String(place),
      entry: { url: null, events, sources, ...loop },
      variables: { url: name },
      note: `${name} is its whole URL, ${String(url)}; it stands in Mailchimp under Audience, Settings, Webhooks.`,
    };
  },
  spelledAs: (declared, live) => ({ ...declared, url: live["url"] ?? "" }),
  concealed: { field: "url", same: sameUrl, told: "query changed" },
  requests(change, audience, id): readonly Request[] {
    const webhooks = ["lists", audience, "webhooks"];
    switch (change.action) {
      case "create":
        return [{ method: "POST", path: webhooks, body: { url: { secretOf: change.at }, ...flagsOf(change.after) } }];
      case "update": {
        // An equal URL might be refused as one that has a webhook already.
        const moved = change.fields.some(({ field }) => field === "url");
        const body: Template = { ...(moved ? { url: { secretOf: change.at } } : {}), ...flagsOf(change.after) };
        return [{ method: "PATCH", path: [...webhooks, String(id)], body }];
      }
      case "delete":
        return [{ method: "DELETE", path: [...webhooks, String(id)] }];
      case "none":
        return [];
    }
  },
  contradiction(answer, asked) {
    const live = isJsonObject(answer) ? decode(answer) : undefined;
    if (live === undefined) return "Mailchimp's answer does not describe a webhook.";
    const property = ["events", "sources"].find((name) => String(live.spec[name]) !== String(asked[name]));
    return property === undefined
      ? undefined
      : `Mailchimp stored the ${property} as ${JSON.stringify(live.spec[property])}, not ${JSON.stringify(asked[property])}.`;
  },
  issued: (answer) => {
    const secret = isJsonObject(answer) ? answer["signing_secret"] : undefined;
    return typeof secret === "string" && secret !== "" ? secret : undefined;
  },
  wayOut,
};

function decode(item: JsonObject): LiveObject | undefined {
  const { id, url, events, sources } = item;
  if (typeof id !== "string" || typeof url !== "string") return undefined;
  const spec = {
    url: maskedUrl(url),
    events: switchedOn(WEBHOOK_EVENTS, events),
    sources: switchedOn(WEBHOOK_SOURCES, sources),
  };
  return { id, spec, match: webhookMatch(url), reveal: () => url };
}

/** The order of a list says nothing, so that it is always Mailchimp's. */
function inOrder(words: readonly string[], listed: Json | undefined): readonly string[] {
  const named: readonly Json[] = Array.isArray(listed) ? listed : [];
  return words.filter((word) => named.includes(word));
}

function switchedOn(words: readonly string[], flags: Json | undefined): readonly string[] {
  return isJsonObject(flags) ? words.filter((word) => flags[word] === true) : [];
}

/** Every flag is sent, on and off: what becomes of one that is left out is documented nowhere. */
function flagsOf(spec: Spec): { readonly [name: string]: JsonObject } {
  const flags = (words: readonly string[], on: Json | undefined) =>
    Object.fromEntries(words.map((word) => [word, Array.isArray(on) && on.includes(word)]));
  return { events: flags(WEBHOOK_EVENTS, spec["events"]), sources: flags(WEBHOOK_SOURCES, spec["sources"]) };
}

/** What to do where Mailchimp does not take a URL. */
function wayOut({ status, errors = [] }: SendFailureFacts): string | undefined {
  const problem = errors.find(({ field }) => field === "url");
  if (status !== 400 || problem === undefined) return undefined;
  if (/multiple/i.test(problem.message)) {
    return "The audience has a webhook for this URL already, made since the plan was read. Plan again: it will be taken over as it is.";
  }
  return "Before Mailchimp takes a URL it asks it with a GET and wants 200 as the answer: see that the receiver runs, answers GET too, and can be reached from the internet. Then run apply again.";
}
