import { recordFriendSale, recordSale, takeBack } from "../acts/sales.ts";
import { transactionDocument } from "../documents/transaction.ts";
import { partnerByEmail, partnerByKey, partnerOf } from "../found.ts";
import type { Ask, Reply } from "../http/ask.ts";
import { DONE, given, param, shown } from "../http/ask.ts";
import { textIn } from "../http/form.ts";
import { paged } from "../http/page.ts";
import { absent, refused } from "../http/refusal.ts";
import { routesOf } from "../http/route.ts";
import type { Transaction } from "../records/transaction.ts";
import { salesIn } from "./transaction-body.ts";

/** Sales, in programs where somebody earns by them. */
export const transactionRoutes = routesOf(["Affiliate", "Referral"], {
  "GET /transactions": (ask) => paged(ask, listed(ask), (sale) => transactionDocument(ask.program, sale)),
  "GET /transactions/{key}": (ask) => shown(transactionDocument(ask.program, saleIn(ask))),
  "POST /transactions": create,
  "DELETE /transactions": (ask) => remove(ask, saleNamed(ask, textIn(ask.body, "key") ?? "")),
  "DELETE /transactions/{key}": (ask) => remove(ask, saleIn(ask)),
  "POST /transactions/{key}/archive": archive,
  "POST /transactions/{key}/revoke-archive": restore,
});

function listed(ask: Ask): readonly Transaction[] {
  const [key, customer] = [given(ask, "key"), given(ask, "customer_key")];
  const ofPartner = partnerFilter(ask);
  return ask.program.shelves.transactions
    .oldestFirst()
    .filter((sale) => key === undefined || sale.key === key)
    .filter((sale) => customer === undefined || sale.customer === customer || sale.referrer === customer)
    .filter(ofPartner);
}

function partnerFilter(ask: Ask): (sale: Transaction) => boolean {
  const { program } = ask;
  const [key, email] = [given(ask, "partner_key"), given(ask, "partner_email")];
  if (key === undefined && email === undefined) return () => true;
  const partner = key !== undefined ? partnerByKey(program, key) : partnerByEmail(program, email ?? "");
  return (sale) => partner !== undefined && sale.partner !== null && partnerOf(program, sale.partner) === partner;
}

function create(ask: Ask): Reply {
  const { program } = ask;
  const booked = salesIn(program, ask.body).map(({ sale, partner }) =>
    partner === undefined ? recordFriendSale(program, sale) : recordSale(program, partner, sale),
  );
  const documents = booked.map((sale) => transactionDocument(program, sale));
  return shown(Array.isArray(ask.body["transactions"]) ? documents : (documents[0] ?? null), 201);
}

function remove({ program }: Ask, sale: Transaction): Reply {
  program.stamp();
  takeBack(program, sale);
  return DONE;
}

function archive(ask: Ask): Reply {
  const sale = saleIn(ask);
  if (sale.archivedAt !== null) throw refused(400, "Transaction is already archived.");
  sale.archivedAt = ask.program.stamp();
  return DONE;
}

function restore(ask: Ask): Reply {
  const sale = saleIn(ask);
  if (sale.archivedAt === null) throw refused(400, "Transaction is not archived.");
  ask.program.stamp();
  sale.archivedAt = null;
  return DONE;
}

function saleIn(ask: Ask): Transaction {
  return saleNamed(ask, param(ask, "key"));
}

// A key can be that of two sales: the older one is meant.
function saleNamed({ program }: Ask, key: string): Transaction {
  const sale = program.shelves.transactions.named(key);
  if (sale === undefined) throw absent("Transaction");
  return sale;
}
