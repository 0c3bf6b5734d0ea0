import { sameAddress } from "../found.ts";
import type { Program } from "../program.ts";
import type { Subscriber } from "../records/subscriber.ts";
import { NotInProgram } from "./nobody.ts";

/** A subscriber as tests and stories declare it; nothing is checked. */
export interface SubscriberSpec {
  readonly email: string;
  readonly name?: string | null;
  /** The address unless given; null where the mail service has none. */
  readonly id?: string | null;
  /** The address of who referred. */
  readonly referredBy?: string;
  /** Null, unless given: nobody asked. */
  readonly marketingConsent?: boolean | null;
  readonly status?: string;
  readonly createdAt?: string;
}

/** Somebody subscribes. The result is the address. */
export function subscribes(program: Program, spec: SubscriberSpec): string {
  const at = spec.createdAt ?? program.stamp();
  const subscriber: Subscriber = {
    id: spec.id === undefined ? spec.email : spec.id,
    email: spec.email,
    name: spec.name ?? null,
    referredBy: spec.referredBy ?? null,
    tos: true,
    marketingConsent: spec.marketingConsent ?? null,
    status: spec.status ?? "active",
    approved: true,
    reward: [],
    deletedAt: null,
    createdAt: at,
    updatedAt: at,
  };
  program.changed = true;
  return program.shelves.subscribers.add(subscriber).email;
}

/** The subscriber of an id or an address, or an error. */
export function subscriberNamed(program: Program, named: string): Subscriber {
  const subscriber = subscriberOf(program, named);
  if (subscriber === undefined) throw new NotInProgram("subscriber", named);
  return subscriber;
}

/** The subscriber of an id or an address. */
export function subscriberOf(program: Program, named: string): Subscriber | undefined {
  const { subscribers } = program.shelves;
  return subscribers.named(named) ?? subscribers.all().find(({ email }) => sameAddress(email, named));
}

/** The subscriber says yes or no to marketing, or nothing any more. */
export function consents(program: Program, named: string, marketingConsent: boolean | null): void {
  Object.assign(subscriberNamed(program, named), { marketingConsent, updatedAt: program.stamp() });
}

/** The subscriber has another address; whoever was referred stays referred. */
export function subscriberChangesEmail(program: Program, named: string, email: string): void {
  const subscriber = subscriberNamed(program, named);
  for (const other of program.shelves.subscribers.all()) {
    if (other.referredBy === subscriber.email) other.referredBy = email;
  }
  program.shelves.subscribers.rename(() => {
    if (subscriber.id === subscriber.email) subscriber.id = email;
    subscriber.email = email;
  });
  subscriber.updatedAt = program.stamp();
}

/** The subscriber gets another status: active, rejected, suspended, or a new word. */
export function subscriberHasStatus(program: Program, named: string, status: string): void {
  Object.assign(subscriberNamed(program, named), { status, updatedAt: program.stamp() });
}

/** The subscriber is deleted; lists go on showing the row, marked as deleted. */
export function deletesSubscriber(program: Program, named: string): void {
  const at = program.stamp();
  Object.assign(subscriberNamed(program, named), { deletedAt: at, updatedAt: at });
}
