import { friendNamed, friendSignsUp } from "../acts/friends.ts";
import { recordFriendSale } from "../acts/sales.ts";
import type { Program } from "../program.ts";
import type { Friend } from "../records/friend.ts";
import type { Chance } from "./chance.ts";
import { DAY_MS, earlier, THREE_YEARS_MS } from "./moments.ts";
import type { Person } from "./person.ts";

/** Customers of a refer-a-friend program: the older ones refer some of the younger, and are credited when these buy. */
export function seedFriends(program: Program, chance: Chance, count: number, person: () => Person): void {
  const earliest = program.now().getTime() - THREE_YEARS_MS;
  const referrers: Friend[] = [];
  for (let place = 0; place < count; place++) {
    const { email, name, surname, latin } = person();
    const referrer = chance.happens(0.55) ? referrers[Math.floor(chance.share() ** 2 * referrers.length)] : undefined;
    const age = program.now().getTime() - (referrer === undefined ? earliest : Date.parse(referrer.createdAt));
    const id = friendSignsUp(program, {
      name,
      surname,
      // Some rows have no address: the API asks for none.
      email: place % 97 === 2 ? null : email,
      key: `${latin}${place + 1}`,
      createdAt: earlier(program.now(), chance.share() * age),
      ...(referrer !== undefined && { referredBy: referrer.id }),
      ...(chance.happens(0.2) && { dateOfBirth: `19${chance.between(60, 99)}-0${chance.between(1, 9)}-17` }),
    });
    const friend = friendNamed(program, id);
    if (place % 61 === 5) friend.status = "deleted";
    if (referrer === undefined && chance.happens(0.3)) referrers.push(friend);
    if (referrer !== undefined && chance.happens(0.6)) buyOnce(program, chance, friend, referrer);
  }
}

function buyOnce(program: Program, chance: Chance, friend: Friend, referrer: Friend): void {
  const age = program.now().getTime() - Date.parse(friend.createdAt);
  recordFriendSale(program, {
    key: `txn_${70_001 + program.nextNumber()}`,
    action: "sale",
    amount: chance.oneOf([19.9, 49, 99]),
    units: program.currency,
    partner: null,
    customer: friend.id,
    referrer: referrer.id,
    reward: { amount: 10, state: "paid" },
    product: {},
    archivedAt: null,
    createdAt: earlier(program.now(), age - DAY_MS),
  });
}
