import { customerOf } from "../found.ts";
import type { Program } from "../program.ts";
import type { Customer } from "../records/customer.ts";
import { NotInProgram } from "./nobody.ts";
import { takeBack } from "./sales.ts";

/** A customer of an affiliate program as tests and stories declare it; nothing is checked. */
export interface CustomerSpec {
  /** The id of the partner who brought this customer; it need not be anybody's. */
  readonly partner: string;
  /** Generated unless given. */
  readonly key?: string;
  readonly email?: string | null;
  readonly name?: string | null;
  readonly surname?: string | null;
  readonly status?: string;
  readonly tags?: readonly string[];
  readonly createdAt?: string;
}

/** Somebody whom a partner brought becomes a customer. The result is the key. */
export function customerSignsUp(program: Program, spec: CustomerSpec): string {
  const at = spec.createdAt ?? program.stamp();
  const customer: Customer = {
    key: spec.key ?? `cus_${40_001 + program.nextNumber()}`,
    partner: spec.partner,
    email: spec.email ?? null,
    name: spec.name ?? null,
    surname: spec.surname ?? null,
    status: spec.status ?? "active",
    tags: [...(spec.tags ?? [])],
    statusBefore: undefined,
    deletedAt: null,
    createdAt: at,
    updatedAt: at,
  };
  const partner = program.shelves.partners.named(customer.partner);
  if (partner !== undefined) partner.signups++;
  program.changed = true;
  return program.shelves.customers.add(customer).key;
}

/** The customer of a key or an address, or an error. */
export function customerNamed(program: Program, named: string): Customer {
  const customer = customerOf(program, named);
  if (customer === undefined) throw new NotInProgram("customer", named);
  return customer;
}

/** The customer has another address, or none. */
export function customerChangesEmail(program: Program, key: string, email: string | null): void {
  Object.assign(customerNamed(program, key), { email, updatedAt: program.stamp() });
}

/** The owner gives a customer another key; the sales go along. */
export function customerChangesKey(program: Program, key: string, to: string): void {
  const customer = customerNamed(program, key);
  for (const sale of program.shelves.transactions.all()) if (sale.customer === customer.key) sale.customer = to;
  program.shelves.customers.rename(() => {
    customer.key = to;
  });
  customer.updatedAt = program.stamp();
}

/** The customer has these tags from now on. */
export function tagsCustomer(program: Program, key: string, names: readonly string[]): void {
  program.changed = true;
  customerNamed(program, key).tags = [...names];
}

/** The customer's sales earn nothing from now on. */
export function suspendsCustomer(program: Program, key: string): void {
  Object.assign(customerNamed(program, key), { status: "suspended", updatedAt: program.stamp() });
}

/** A suspended customer is one again. */
export function approvesCustomer(program: Program, key: string): void {
  Object.assign(customerNamed(program, key), { status: "active", updatedAt: program.stamp() });
}

/** The customer is deleted, with all sales; lists go on showing the row, marked as deleted. */
export function deletesCustomer(program: Program, key: string): void {
  const customer = customerNamed(program, key);
  const at = program.stamp();
  for (const sale of program.shelves.transactions.all()) {
    if (sale.customer === customer.key) takeBack(program, sale);
  }
  Object.assign(customer, { deletedAt: at, updatedAt: at });
}

/** A customer's row is gone without a trace. */
export function removesCustomer(program: Program, key: string): void {
  program.changed = true;
  program.shelves.customers.remove(customerNamed(program, key));
}
