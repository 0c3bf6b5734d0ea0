import type { JsonObject } from "../../json.ts";
import type { Program } from "../program.ts";
import type { Purse } from "../purse.ts";
import { cents, pour } from "../purse.ts";
import type { Transaction } from "../records/transaction.ts";

/** A program with its numbers: each type has another shape. */
export function programDocument(program: Program): JsonObject {
  switch (program.type) {
    case "Affiliate":
      return affiliate(program);
    case "Referral":
      return referral(program);
    case "Newsletter":
      return newsletter(program);
  }
}

/** What a program is, without numbers. */
export function programFacts(program: Program): JsonObject {
  const { website, type, name, createdAt } = program.facts;
  return {
    id: 1,
    public_id: program.publicId,
    website,
    initial: name.slice(0, 1).toUpperCase(),
    type,
    name,
    created_at: createdAt.slice(0, 10),
    last_edited: createdAt.slice(0, 10),
  };
}

function affiliate(program: Program): JsonObject {
  const partners = program.shelves.partners.all();
  const revenue = sums(program, ({ amount }) => amount);
  const reward = sums(program, (sale) => sale.reward?.amount ?? 0);
  const total = (count: (partner: (typeof partners)[number]) => number) =>
    partners.reduce((sum, partner) => sum + count(partner), 0);
  const sales = total(({ salesCount }) => salesCount);
  const average = sales === 0 ? {} : { [program.currency]: (revenue[program.currency] ?? 0) / sales };
  return {
    program: programFacts(program),
    stats: {
      ...counters({
        total_partners: partners.length,
        total_purchases: sales,
        total_signups: total(({ signups }) => signups),
        total_paid_accounts: total(({ paidAccounts }) => paidAccounts),
        affiliate_referred_visitors_clicks: total(({ clicks }) => clicks),
      }),
      total_reward: displayed(reward),
      total_revenue: displayed(revenue),
      net_profit: cents((revenue[program.currency] ?? 0) - (reward[program.currency] ?? 0)),
      average_order_value: displayed(average),
      rewards_breakdown: [],
      partner_activity: [],
      payout_status_breakdown: [],
    },
    program_settings: {
      currency: program.currency,
      cookie_lifetime: "30",
      commission_description: "30% of each sale",
      commission_value: "30",
      has_multiple_commissions: false,
      payout_threshold: 50,
    },
    portal_settings: [],
  };
}

function referral(program: Program): JsonObject {
  const friends = program.shelves.friends.all();
  const referrers = new Set(friends.map(({ referredBy }) => referredBy).filter((id) => id !== null));
  return {
    program: programFacts(program),
    active_rewards: 1,
    total_customers: friends.length,
    total_referring_customers: referrers.size,
    total_referred_customers: friends.filter(({ referredBy }) => referredBy !== null).length,
    total_sales: program.shelves.transactions.size,
    participation: friends.length === 0 ? 0 : Math.round((referrers.size / friends.length) * 100),
    total_revenue_from_sales: displayed(sums(program, ({ amount }) => amount)),
    overview_program_current_settings: {
      partner_portal_url: "https://northlight.referral.site",
      website_url: program.facts.website,
    },
  };
}

// This one has no `program` key (documented).
function newsletter(program: Program): JsonObject {
  const subscribers = program.shelves.subscribers.all();
  const referred = subscribers.filter(({ referredBy }) => referredBy !== null);
  return {
    id: program.publicId,
    name: program.facts.name,
    esp_type: "custom",
    esp_type_name: "Custom",
    total_subscribers: subscribers.length,
    total_referring: new Set(referred.map(({ referredBy }) => referredBy)).size,
    total_referred: referred.length,
    created_at: program.facts.createdAt.slice(0, 10),
  };
}

// Counters are strings, each with a number for its growth (documented).
function counters(numbers: Readonly<Record<string, number>>): JsonObject {
  return Object.fromEntries(
    Object.entries(numbers).flatMap(([name, number]) => [
      [name, String(number)],
      [`${name}_growth`, 0],
    ]),
  );
}

function sums(program: Program, part: (sale: Transaction) => number): Purse {
  const purse: Purse = {};
  for (const sale of program.shelves.transactions.all()) pour(purse, sale.units.toUpperCase(), part(sale));
  return purse;
}

// Written for people: {"usd":"$1,124.90"}; without any money it is an empty list.
function displayed(purse: Purse): JsonObject | readonly [] {
  const entries = Object.entries(purse);
  if (entries.length === 0) return [];
  return Object.fromEntries(
    entries.map(([currency, amount]) => [
      currency.toLowerCase(),
      new Intl.NumberFormat("en-US", { style: "currency", currency }).format(amount),
    ]),
  );
}
