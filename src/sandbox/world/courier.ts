import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import { isLoopback } from "../lists/webhook-url.ts";
import { plainStamp } from "../stamp.ts";
import type { Audience, Webhook } from "./audience.ts";
import type { Happening } from "./happening.ts";
import type { Member } from "./member.ts";

/** What a form tells of the world beside what happened. */
interface Dateline {
  readonly now: () => Date;
  readonly serial: number;
}

type Form = readonly (readonly [string, string])[];

const QUEUE = 10_000;

/** Brings what happened to webhooks on loopback, signed and form-encoded; other hosts are never called. */
export class Courier {
  readonly #world: Dateline;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4 });
  #waiting = 0;
  #idle: (() => void)[] = [];

  constructor(world: Dateline) {
    this.#world = world;
  }

  /** Tells those webhooks of an audience that want to know. A full queue drops, as the real service does. */
  tell(audience: Audience, happening: Happening): void {
    for (const hook of audience.webhooks) {
      const wants = hook.enabled && hook.events[happening.type] === true && hook.sources[happening.actor] === true;
      if (wants && isLoopback(hook.url) && this.#waiting < QUEUE)
        this.#bring(hook, formOf(this.#world, audience, happening));
    }
  }

  /** Posts a form to a URL, as for batch webhooks. */
  post(url: string, secret: string, form: Form): void {
    if (!isLoopback(url)) return;
    void this.#posted(url, secret, form);
  }

  /** Resolves when nothing is under way. */
  idle(): Promise<void> {
    return this.#waiting === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  close(): void {
    this.#agent.destroy();
  }

  #bring(hook: Webhook, form: Form): void {
    void this.#posted(hook.url, hook.secret, form).then((status) => {
      // Gone disables a webhook at once (since 2021-04-05).
      if (status === 410) hook.enabled = false;
    });
  }

  async #posted(url: string, secret: string, form: Form): Promise<number> {
    this.#waiting++;
    const body = new URLSearchParams(form.map(([name, value]): [string, string] => [name, value])).toString();
    const seconds = Math.floor(this.#world.now().getTime() / 1000);
    const signature = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
    const headers = {
      "Content-Type": "application/x-www-form-urlencoded",
      "User-Agent": "MailChimp",
      "X-Mailchimp-Signature": `t=${seconds},v1=${signature}`,
    };
    const status = await sent(url, headers, body, this.#agent);
    this.#waiting--;
    if (this.#waiting === 0) for (const done of this.#idle.splice(0)) done();
    return status;
  }
}

function sent(url: string, headers: Record<string, string>, body: string, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const post = request(url, { method: "POST", headers, agent, timeout: 10_000 }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode ?? 0));
    });
    post.on("timeout", () => post.destroy());
    post.on("error", () => resolve(0));
    post.end(body);
  });
}

function formOf(world: Dateline, audience: Audience, happening: Happening): Form {
  const data = Object.entries(dataOf(world, audience, happening)).map(
    ([name, value]) => [`data${name}`, value] as const,
  );
  return [["type", happening.type], ["fired_at", plainStamp(world.now())], ...data];
}

// `id` is the short unique id of the address, not the subscriber hash (docs' sample).
function dataOf(world: Dateline, audience: Audience, happening: Happening): Record<string, string> {
  const { member } = happening;
  switch (happening.type) {
    case "subscribe":
    case "profile":
      return person(audience, member);
    case "unsubscribe":
      return {
        "[action]": happening.action,
        "[reason]": happening.reason,
        ...person(audience, member),
        "[campaign_id]": "",
      };
    case "upemail":
      return {
        "[list_id]": audience.id,
        "[new_id]": member.uniqueId,
        "[new_email]": member.email,
        "[old_email]": happening.oldEmail,
      };
    case "cleaned":
      return {
        "[list_id]": audience.id,
        "[campaign_id]": String(world.serial),
        "[reason]": happening.reason,
        "[email]": member.email,
      };
  }
}

function person(audience: Audience, member: Member): Record<string, string> {
  const form: Record<string, string> = {
    "[id]": member.uniqueId,
    "[email]": member.email,
    "[email_type]": member.emailType,
    "[ip_opt]": member.ipOpt,
    "[ip_signup]": member.ipSignup,
    "[web_id]": String(member.webId),
    "[merges][EMAIL]": member.email,
  };
  for (const field of audience.inDisplayOrder()) {
    const value = member.values[field.mergeId] ?? "";
    if (typeof value === "object") {
      for (const [part, text] of Object.entries(value)) form[`[merges][${field.tag}][${part}]`] = text;
    } else form[`[merges][${field.tag}]`] = String(value);
  }
  const chosen = audience.interests().filter(({ id }) => member.interests?.has(id) ?? false);
  if (audience.categories.length > 0) form["[merges][INTERESTS]"] = chosen.map(({ name }) => name).join(", ");
  form["[list_id]"] = audience.id;
  return form;
}
