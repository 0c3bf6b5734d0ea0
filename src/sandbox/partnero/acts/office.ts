import type { Program } from "../program.ts";
import { partnerNamed } from "./partners.ts";

/** A partner proposes somebody. The result is the lead's id. */
export function submitsLead(
  program: Program,
  id: string,
  lead: { readonly name: string; readonly email: string },
): number {
  return program.shelves.leads.add({
    id: program.shelves.leads.size + 41,
    status: "submitted",
    name: lead.name,
    email: lead.email,
    partner: partnerNamed(program, id).id,
    answers: {},
    convertedTo: null,
    createdAt: program.stamp(),
  }).id;
}

/** A partner asks for whatever is earned in the program's currency. The result is the request's id. */
export function requestsPayout(program: Program, id: string, gateway = "paypal"): number {
  const partner = partnerNamed(program, id);
  const at = program.stamp();
  const { currency } = program;
  return program.shelves.payouts.add({
    id: program.shelves.payouts.size + 301,
    status: "requested",
    partner: partner.id,
    amount: partner.notPaid[currency] ?? 0,
    units: currency,
    gateway,
    createdAt: at,
    updatedAt: at,
  }).id;
}
