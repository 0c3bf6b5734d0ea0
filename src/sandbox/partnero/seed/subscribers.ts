import { subscriberNamed, subscribes } from "../acts/subscribers.ts";
import type { Program } from "../program.ts";
import type { Chance } from "./chance.ts";
import { earlier, THREE_YEARS_MS, weighted } from "./moments.ts";
import type { Person } from "./person.ts";

/** Subscribers of a newsletter: some said yes to marketing, some no, some were never asked. */
export function seedSubscribers(program: Program, chance: Chance, count: number, person: () => Person): void {
  const referrers: string[] = [];
  for (let place = 0; place < count; place++) {
    const { email, name, surname } = person();
    const referredBy = chance.happens(0.3) ? referrers[Math.floor(chance.share() ** 2 * referrers.length)] : undefined;
    subscribes(program, {
      email,
      name: `${name} ${surname}`,
      // The id of the mail service, the address, or nothing.
      id: [`1139658154${place + 71_015}`, email, null][place % 3] ?? null,
      status: chance.oneOf(STATUSES),
      marketingConsent: chance.oneOf(CONSENTS),
      createdAt: earlier(program.now(), chance.share() * THREE_YEARS_MS),
      ...(referredBy !== undefined && { referredBy }),
    });
    if (chance.happens(0.2)) referrers.push(email);
    const subscriber = subscriberNamed(program, email);
    if (place % 71 === 5) subscriber.deletedAt = subscriber.createdAt;
  }
}

const STATUSES = weighted({ active: 90, suspended: 5, rejected: 5 });
const CONSENTS = [true, true, true, false, null];
