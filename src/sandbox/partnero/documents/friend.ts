import type { JsonObject } from "../../json.ts";
import type { Program } from "../program.ts";
import type { Friend } from "../records/friend.ts";

/** A refer-a-friend customer; lists and single reads show the same. */
export function friendDocument(program: Program, friend: Friend): JsonObject {
  const link = program.linkOf(friend.key, "ref");
  const referrer = friend.referredBy === null ? undefined : program.shelves.friends.named(friend.referredBy);
  return {
    email: friend.email,
    created_at: friend.createdAt,
    updated_at: friend.updatedAt,
    id: friend.id,
    name: friend.name,
    surname: friend.surname,
    approved: friend.approved,
    status: friend.status,
    referring_customer: referrer === undefined ? null : briefly(referrer),
    referrals_count: referredBy(program, friend).length,
    metadata: { date_of_birth: friend.dateOfBirth },
    referral_link: link,
    referral_links: [link],
    // Documented as {} here, as [] on partners.
    custom_fields: {},
  };
}

/** The customers whom a customer referred. */
export function referredBy(program: Program, friend: Friend): readonly Friend[] {
  return program.shelves.friends.oldestFirst().filter(({ referredBy }) => referredBy === friend.id);
}

function briefly({ id, key, email, name, surname }: Friend): JsonObject {
  return { id, key, email, name, surname };
}
