import pLimit from "p-limit";
import type { Send } from "../model/request.ts";

/** Mailchimp answers the eleventh simultaneous connection of a user with 429. */
export const MOST_AT_ONCE = 10;

/** Lets at most `most` calls be under way at once; the others wait for their turn. */
export function gated(send: Send, most: number = 8): Send {
  const limit = pLimit(Math.max(1, Math.min(MOST_AT_ONCE, Math.trunc(most))));
  return (request) => limit(() => send(request));
}
