import type { Part } from "./document.ts";
import { MEMBER_PARTS } from "./document.ts";

// What the member's own address shows and these do not: recorded 2018 and 2024, and the same in the spec of 2021.
const OWN = [
  "full_name",
  "web_id",
  "unsubscribe_reason",
  "consents_to_one_to_one_messaging",
  "sms_phone_number",
  "sms_subscription_status",
  "sms_subscription_last_updated",
  "marketing_permissions",
  "source",
];

/** The keys of a member in the answers of batches: less than its own address shows, in another order (recorded 2024). */
export const ROW_PARTS: ReadonlyMap<string, Part> = (() => {
  const { contact_id: contact, ...rest } = lesser("interests");
  const { id, ...others } = rest;
  return partsOf({ id, contact_id: contact, ...others });
})();

/** The keys of a member in the list of a segment (recorded 2018, spec). */
export const SEGMENT_PARTS: ReadonlyMap<string, Part> = partsOf(lesser("contact_id", "tags_count", "tags"));

function lesser(...without: readonly string[]): Record<string, Part | undefined> {
  const left = [...MEMBER_PARTS].filter(([key]) => !OWN.includes(key) && !without.includes(key));
  return { ...Object.fromEntries(left), location };
}

function partsOf(parts: Record<string, Part | undefined>): ReadonlyMap<string, Part> {
  return new Map(Object.entries(parts).flatMap(([key, part]) => (part === undefined ? [] : [[key, part] as const])));
}

// In the same month of 2024 a member's own address told a region, and a batch told none.
function location(...of: Parameters<Part>): ReturnType<Part> {
  const { region: _, ...place } = Object(MEMBER_PARTS.get("location")?.(...of));
  return place;
}
