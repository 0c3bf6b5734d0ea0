import { newPartner, type PartnerSpec } from "../acts/partners.ts";
import type { Program } from "../program.ts";
import type { Partner } from "../records/partner.ts";
import type { Chance } from "./chance.ts";
import { earlier, THREE_YEARS_MS, weighted } from "./moments.ts";
import { ODD_PARTNERS } from "./odd-partners.ts";
import type { Person } from "./person.ts";

/** Partners who joined over three years; most are well, a few rows are odd. */
export function seedPartners(program: Program, chance: Chance, count: number, person: () => Person): void {
  for (let place = 0; place < count; place++) {
    const partner = newPartner(program, invented(program, chance, person(), place));
    ODD_PARTNERS[place]?.(partner, program.now());
    program.shelves.partners.add(partner);
  }
}

function invented(program: Program, chance: Chance, person: Person, place: number): PartnerSpec {
  const { name, surname, company, email, latin } = person;
  return {
    name,
    surname,
    email,
    // Mostly made of the name, as people choose them.
    key: chance.happens(0.7) ? `${latin}${place + 1}` : `r${(place + 7) * 7919}`,
    status: chance.oneOf(STATUSES),
    createdAt: earlier(program.now(), chance.share() * THREE_YEARS_MS),
    tags: labels(chance),
    customFields: chance.happens(0.25) ? { company, country: chance.oneOf(COUNTRIES) } : {},
  };
}

const STATUSES = weighted({ active: 156, pending: 16, archived: 16, suspended: 4, rejected: 4, deleted: 3 });
const COUNTRIES = ["US", "DE", "FR", "BR", "NG", "JP"];
const LABELS = ["agency", "influencer", "early-adopter", "Podcast", "VIP", "newsletter host"];

function labels(chance: Chance): readonly string[] {
  const consent = chance.happens(0.8) ? ["consented"] : [];
  return chance.happens(0.2) ? [...consent, chance.oneOf(LABELS)] : consent;
}

/** After all sales: the tier that they bring, as the program's tag automation sets it, and the clicks that led there. */
export function rankPartners(program: Program, chance: Chance): void {
  for (const partner of program.shelves.partners.all()) {
    if (partner.approved && !partner.tags.includes(UNRANKED)) partner.tags.unshift(tierOf(partner));
    if (partner.signups > 0) partner.clicks = partner.signups * chance.between(4, 40) + chance.between(0, 60);
  }
}

/** A label of partners whom the automation leaves alone. */
export const UNRANKED = "no-tier";

function tierOf({ salesCount }: Partner): string {
  if (salesCount >= 20) return "tier:gold";
  return salesCount >= 8 ? "tier:silver" : "tier:bronze";
}
