import { type Chance, day } from "./chance.ts";
import type { Person } from "./person.ts";

/** One row of the partner program's export. */
export interface Partner {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly surname: string;
  readonly company: string;
  readonly status: string;
  readonly tags: string;
  readonly sales_count: number;
  readonly total_earned: number;
  readonly total_paid: number;
  readonly created_at: string;
}

/** A partner program as its export looks after some years: most are well, a few rows are odd. */
export function partners(chance: Chance, count: number, person: () => Person): readonly Partner[] {
  const rows = Array.from({ length: count }, (_, index) => {
    const { name, surname, company, email } = person();
    return { id: `P-${1001 + index}`, email, name, surname, company, ...standing(chance) };
  });
  return rows.map((row, index) => ({ ...row, ...ODD[index] }));
}

type Standing = Omit<Partner, "id" | "email" | "name" | "surname" | "company">;

function standing(chance: Chance): Standing {
  const status = chance.oneOf(STATUSES);
  const created_at = day(chance, 2023, 2025);
  if (status === "pending") {
    return { status, tags: consent(chance), sales_count: 0, total_earned: 0, total_paid: 0, created_at };
  }
  const sales_count = Math.floor(chance.share() ** 2.2 * 40);
  const total_earned = Math.round(sales_count * (18 + chance.share() * 30) * 100) / 100;
  const total_paid = Math.round(total_earned * chance.oneOf([0, 0.5, 0.8, 1]) * 100) / 100;
  return {
    status,
    tags: [tier(sales_count), consent(chance)].filter(Boolean).join(", "),
    sales_count,
    total_earned,
    total_paid,
    created_at,
  };
}

const STATUSES = ["active", "active", "active", "active", "active", "active", "pending", "archived"];

function tier(sales: number): string {
  if (sales >= 20) return "tier:gold";
  return sales >= 8 ? "tier:silver" : "tier:bronze";
}

function consent(chance: Chance): string {
  return chance.happens(0.8) ? "consented" : "";
}

/** By place: what an export of real life has, too. */
const ODD: Readonly<Record<number, Partial<Partner>>> = {
  /** The tour and the demo lead these two on. */
  11: { status: "active", tags: "tier:silver, consented", sales_count: 19, total_earned: 602.3, total_paid: 480 },
  23: { status: "active", tags: "tier:bronze, consented", sales_count: 3, total_earned: 74.4, total_paid: 0 },
  /** No address: a partner who signed up through an agency. */
  37: { email: "" },
  /** Not an address at all. */
  58: { email: "ask Jonas" },
  /** Written by hand, with capitals and blanks around. */
  71: {
    email: "  Maeve.OBrien@Salt-Yard-Coffee.dev ",
    name: "Maeve",
    surname: "O'Brien",
    company: 'Salt Yard Coffee, "the Yard"',
  },
  /** A text that needs quotes in a table. */
  96: { company: "Weber, Nowak & Partners" },
};
