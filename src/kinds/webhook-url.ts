import { createHash } from "node:crypto";

/** What makes two webhooks the same one to Mailchimp, their URLs without the query, as a digest: the path may be a secret. */
export function webhookMatch(url: string): string {
  return createHash("sha256").update(bare(url)).digest("hex");
}

/** A URL of which only the host may be shown. */
export function maskedUrl(url: string): string {
  return URL.canParse(url) ? `${new URL(url).origin}/•••` : "•••";
}

/** Whether two URLs lead to the same place with the same query. A fragment is never sent. */
export function sameUrl(one: string, other: string): boolean {
  return whole(one) === whole(other);
}

/** Whether a URL may be called: over https, or on this machine. */
export function isSafeUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.includes(hostname));
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

function bare(url: string): string {
  return whole(url).split("?")[0] ?? "";
}

function whole(url: string): string {
  const [text = ""] = url.split("#");
  return URL.canParse(text) ? new URL(text).href : text;
}
