import { type Chance, day } from "./chance.ts";
import type { Partner } from "./partners.ts";
import type { Person } from "./person.ts";

/** One row of the customers' export. */
export interface Customer {
  readonly key: string;
  readonly email: string;
  readonly name: string;
  readonly surname: string;
  readonly plan: string;
  readonly partner: string;
  readonly newsletter: string;
  readonly created_at: string;
}

/** Customers of the same company: some were referred by a partner, and every thirteenth partner is one too. */
export function customers(
  chance: Chance,
  count: number,
  program: readonly Partner[],
  person: () => Person,
): readonly Customer[] {
  const both = program.filter(({ email }, index) => index % 13 === 4 && email.includes("@"));
  const rows = Array.from({ length: count }, (_, index) => {
    const { email, name, surname } = both[index] ?? person();
    return { key: `cus_${40_001 + index * 7}`, email, name, surname, ...purchase(chance, program) };
  });
  return rows.map((row, index) => ({ ...row, ...ODD[index] }));
}

function purchase(chance: Chance, program: readonly Partner[]): Omit<Customer, "key" | keyof Person> {
  const referred = chance.happens(0.6) ? chance.oneOf(program).id : "";
  const newsletter = chance.happens(0.7) ? "yes" : "no";
  return { plan: chance.oneOf(PLANS), partner: referred, newsletter, created_at: day(chance, 2023, 2025) };
}

const PLANS = ["starter", "starter", "starter", "studio", "studio", "enterprise"];

/** By place: what an export of real life has, too. */
const ODD: Readonly<Record<number, Partial<Customer>>> = {
  /** Bought at the counter and left no address. */
  118: { email: "", name: "Walk-in", surname: "" },
  /** A plan that is sold no more, and that nobody thought of. */
  207: { plan: "legacy" },
  /** A second address of one's own. */
  251: { email: "petra.novak+studio@rowan-loom-print.dev", name: "Petra", surname: "Nováková" },
};
