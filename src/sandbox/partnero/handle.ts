import type { ProgramActs } from "./acts.ts";
import { actsOf } from "./acts.ts";
import { partnerByEmail, partnerByKey } from "./found.ts";
import type { Program, ProgramType, TurnedPage } from "./program.ts";
import type { Customer } from "./records/customer.ts";
import type { Friend } from "./records/friend.ts";
import type { Partner } from "./records/partner.ts";
import type { Subscriber } from "./records/subscriber.ts";
import type { Transaction } from "./records/transaction.ts";
import type { SeedSizes } from "./seed/seed.ts";
import { seedProgram } from "./seed/seed.ts";

/** The hand of tests, stories and seeds on one program: all acts, and a look at what stands. */
export interface ProgramHandle extends ProgramActs {
  readonly token: string;
  readonly type: ProgramType;
  readonly name: string;
  readonly currency: string;
  /** Fills the program with invented people instead of whoever was there; the same sizes and moment, the same people. */
  seed(sizes?: SeedSizes): ProgramHandle;
  /** Lets everybody go. */
  clear(): void;
  /** Acts whenever a page of a list has been put together, before it is sent. The result ends it. */
  duringPages(act: (page: TurnedPage) => void): () => void;
  /** By id, key or address. */
  partner(named: string): Readonly<Partner> | undefined;
  /** Copies of what stands, in order of arrival. */
  partners(): readonly Readonly<Partner>[];
  customers(): readonly Readonly<Customer>[];
  friends(): readonly Readonly<Friend>[];
  subscribers(): readonly Readonly<Subscriber>[];
  transactions(): readonly Readonly<Transaction>[];
}

/** The hand on a program. */
export function handleOf(program: Program): ProgramHandle {
  const { shelves } = program;
  const handle: ProgramHandle = {
    ...actsOf(program),
    token: program.token,
    type: program.type,
    name: program.facts.name,
    currency: program.currency,
    seed: (sizes) => {
      seedProgram(program, sizes);
      return handle;
    },
    clear: () => program.clear(),
    duringPages: (act) => {
      program.turning.add(act);
      return () => program.turning.delete(act);
    },
    partner: (named) =>
      structuredClone(shelves.partners.named(named) ?? partnerByKey(program, named) ?? partnerByEmail(program, named)),
    partners: () => structuredClone(shelves.partners.all()),
    customers: () => structuredClone(shelves.customers.all()),
    friends: () => structuredClone(shelves.friends.all()),
    subscribers: () => structuredClone(shelves.subscribers.all()),
    transactions: () => structuredClone(shelves.transactions.all()),
  };
  return handle;
}
