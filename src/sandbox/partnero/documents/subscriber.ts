import { derivedId } from "../../identity.ts";
import type { JsonObject } from "../../json.ts";
import type { Program } from "../program.ts";
import type { Subscriber } from "../records/subscriber.ts";

/** A subscriber of a newsletter program; its status is written with a capital. */
export function subscriberDocument(program: Program, subscriber: Subscriber): JsonObject {
  const place = derivedId(12, "portal", program.publicId, subscriber.email);
  const referred = program.shelves.subscribers.all().filter(({ referredBy }) => referredBy === subscriber.email);
  return {
    id: subscriber.id,
    name: subscriber.name,
    email: subscriber.email,
    is_referred: subscriber.referredBy !== null,
    tos: subscriber.tos,
    marketing_consent: subscriber.marketingConsent,
    status: subscriber.status.replace(/^./, (first) => first.toUpperCase()),
    approved: subscriber.approved,
    portal_link: `https://partnero.referral.site/portal/${place}`,
    share_link: `https://partnero.referral.site/share/${place}`,
    referrals_count: referred.length,
    reward: [...subscriber.reward],
    created_at: subscriber.createdAt,
    updated_at: subscriber.updatedAt,
    deleted_at: subscriber.deletedAt,
  };
}
