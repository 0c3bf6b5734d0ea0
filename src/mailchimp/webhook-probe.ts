import { lookup } from "node:dns/promises";
import { get as getHttp } from "node:http";
import { get as getHttps } from "node:https";
import { BlockList, isIP } from "node:net";

/** What came of asking a webhook's URL; a code of the system where no answer came. */
export interface WebhookAnswer {
  readonly status?: number;
  readonly code?: string;
  /** Where it stands, seen from here; `public` too where nobody can tell. */
  readonly reach: "public" | "private" | "loopback";
}

/** The code of a URL that did not answer in its time. */
export const NO_ANSWER = "ETIMEDOUT";

/** Asks a URL as Mailchimp does before it takes it: one GET, with its user agent, following nothing. */
export async function probeWebhook(url: string, timeoutMs: number, stop: AbortSignal): Promise<WebhookAnswer> {
  const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), stop]);
  const late = new Promise<WebhookAnswer>((resolve) => {
    signal.addEventListener("abort", () => resolve({ code: NO_ANSWER, reach: "public" }), { once: true });
  });
  const reach = reachOf(new URL(url).hostname);
  const asked = Promise.all([answered(url, signal), reach]).then(([answer, where]) => ({ ...answer, reach: where }));
  return Promise.race([asked, late]);
}

function answered(url: string, signal: AbortSignal): Promise<Pick<WebhookAnswer, "status" | "code">> {
  const get = url.startsWith("https:") ? getHttps : getHttp;
  const headers = { "User-Agent": "MailChimp.com WebHook Validator" };
  return new Promise((resolve) => {
    const request = get(url, { headers, signal, agent: false }, (response) => {
      resolve({ status: response.statusCode ?? 0 });
      response.destroy();
    });
    request.on("error", (error) => resolve({ code: signal.aborted ? NO_ANSWER : codeOf(error) }));
  });
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "unknown";
}

async function reachOf(hostname: string): Promise<WebhookAnswer["reach"]> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const found = isIP(host) > 0 ? [{ address: host }] : await lookup(host, { all: true }).catch(() => []);
  if (found.length === 0) return "public";
  if (found.every(({ address }) => isIn(LOOPBACK, address))) return "loopback";
  return found.every(({ address }) => isIn(PRIVATE, address) || isIn(LOOPBACK, address)) ? "private" : "public";
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

const PRIVATE = new BlockList();
PRIVATE.addSubnet("0.0.0.0", 8, "ipv4");
PRIVATE.addSubnet("10.0.0.0", 8, "ipv4");
PRIVATE.addSubnet("100.64.0.0", 10, "ipv4");
PRIVATE.addSubnet("169.254.0.0", 16, "ipv4");
PRIVATE.addSubnet("172.16.0.0", 12, "ipv4");
PRIVATE.addSubnet("192.168.0.0", 16, "ipv4");
PRIVATE.addSubnet("fc00::", 7, "ipv6");
PRIVATE.addSubnet("fe80::", 10, "ipv6");
