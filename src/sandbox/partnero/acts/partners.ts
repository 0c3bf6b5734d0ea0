import { derivedId } from "../../identity.ts";
import { partnerByEmail, partnerByKey } from "../found.ts";
import type { Program } from "../program.ts";
import type { Partner } from "../records/partner.ts";
import { NotInProgram } from "./nobody.ts";

/** A partner as tests and stories declare it; nothing is checked. */
export interface PartnerSpec {
  readonly email: string;
  readonly name?: string | null;
  readonly surname?: string | null;
  /** Generated unless given. */
  readonly id?: string;
  /** Of the referral link; made of the id unless given. */
  readonly key?: string;
  /** "active" unless given. */
  readonly status?: string;
  readonly tags?: readonly string[];
  readonly customFields?: Readonly<Record<string, string>>;
  readonly createdAt?: string;
  /** Statistics from before the story. */
  readonly stats?: Partial<
    Pick<Partner, "clicks" | "signups" | "paidAccounts" | "salesCount" | "revenue" | "paid" | "pending" | "notPaid">
  >;
}

/** Somebody signs up, or is added by the owner. The result is the partner's id. */
export function partnerJoins(program: Program, spec: PartnerSpec): string {
  return program.shelves.partners.add(newPartner(program, spec)).id;
}

/** A partner who is not in the program yet. */
export function newPartner(program: Program, spec: PartnerSpec): Partner {
  const id = spec.id ?? `pa_${derivedId(8, "partner", program.publicId, program.nextNumber())}`;
  const status = spec.status ?? "active";
  const at = spec.createdAt ?? program.stamp();
  program.changed = true;
  return {
    id,
    email: spec.email,
    name: spec.name ?? null,
    surname: spec.surname ?? null,
    status,
    approved: !UNAPPROVED.includes(status),
    tos: true,
    tags: [...(spec.tags ?? [])],
    customFields: { ...spec.customFields },
    links: [newLink(spec.key ?? id.replace(/^pa_/, ""), true)],
    ...structuredClone({ ...NO_STATS, ...spec.stats }),
    statusBefore: undefined,
    createdAt: at,
    updatedAt: at,
  };
}

const UNAPPROVED = ["pending", "rejected"];

const NO_STATS = {
  clicks: 0,
  signups: 0,
  paidAccounts: 0,
  salesCount: 0,
  revenue: {},
  paid: 0,
  pending: {},
  notPaid: {},
};

/** A referral link. */
export function newLink(key: string, isDefault: boolean): Partner["links"][number] {
  return { id: key, key, isDefault };
}

/** The partner of an id, a key or an address, or an error. */
export function partnerNamed(program: Program, named: string): Partner {
  const partner =
    program.shelves.partners.named(named) ?? partnerByKey(program, named) ?? partnerByEmail(program, named);
  if (partner === undefined) throw new NotInProgram("partner", named);
  return partner;
}

/** The owner lets a pending partner in. */
export function approves(program: Program, id: string): void {
  becomes(program, partnerNamed(program, id), "active", true);
}

/** The owner turns a pending partner down. */
export function rejects(program: Program, id: string): void {
  becomes(program, partnerNamed(program, id), "rejected", false);
}

/** The owner suspends a partner. */
export function suspends(program: Program, id: string): void {
  becomes(program, partnerNamed(program, id), "suspended");
}

/** The owner archives a partner, who can be restored. */
export function archives(program: Program, id: string): void {
  const partner = partnerNamed(program, id);
  if (partner.status !== "archived") partner.statusBefore = partner.status;
  becomes(program, partner, "archived");
}

/** An archived partner comes back as whatever he was. */
export function restores(program: Program, id: string): void {
  const partner = partnerNamed(program, id);
  becomes(program, partner, partner.statusBefore ?? "active");
  partner.statusBefore = undefined;
}

/** A partner is deleted for good: gone from lists and from single reads. */
export function deletes(program: Program, id: string): void {
  program.changed = true;
  program.shelves.partners.remove(partnerNamed(program, id));
}

/** A partner is deleted and still listed, with the status that says so. */
export function marksDeleted(program: Program, id: string): void {
  becomes(program, partnerNamed(program, id), "deleted");
}

/** A partner gets any status, also one that nobody has heard of. */
export function hasStatus(program: Program, id: string, status: string): void {
  becomes(program, partnerNamed(program, id), status);
}

/** The partner has these tags from now on; nothing shows in `updated_at`. */
export function tags(program: Program, id: string, names: readonly string[]): void {
  program.changed = true;
  partnerNamed(program, id).tags = [...names];
}

/** The partner has another address. */
export function changesEmail(program: Program, id: string, email: string): void {
  edits(program, id, { email });
}

/** The partner has another name. */
export function changesName(program: Program, id: string, name: string | null, surname: string | null): void {
  edits(program, id, { name, surname });
}

/** The owner gives a partner another id; customers and sales go along. */
export function changesId(program: Program, id: string, to: string): void {
  const partner = partnerNamed(program, id);
  const { partners, customers, transactions } = program.shelves;
  for (const customer of customers.all()) if (customer.partner === partner.id) customer.partner = to;
  for (const sale of transactions.all()) if (sale.partner === partner.id) sale.partner = to;
  partners.rename(() => {
    partner.id = to;
  });
  partner.updatedAt = program.stamp();
}

/** People follow the partner's link. */
export function isClicked(program: Program, id: string, times = 1): void {
  program.changed = true;
  partnerNamed(program, id).clicks += times;
}

function edits(program: Program, id: string, change: Partial<Pick<Partner, "email" | "name" | "surname">>): void {
  Object.assign(partnerNamed(program, id), change, { updatedAt: program.stamp() });
}

function becomes(program: Program, partner: Partner, status: string, approved = partner.approved): void {
  Object.assign(partner, { status, approved, updatedAt: program.stamp() });
}
