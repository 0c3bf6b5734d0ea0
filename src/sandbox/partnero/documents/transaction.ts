import type { Json, JsonObject } from "../../json.ts";
import type { Program } from "../program.ts";
import type { Transaction } from "../records/transaction.ts";

/** A sale with its reward, whose key repeats the sale's. */
export function transactionDocument(program: Program, sale: Transaction): JsonObject {
  const { key, action, amount, units, createdAt, archivedAt } = sale;
  const parties = partiesOf(sale);
  return {
    key,
    action,
    amount,
    ...parties,
    credit: false,
    is_currency: true,
    amount_units: units,
    created_at: createdAt,
    deleted_at: archivedAt,
    rewards: rewardsOf(program, sale, parties),
  };
}

function rewardsOf(program: Program, sale: Transaction, parties: JsonObject): readonly Json[] {
  const { reward } = sale;
  if (reward === undefined) return [];
  return [
    {
      key: sale.key,
      action: sale.action,
      status: "ok",
      ...parties,
      amount: reward.amount,
      amount_units: sale.units,
      is_currency: true,
      credit: program.type === "Referral",
      created_at: sale.createdAt,
      deleted_at: sale.archivedAt,
      product_type_data: { ...sale.product },
    },
  ];
}

// In refer-a-friend programs `customer` is who referred, and the buyer is `referred_customer`.
function partiesOf(sale: Transaction): JsonObject {
  if (sale.referrer !== null) return { customer: sale.referrer, referred_customer: sale.customer };
  return { partner: sale.partner, customer: sale.customer };
}
