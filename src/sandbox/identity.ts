import { createHash } from "node:crypto";

/** The subscriber hash: md5 of the lower-cased address. Nothing else is normalised: no trimming, no dots, no +tags. */
export function subscriberHash(email: string): string {
  return md5(email.toLowerCase());
}

/** Ids that Mailchimp draws at random are derived from a seed here, so that two runs agree. */
export function derivedId(length: number, ...seed: readonly (string | number)[]): string {
  return md5(seed.join("\u0000")).slice(0, length);
}

/** True for the form of a subscriber hash or contact id; upper case is accepted (recorded). */
export function isHash(text: string): boolean {
  return /^[0-9a-f]{32}$/i.test(text);
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
