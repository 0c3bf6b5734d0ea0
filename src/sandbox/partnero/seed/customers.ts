import { customerSignsUp } from "../acts/customers.ts";
import { recordSale } from "../acts/sales.ts";
import type { Program } from "../program.ts";
import { cents } from "../purse.ts";
import type { Customer } from "../records/customer.ts";
import type { Partner } from "../records/partner.ts";
import type { Reward } from "../records/transaction.ts";
import type { Chance } from "./chance.ts";
import { DAY_MS, earlier, weighted } from "./moments.ts";
import { ODD_CUSTOMERS } from "./odd-customers.ts";
import { IDLE_PARTNER } from "./odd-partners.ts";
import type { Person } from "./person.ts";

/** Customers whom partners brought, few partners the most of them; and what they bought since, month by month. */
export function seedCustomers(program: Program, chance: Chance, count: number, person: () => Person): void {
  const bringers = inDrawnOrder(program, chance);
  const both = program.shelves.partners.all().filter((_, place) => place % 13 === 6);
  for (let place = 0; place < count; place++) {
    const partner = bringers[Math.floor(chance.share() ** 2.2 * bringers.length)];
    if (partner === undefined) return;
    const { email, name, surname } = both[place - FIRST_BOTH] ?? person();
    const createdAt = earlier(program.now(), chance.share() * ageOf(program, partner.createdAt));
    const key = `cus_${40_001 + place * 7}`;
    customerSignsUp(program, { key, partner: partner.id, email, name, surname, createdAt });
    const customer = program.shelves.customers.named(key);
    if (customer === undefined) continue;
    buyMonthly(program, chance, partner, customer);
    oddly(program, place, customer, partner);
  }
}

/** From this place on some customers are partners as well. */
const FIRST_BOTH = 20;

function inDrawnOrder(program: Program, chance: Chance): readonly Partner[] {
  return program.shelves.partners
    .all()
    .filter(({ approved }, place) => approved && place !== IDLE_PARTNER)
    .map((partner) => ({ partner, rank: chance.share() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ partner }) => partner);
}

function buyMonthly(program: Program, chance: Chance, partner: Partner, { key, createdAt }: Customer): void {
  if (chance.happens(0.35)) return;
  const [amount, units] = [chance.oneOf(PRICES), chance.oneOf(CURRENCIES) || program.currency];
  const age = ageOf(program, createdAt);
  const months = 1 + Math.floor(chance.share() ** 1.4 * Math.min(24, age / MONTH_MS));
  for (let month = 0; month < months; month++) {
    const ago = Math.max(0, age - month * MONTH_MS - 3 * DAY_MS);
    recordSale(
      program,
      partner,
      {
        key: `txn_${70_001 + program.nextNumber()}`,
        action: "sale",
        amount,
        units,
        partner: partner.id,
        customer: key,
        referrer: null,
        reward: { amount: cents(amount * 0.3), state: stateAt(ago, units === program.currency) },
        product: { product_id: `plan_${Math.round(amount)}`, product_type: "monthly" },
        archivedAt: null,
        createdAt: earlier(program.now(), ago),
      },
      month === 0,
    );
  }
}

const MONTH_MS = 30 * DAY_MS;
/** 30% of them have up to three decimals. */
const PRICES = [19.9, 49, 49.99, 99, 149.5];
/** "" is the program's own. */
const CURRENCIES = weighted({ "": 46, EUR: 3, GBP: 1 });

// What is in another currency is never paid out: `commissions.paid` has no currency.
function stateAt(agoMs: number, isOwnCurrency: boolean): Reward["state"] {
  if (agoMs < 30 * DAY_MS) return "pending";
  return agoMs < 60 * DAY_MS || !isOwnCurrency ? "not_paid" : "paid";
}

function ageOf(program: Program, createdAt: string): number {
  return program.now().getTime() - Date.parse(createdAt);
}

function oddly(program: Program, place: number, customer: Customer, partner: Partner): void {
  const change = ODD_CUSTOMERS[place];
  if (change === undefined) return;
  const before = customer.key;
  program.shelves.customers.rename(() => change(customer, partner));
  for (const sale of program.shelves.transactions.all()) {
    if (sale.customer === before) sale.customer = customer.key;
  }
}
