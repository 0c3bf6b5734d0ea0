import { leadDocument, payoutDocument } from "../documents/office.ts";
import { partnerOf } from "../found.ts";
import type { Ask, Reply } from "../http/ask.ts";
import { given, param, shown } from "../http/ask.ts";
import { paged } from "../http/page.ts";
import { absent } from "../http/refusal.ts";
import { routesOf } from "../http/route.ts";
import type { PayoutRequest } from "../records/office.ts";
import { partnerAmong } from "./naming.ts";

/** Leads and payout requests of an affiliate program, to be read. */
export const officeRoutes = routesOf(["Affiliate"], {
  "GET /leads": (ask) => paged(ask, ask.program.shelves.leads.oldestFirst(), (lead) => leadDocument(ask.program, lead)),
  "GET /leads/{id}": lead,
  "GET /payout_requests": (ask) => payouts(ask, ask.program.shelves.payouts.oldestFirst()),
  "GET /payout_requests:search": (ask) => payouts(ask, ask.program.shelves.payouts.oldestFirst().filter(sought(ask))),
  "GET /payout_requests/{id}": payout,
});

function lead(ask: Ask): Reply {
  const found = ask.program.shelves.leads.named(param(ask, "id"));
  if (found === undefined) throw absent("Lead");
  return shown(leadDocument(ask.program, found));
}

function payouts(ask: Ask, requests: readonly PayoutRequest[]): Reply {
  return paged(ask, requests, (request) => payoutDocument(ask.program, request));
}

function payout(ask: Ask): Reply {
  const found = ask.program.shelves.payouts.named(param(ask, "id"));
  if (found === undefined) throw absent("Payout request");
  return shown(payoutDocument(ask.program, found));
}

function sought(ask: Ask): (request: PayoutRequest) => boolean {
  const { program } = ask;
  const [status, units] = [given(ask, "status"), given(ask, "amount_units")];
  const [id, key, email] = [given(ask, "partner_id"), given(ask, "partner_key"), given(ask, "partner_email")];
  const wanted = id ?? key ?? email;
  const partner = partnerAmong(program, { id: id ?? null, key: key ?? null, email: email ?? null });
  return (request) =>
    (status === undefined || request.status === status) &&
    (units === undefined || request.units.toLowerCase() === units.toLowerCase()) &&
    (wanted === undefined || (partner !== undefined && partnerOf(program, request.partner) === partner));
}
