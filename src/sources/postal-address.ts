import { isJsonObject, type Json } from "../model/json.ts";
import type { PostalAddress } from "../model/source.ts";
import { Mismatch } from "./mismatch.ts";

const PARTS: ReadonlySet<string> = new Set(["addr1", "addr2", "city", "state", "zip", "country"]);

const NO_ADDRESS = new Mismatch(
  'An address is a JSON object with Mailchimp\'s keys, {"addr1": …, "addr2": …, "city": …, "state": …, "zip": …, "country": …}, each a text.',
);

/** A postal address in Mailchimp's keys, without its blank parts; missing where all are blank. */
export function addressOf(value: Json | undefined): PostalAddress | undefined | Mismatch {
  if (!isJsonObject(value)) return NO_ADDRESS;
  const parts: Record<string, string> = {};
  for (const [key, part] of Object.entries(value)) {
    if (!PARTS.has(key) || !(part === null || typeof part === "string")) return NO_ADDRESS;
    if (part !== null && part.trim() !== "") parts[key] = part.trim();
  }
  return Object.keys(parts).length === 0 ? undefined : parts;
}
