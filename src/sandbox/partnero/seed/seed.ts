import type { Program } from "../program.ts";
import { chanceFrom } from "./chance.ts";
import { seedCustomers } from "./customers.ts";
import { seedFriends } from "./friends.ts";
import { seedOffice } from "./office.ts";
import { rankPartners, seedPartners } from "./partners.ts";
import { people } from "./person.ts";
import { seedSubscribers } from "./subscribers.ts";

/** How many people a seeded program has; what its type does not know is passed over. */
export interface SeedSizes {
  readonly partners?: number;
  readonly customers?: number;
  readonly subscribers?: number;
}

/** Of a program that has been open for three years. */
export const USUAL_SIZES: Required<SeedSizes> = { partners: 2400, customers: 3600, subscribers: 2400 };

const SEED = 20_260_301;

/** Fills a program with invented people instead of whoever was there. */
export function seedProgram(program: Program, sizes: SeedSizes = {}): void {
  const { partners, customers, subscribers } = { ...USUAL_SIZES, ...sizes };
  program.clear();
  program.serial = 0;
  const chance = chanceFrom(SEED);
  const person = people(chance);
  switch (program.type) {
    case "Affiliate":
      seedPartners(program, chance, partners, person);
      seedCustomers(program, chance, customers, person);
      rankPartners(program, chance);
      seedOffice(program, chance);
      return;
    case "Referral":
      seedFriends(program, chance, customers, person);
      return;
    case "Newsletter":
      seedSubscribers(program, chance, subscribers, person);
      return;
  }
}
