import { fullCustomer, thinCustomer } from "../documents/customer.ts";
import { transactionDocument } from "../documents/transaction.ts";
import { customerOf, partnerByEmail, partnerByKey, partnerOf } from "../found.ts";
import type { Ask, Reply } from "../http/ask.ts";
import { given, param, shown } from "../http/ask.ts";
import { paged } from "../http/page.ts";
import { absent, unfit } from "../http/refusal.ts";
import { routesOf } from "../http/route.ts";
import type { Customer } from "../records/customer.ts";
import { holds } from "./partners.ts";

/** Reading the customers of an affiliate program. */
export const customerRoutes = routesOf(["Affiliate"], {
  "GET /customers": (ask) => paged(ask, listed(ask).filter(ofPartner(ask)), thinCustomer),
  "GET /customers:search": search,
  "GET /customers/{key}": (ask) => shown(fullCustomer(customerIn(ask))),
  "GET /customers/{key}/transactions": transactions,
});

/** The customer whom the path names, by key or address. */
export function customerIn(ask: Ask): Customer {
  const customer = customerOf(ask.program, param(ask, "key"));
  if (customer === undefined) throw absent("Customer");
  return customer;
}

function listed({ program, quirks }: Ask): readonly Customer[] {
  const all = program.shelves.customers.oldestFirst();
  return quirks.listsDeleted ? all : all.filter(({ deletedAt }) => deletedAt === null);
}

// A filter by a partner who is not there finds nobody.
function ofPartner(ask: Ask): (customer: Customer) => boolean {
  const { program } = ask;
  const [key, email] = [given(ask, "partner_key"), given(ask, "partner_email")];
  if (key === undefined && email === undefined) return () => true;
  const partner = key !== undefined ? partnerByKey(program, key) : partnerByEmail(program, email ?? "");
  return (customer) => partner !== undefined && partnerOf(program, customer.partner) === partner;
}

function search(ask: Ask): Reply {
  const [email, id] = [given(ask, "email"), given(ask, "id")];
  if (email === undefined && id === undefined) {
    throw unfit({ email: ["The email field is required when id is not present."] });
  }
  return paged(
    ask,
    listed(ask).filter((customer) => holds(customer.email, email) && holds(customer.key, id)),
    thinCustomer,
  );
}

function transactions(ask: Ask): Reply {
  const { key } = customerIn(ask);
  const sales = ask.program.shelves.transactions.oldestFirst().filter(({ customer }) => customer === key);
  return paged(ask, sales, (sale) => transactionDocument(ask.program, sale));
}
