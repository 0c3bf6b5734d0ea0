import { customerOf } from "../found.ts";
import type { Program } from "../program.ts";
import { cents, pour } from "../purse.ts";
import type { Partner } from "../records/partner.ts";
import type { Reward, Transaction } from "../records/transaction.ts";
import { partnerNamed } from "./partners.ts";

/** A sale as tests and stories declare it. */
export interface SaleSpec {
  /** A customer's key or address; the partner's first customer unless given. */
  readonly customer?: string;
  readonly amount: number;
  /** 30% of the amount unless given. */
  readonly commission?: number;
  /** The program's unless given. */
  readonly currency?: string;
  readonly key?: string;
  readonly product?: string;
}

/** A customer of the partner buys: sales, revenue and pending commissions rise. The result is the sale's key. */
export function sells(program: Program, id: string, spec: SaleSpec): string {
  const partner = partnerNamed(program, id);
  const { amount, commission = cents(amount * 0.3), currency = program.currency, product } = spec;
  return recordSale(program, partner, {
    key: spec.key ?? `txn_${70_001 + program.nextNumber()}`,
    action: "sale",
    amount,
    units: currency,
    partner: partner.id,
    customer: buyer(program, partner, spec.customer),
    referrer: null,
    reward: commission === 0 ? undefined : { amount: commission, state: "pending" },
    product: product === undefined ? {} : { product_id: product, product_type: "monthly" },
    archivedAt: null,
    createdAt: program.stamp(),
  }).key;
}

function buyer(program: Program, partner: Partner, named: string | undefined): string {
  if (named !== undefined) return customerOf(program, named)?.key ?? named;
  const first = program.shelves.customers.all().find((one) => one.partner === partner.id && one.deletedAt === null);
  return first?.key ?? "guest";
}

/** Whether nobody has heard of this buyer before. */
export function isFirstSale(program: Program, customer: string): boolean {
  return !program.shelves.transactions.all().some((sale) => sale.customer === customer);
}

/** Books a sale. Whoever books many knows whether it is the customer's first. */
export function recordSale(
  program: Program,
  partner: Partner,
  sale: Transaction,
  isFirst: boolean = isFirstSale(program, sale.customer),
): Transaction {
  partner.salesCount++;
  if (isFirst) partner.paidAccounts++;
  pour(partner.revenue, currencyOf(sale), sale.amount);
  if (sale.reward !== undefined) credit(program, partner, sale, sale.reward, 1);
  return program.shelves.transactions.add(sale);
}

/** Books what a referred customer bought: who referred is credited. */
export function recordFriendSale(program: Program, sale: Transaction): Transaction {
  const referrer = sale.referrer === null ? undefined : program.shelves.friends.named(sale.referrer);
  if (referrer !== undefined && sale.reward !== undefined) pour(referrer.balance, currencyOf(sale), sale.reward.amount);
  program.changed = true;
  return program.shelves.transactions.add(sale);
}

/** Takes a sale back, from the statistics too; what is paid stays paid. */
export function takeBack(program: Program, sale: Transaction): void {
  program.shelves.transactions.remove(sale);
  const referrer = sale.referrer === null ? undefined : program.shelves.friends.named(sale.referrer);
  if (referrer !== undefined && sale.reward !== undefined)
    pour(referrer.balance, currencyOf(sale), -sale.reward.amount);
  const partner = sale.partner === null ? undefined : program.shelves.partners.named(sale.partner);
  if (partner === undefined) return;
  partner.salesCount--;
  if (isFirstSale(program, sale.customer)) partner.paidAccounts--;
  pour(partner.revenue, currencyOf(sale), -sale.amount);
  if (sale.reward !== undefined && sale.reward.state !== "paid") credit(program, partner, sale, sale.reward, -1);
}

/** Pays whatever is earned in the program's currency. Who looks finds it under `paid`. */
export function paysOut(program: Program, id: string): number {
  const partner = partnerNamed(program, id);
  const { currency } = program;
  const due = cents((partner.pending[currency] ?? 0) + (partner.notPaid[currency] ?? 0));
  partner.paid = cents(partner.paid + due);
  delete partner.pending[currency];
  delete partner.notPaid[currency];
  for (const sale of program.shelves.transactions.all()) {
    if (sale.partner === partner.id && sale.reward !== undefined && currencyOf(sale) === currency) {
      sale.reward.state = "paid";
    }
  }
  program.stamp();
  return due;
}

// `paid` has no currency (documented): it holds the program's alone, and another currency is never paid out.
function credit(program: Program, partner: Partner, sale: Transaction, reward: Reward, sign: 1 | -1): void {
  const currency = currencyOf(sale);
  if (reward.state === "paid" && currency === program.currency) {
    partner.paid = cents(partner.paid + sign * reward.amount);
    return;
  }
  pour(reward.state === "pending" ? partner.pending : partner.notPaid, currency, sign * reward.amount);
}

function currencyOf(sale: Transaction): string {
  return sale.units.toUpperCase();
}
