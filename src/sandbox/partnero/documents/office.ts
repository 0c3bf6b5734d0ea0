import type { JsonObject } from "../../json.ts";
import { partnerOf } from "../found.ts";
import type { Program } from "../program.ts";
import type { Hook, Lead, PayoutRequest } from "../records/office.ts";

/** A lead, whose date is a day. */
export function leadDocument(program: Program, lead: Lead): JsonObject {
  const open = lead.status === "submitted";
  return {
    id: lead.id,
    status: lead.status,
    created_at: lead.createdAt.slice(0, 10),
    lead_info: { name: lead.name, email: lead.email },
    converted_to: lead.convertedTo,
    submitter: briefPartner(program, lead.partner),
    submission_form: Object.entries(lead.answers).map(([question, answer]) => ({ question, answer })),
    can_be_converted: open,
    can_be_rejected: open,
  };
}

/** A request for a payout. */
export function payoutDocument(program: Program, request: PayoutRequest): JsonObject {
  return {
    id: request.id,
    status: request.status,
    partner: briefPartner(program, request.partner),
    amount: request.amount,
    amount_units: request.units,
    gateway: request.gateway,
    created_at: request.createdAt,
    updated_at: request.updatedAt,
  };
}

/** A webhook with its secret. */
export function hookDocument({ key, name, url, isActive, signature, events }: Hook): JsonObject {
  return { key, name, url, is_active: isActive, signature, events: [...events] };
}

function briefPartner(program: Program, id: string): JsonObject {
  const partner = partnerOf(program, id);
  if (partner === undefined) return { id, name: null, email: null };
  const name = [partner.name, partner.surname].filter((part) => part !== null).join(" ");
  return { id: partner.id, name, email: partner.email };
}
