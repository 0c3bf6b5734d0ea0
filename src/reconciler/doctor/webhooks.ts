import { maskedUrl } from "../../kinds/webhook-url.ts";
import { NO_ANSWER, probeWebhook, type WebhookAnswer } from "../../mailchimp/webhook-probe.ts";
import type { Checked } from "../../model/checked.ts";
import type { DeclaredObject, Desired } from "../../model/desired.ts";
import type { LiveSchema } from "../../plan/live-schema.ts";
import { type About, about, counted } from "./about.ts";
import type { Examination } from "./examination.ts";

/** How long Mailchimp's own look at a URL is waited for is not known; this is generous. */
const LONGEST_MS = 10_000;

/** Asks each declared URL, and counts what stands in Mailchimp beside them. */
export async function examineWebhooks(
  examination: Examination,
  live: LiveSchema | undefined,
): Promise<readonly Checked[]> {
  const { desired } = examination.config;
  if (desired === undefined) return [about("webhooks").skipped("the file has errors, so that no URL is called")];
  const declared = desired.objects.filter(({ at }) => at.kind === "webhook");
  const asked = await Promise.all(declared.map((webhook) => examineUrl(webhook, examination)));
  return [...asked, undeclared(desired, live)];
}

async function examineUrl({ at, spec, reveal }: DeclaredObject, examination: Examination): Promise<Checked> {
  const { builtIn } = examination.mailchimp;
  const says = about("webhook", at.key);
  const url = reveal?.();
  if (url === undefined || !URL.canParse(url)) return says.unknown("its URL is not known here");
  if (builtIn && !/^(?:localhost|127\..*|\[::1\])$/.test(new URL(url).hostname)) {
    return says.skipped("the built-in Mailchimp calls this machine alone");
  }
  const waitMs = Math.min(LONGEST_MS, examination.patienceMs);
  const answer = await probeWebhook(url, waitMs, examination.signal);
  const { sources } = spec;
  const loops =
    Array.isArray(sources) && sources.includes("api") ? "; it is told of our own writes (loop: allowed)" : "";
  return answer.status === undefined ? failed(says, answer, waitMs) : told(says, answer, builtIn, loops);
}

function told(says: About, { status = 0, reach }: WebhookAnswer, builtIn: boolean, loops: string): Checked {
  const answers = `answers ${status}`;
  if (status >= 300 && status < 400) {
    return says.problem(`${answers}, a redirect`, {
      detail: "Mailchimp asks the URL itself and wants 200; where it is sent on to does not count.",
      wayOut: "Declare the URL that it leads to.",
    });
  }
  if (status < 200 || status >= 300) return says.problem(`${answers} to a GET`, { detail: WANTS, wayOut: ANSWER_GET });
  if (builtIn || reach === "public") return says.ok(`${answers}${loops}`);
  return says.warning(`${answers}, from ${PLACES[reach]}${loops}`, {
    detail: "It can be reached from here, but Mailchimp calls from the internet.",
    wayOut: "Put it where Mailchimp can reach it, or a tunnel before it.",
  });
}

const WANTS = "Mailchimp asks a URL with a GET before it takes it, and wants 200.";
const ANSWER_GET = "Let the receiver answer GET with 200, besides POST.";

const PLACES: Readonly<Record<"private" | "loopback", string>> = {
  private: "an address of a private network",
  loopback: "an address of this machine alone",
};

function failed(says: About, { code = "unknown" }: WebhookAnswer, waitMs: number): Checked {
  if (code === NO_ANSWER) {
    const summary = `does not answer within ${Math.round(waitMs / 1000)} s`;
    return says.problem(summary, { detail: WANTS, wayOut: RUNNING });
  }
  if (/SELF_SIGNED/.test(code))
    return says.problem("has a self-signed certificate", { detail: code, wayOut: CERTIFIED });
  if (/EPROTO|ERR_SSL/.test(code)) return says.problem("does not answer over https", { detail: code, wayOut: RUNNING });
  if (/CERT|TLS|ISSUER|SIGNATURE/.test(code)) {
    return says.problem("has a certificate that cannot be trusted", { detail: code, wayOut: CERTIFIED });
  }
  return says.problem(`cannot be reached from here (${code})`, { detail: WANTS, wayOut: RUNNING });
}

const RUNNING = "See that the receiver runs, and that its name and its firewall let the internet in.";
const CERTIFIED = "Give it a certificate of a public authority that stands for its name and has not run out.";

/** Webhooks that nobody declares are left alone; one that is told of programs' writes may be another sync's. */
function undeclared({ objects }: Desired, live: LiveSchema | undefined): Checked {
  const says = about("webhooks");
  if (live === undefined) return says.skipped("those in Mailchimp could not be read");
  const declared = new Set(objects.filter(({ at }) => at.kind === "webhook").map(({ match }) => match));
  const others = live.objects.webhook.filter(({ match }) => !declared.has(match));
  if (others.length === 0) return says.ok("none stands in Mailchimp that the file does not declare");
  const summary = `${counted(others.length, "webhook stands", "webhooks stand")} in Mailchimp undeclared, and left alone`;
  const looping = others.filter(({ spec }) => Array.isArray(spec["sources"]) && spec["sources"].includes("api"));
  const [first] = looping;
  if (first === undefined) return says.ok(summary);
  return says.warning(`${summary}; ${looping.length} told of what programs write`, {
    detail: `${maskedUrl(first.reveal?.() ?? "")} is told of each write of an apply. If it answers with writes, the two never come to rest.`,
    wayOut: "Find out whose it is; in Mailchimp, Audience, Settings, Webhooks, untick “via the API”, or declare it.",
  });
}
