import { parsePartneroFaults } from "../../src/sandbox/fault-rule.ts";
import type { ProgramHandle } from "../../src/sandbox/partnero/handle.ts";
import type { ProgramSpec } from "../../src/sandbox/partnero/stage.ts";
import { type SandboxDesk, sandboxDesk } from "./sandbox-desk.ts";

/** The key of the program at a desk; no output may ever show it. */
export const PARTNERO_KEY = "pk_desk_3f9a1c77e0b24d18";

/** A file for the partners and customers of a program; `sync` and `more` are added to it. */
export function partneroConfig(sync = "", more = ""): string {
  return `version: 1
audience: { id: harbor }
sources:
  partner: { type: partnero, resource: partners }
  customer: { type: partnero, resource: customers }
mergeFields:
  PARTNER_ID: { name: Partner ID, type: text, public: false, value: partner.id }
  CUSTOMER_ID: { tag: CUST_ID, name: Customer ID, type: text, public: false, value: customer.key }
  STATUS: { name: Status, type: text, value: partner.status }
  TOTAL_SALES: { tag: SALES, name: Total sales, type: number, value: partner.referrals.sales_count }
  TOTAL_EARNED: { tag: EARNED, name: Total earned, type: number, value: partner.total_earned }
tags:
  partner: { when: { partner: exists } }
  customer: { when: { customer: exists } }
  "tier:*": { value: { tag: "tier:*", of: partner.tags } }
sync:
  identity: [PARTNER_ID, CUSTOMER_ID]
  include: { any: [ { partner.status: { in: [active, pending] } }, { customer: exists } ] }
  newContacts: subscribed
  ${sync}
${more}`;
}

/** A desk from Partnero's emulator to Mailchimp's, both over HTTP. */
export interface PartneroDesk extends SandboxDesk {
  readonly program: ProgramHandle;
}

/** A desk whose environment leads to a program, empty unless it is given people. */
export async function partneroDesk(config = partneroConfig(), spec: ProgramSpec = {}): Promise<PartneroDesk> {
  const here = await sandboxDesk();
  here.sandbox.world.audience({ id: "harbor", name: "Harbor Partners" });
  here.env["PARTNERO_API_KEY"] = PARTNERO_KEY;
  here.env["PARTNERO_BASE_URL"] = here.sandbox.partneroUrl;
  here.file("mailchimp.config.yaml", config);
  const program = here.sandbox.partnero.program(PARTNERO_KEY, spec);
  return Object.assign(here, { program });
}

/** Orders faults of Partnero; chance starts from the seed. */
export function partneroFaults({ sandbox }: SandboxDesk, rules: string, seed = 1): void {
  sandbox.partneroFaults.set(parsePartneroFaults(rules), seed);
}

/** So many partners, `p-001` at `p001@harbor-coffee.dev` and on, of whom nobody has sold anything. */
export function joins(program: ProgramHandle, count: number): void {
  for (let number = 1; number <= count; number++) {
    const digits = String(number).padStart(3, "0");
    program.partnerJoins({ id: `p-${digits}`, email: `p${digits}@harbor-coffee.dev`, name: `Partner ${digits}` });
  }
}
