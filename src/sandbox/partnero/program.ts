import { derivedId } from "../identity.ts";
import type { Customer } from "./records/customer.ts";
import type { Friend } from "./records/friend.ts";
import type { Hook, Lead, PayoutRequest } from "./records/office.ts";
import type { Partner } from "./records/partner.ts";
import type { Subscriber } from "./records/subscriber.ts";
import type { Transaction } from "./records/transaction.ts";
import { Shelf } from "./shelf.ts";
import { partneroStamp } from "./stamp.ts";

/** What kind of program a key opens. */
export const PROGRAM_TYPES = ["Affiliate", "Referral", "Newsletter"] as const;

/** What kind of program a key opens. */
export type ProgramType = (typeof PROGRAM_TYPES)[number];

/** What is said of a program when it is made. */
export interface ProgramFacts {
  readonly type: ProgramType;
  readonly name: string;
  readonly currency: string;
  readonly website: string;
  readonly createdAt: string;
}

/** A page of a list that has been put together and is about to be sent. */
export interface TurnedPage {
  /** Below /v1, such as `/partners`. */
  readonly path: string;
  readonly page: number;
  readonly limit: number;
}

/** One program with everything in it; one key opens it. */
export class Program {
  readonly token: string;
  facts: ProgramFacts;
  readonly now: () => Date;
  readonly shelves = {
    partners: new Shelf<Partner>(({ id }) => id),
    customers: new Shelf<Customer>(({ key }) => key),
    friends: new Shelf<Friend>(({ id }) => id),
    subscribers: new Shelf<Subscriber>(({ id }) => id),
    transactions: new Shelf<Transaction>(({ key }) => key),
    leads: new Shelf<Lead>(({ id }) => String(id)),
    payouts: new Shelf<PayoutRequest>(({ id }) => String(id)),
    hooks: new Shelf<Hook>(({ key }) => key),
  };
  /** Listeners to pages, to disturb a client in the middle of them. */
  readonly turning = new Set<(page: TurnedPage) => void>();
  serial = 0;
  /** Whether anything changed since the state was written. */
  changed = true;

  constructor(token: string, facts: ProgramFacts, now: () => Date) {
    this.token = token;
    this.facts = facts;
    this.now = now;
  }

  get type(): ProgramType {
    return this.facts.type;
  }

  get currency(): string {
    return this.facts.currency;
  }

  get publicId(): string {
    return derivedId(8, "program", this.facts.name, this.facts.type).toUpperCase();
  }

  /** This second, as Partnero writes it. To be asked for by whatever changes something. */
  stamp(): string {
    this.changed = true;
    return partneroStamp(this.now());
  }

  nextNumber(): number {
    this.changed = true;
    return ++this.serial;
  }

  /** The address of a link with that key. */
  linkOf(key: string, parameter: "aff" | "ref" = "aff"): string {
    return `${this.facts.website}?${parameter}=${encodeURIComponent(key)}`;
  }

  /** Lets everybody and everything go; the program stands. */
  clear(): void {
    this.changed = true;
    for (const shelf of Object.values(this.shelves)) shelf.clear();
  }
}
