import type { Program } from "./program.ts";
import type { Customer } from "./records/customer.ts";
import type { Friend } from "./records/friend.ts";
import type { Partner } from "./records/partner.ts";

/** The partner by one of whose links somebody came. */
export function partnerByKey(program: Program, key: string): Partner | undefined {
  return program.shelves.partners.all().find(({ links }) => links.some((link) => link.key === key));
}

/** The partner of an address, in any case. */
export function partnerByEmail(program: Program, email: string): Partner | undefined {
  return program.shelves.partners.all().find((partner) => sameAddress(partner.email, email));
}

/** The partner whom a customer or a sale names: by id, in older rows by key. */
export function partnerOf(program: Program, named: string): Partner | undefined {
  return program.shelves.partners.named(named) ?? partnerByKey(program, named);
}

/** The customer of a key or an address. */
export function customerOf(program: Program, named: string): Customer | undefined {
  const { customers } = program.shelves;
  return customers.named(named) ?? customers.all().find(({ email }) => sameAddress(email, named));
}

/** The refer-a-friend customer of a private id, a public key or an address. */
export function friendOf(program: Program, named: string): Friend | undefined {
  const { friends } = program.shelves;
  return friends.named(named) ?? friends.all().find(({ key, email }) => key === named || sameAddress(email, named));
}

/** Addresses that differ in case alone are one. */
export function sameAddress(one: string | null, other: string): boolean {
  return one !== null && one.toLowerCase() === other.toLowerCase();
}
