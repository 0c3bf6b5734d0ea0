import { isList, isObject, type JsonObject, strings } from "../../json.ts";
import { customerSignsUp } from "../acts/customers.ts";
import { customerOf, friendOf, partnerOf } from "../found.ts";
import { check, numberIn, textIn } from "../http/form.ts";
import { refused, unfit } from "../http/refusal.ts";
import type { Program } from "../program.ts";
import { cents } from "../purse.ts";
import type { Customer } from "../records/customer.ts";
import type { Partner } from "../records/partner.ts";
import type { Transaction } from "../records/transaction.ts";
import { partneroStamp } from "../stamp.ts";
import { partnerGiven } from "./naming.ts";

/** A sale that is about to be booked, and the partner who earns by it; in refer-a-friend programs there is none. */
interface Booking {
  readonly sale: Transaction;
  readonly partner: Partner | undefined;
}

/** Who bought, and who earns by it. */
interface Parties {
  readonly customer: string;
  readonly partner: Partner | undefined;
  readonly referrer: string | null;
  readonly earns: boolean;
}

/** The sales of a body: one, or several in `transactions`. */
export function salesIn(program: Program, body: JsonObject): readonly Booking[] {
  const several = isList(body["transactions"]) ? body["transactions"].filter(isObject) : [body];
  for (const each of several) refuseMisfits(each, body);
  const parties = program.type === "Affiliate" ? boughtByCustomer(program, body) : boughtByFriend(program, body);
  return several.map((each) => ({ sale: saleOf(program, each, parties), partner: parties.partner }));
}

function refuseMisfits(sale: JsonObject, body: JsonObject): void {
  const unpriced = numberIn(sale, "amount") === undefined && numberIn(sale, "reward") === undefined;
  check(
    sale,
    { amount: ["number"], reward: ["number"], key: ["text"], created_at: ["number"] },
    {
      amount: unpriced ? "The amount field is required when reward is not present." : undefined,
      customer: isObject(body["customer"]) ? undefined : "The customer field is required.",
    },
  );
}

function boughtByCustomer(program: Program, body: JsonObject): Parties {
  const customer = customerOf(program, nameIn(body)) ?? created(program, body);
  if (customer === undefined || customer.deletedAt !== null) throw refused(404, "Customer not found.");
  const partner = partnerOf(program, customer.partner);
  if (partner === undefined) throw refused(400, "Invalid partner.");
  return { customer: customer.key, partner, referrer: null, earns: customer.status !== "suspended" };
}

function boughtByFriend(program: Program, body: JsonObject): Parties {
  const friend = friendOf(program, nameIn(body));
  if (friend === undefined) throw refused(404, "Customer not found.");
  if (friend.referredBy === null) throw refused(400, "Only referred customers can have transactions.");
  return { customer: friend.id, partner: undefined, referrer: friend.referredBy, earns: true };
}

function created(program: Program, body: JsonObject): Customer | undefined {
  const { options, customer } = body;
  if (!isObject(options) || options["create_customer"] !== true || !isObject(customer)) return undefined;
  const key = customerSignsUp(program, {
    key: nameIn(body),
    partner: partnerGiven(program, customer).id,
    email: textIn(customer, "email") ?? null,
    name: textIn(customer, "name") ?? null,
    surname: textIn(customer, "surname") ?? null,
    tags: strings(customer["tags"]),
  });
  return program.shelves.customers.named(key);
}

function nameIn({ customer }: JsonObject): string {
  const names: JsonObject = isObject(customer) ? customer : {};
  const name = textIn(names, "key") ?? textIn(names, "id") ?? textIn(names, "email");
  if (name === undefined) throw unfit({ "customer.key": ["The customer.key field is required."] });
  return name;
}

function saleOf(program: Program, body: JsonObject, parties: Parties): Transaction {
  const amount = numberIn(body, "amount") ?? 0;
  const [reward, createdAt] = [numberIn(body, "reward") ?? cents(amount * 0.3), numberIn(body, "created_at")];
  const earns = parties.earns && body["rewardable"] !== false && reward !== 0;
  const [product, type] = [textIn(body, "product_id"), textIn(body, "product_type")];
  return {
    key: textIn(body, "key") ?? `txn_${70_001 + program.nextNumber()}`,
    action: textIn(body, "action") ?? "sale",
    amount,
    units: textIn(body, "amount_units") ?? program.currency,
    partner: parties.partner?.id ?? null,
    customer: parties.customer,
    referrer: parties.referrer,
    reward: earns ? { amount: reward, state: body["rewarded"] === true ? "paid" : "pending" } : undefined,
    product: {
      ...(product !== undefined && { product_id: product }),
      ...(type !== undefined && { product_type: type }),
    },
    archivedAt: null,
    createdAt: createdAt === undefined ? program.stamp() : partneroStamp(new Date(createdAt * 1000)),
  };
}
