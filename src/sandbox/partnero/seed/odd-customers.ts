import type { Customer } from "../records/customer.ts";
import type { Partner } from "../records/partner.ts";

/** By place: what customers of real life are like, too. */
export const ODD_CUSTOMERS: Readonly<Record<number, (customer: Customer, partner: Partner) => void>> = {
  /** Created without an address, as the API allows. */
  2: (customer) => Object.assign(customer, { email: null, name: "Walk-in", surname: null }),
  /** The partner is gone, the name in this row is not. */
  3: (customer) => Object.assign(customer, { partner: "pa_gone" }),
  /** By the key instead of the id, as the documentation says in words. */
  4: (customer, partner) => Object.assign(customer, { partner: partner.links[0]?.key ?? partner.id }),
  5: (customer) => Object.assign(customer, { email: customer.email?.toUpperCase() ?? null }),
  6: (customer) => Object.assign(customer, { deletedAt: customer.createdAt }),
  7: (customer) => Object.assign(customer, { status: "suspended" }),
  8: (customer) => Object.assign(customer, { key: customer.email ?? customer.key }),
  9: (customer) => Object.assign(customer, { surname: null }),
  10: (customer) => Object.assign(customer, { name: null, surname: null }),
  11: (customer) => Object.assign(customer, { status: "on_trial" }),
  12: (customer) => Object.assign(customer, { tags: ["premium", "été"] }),
  /** A second address of one's own. */
  13: (customer) => Object.assign(customer, { email: "petra.novak+studio@rowan-loom-print.dev", surname: "Nováková" }),
  /** Two accounts of one person. */
  14: (customer) => Object.assign(customer, { email: "petra.novak+studio@rowan-loom-print.dev", surname: "Nováková" }),
};
