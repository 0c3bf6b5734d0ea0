import { isHash, subscriberHash } from "../identity.ts";
import type { Member } from "./member.ts";

/** A stamp that members can be sorted by. */
export type SortField = "optedAt" | "signedUpAt" | "changedAt";

/** The contacts of an audience: by hash, in order of arrival, and in sorted orders kept until a write disturbs them. */
export class Roster {
  readonly #byId = new Map<string, Member>();
  readonly #byContact = new Map<string, Member>();
  #arrival: Member[] = [];
  readonly #sorted = new Map<SortField, readonly Member[]>();

  get size(): number {
    return this.#byId.size;
  }

  /** In order of arrival. */
  all(): readonly Member[] {
    return this.#arrival;
  }

  byId(id: string): Member | undefined {
    return this.#byId.get(id);
  }

  byEmail(email: string): Member | undefined {
    return this.#byId.get(subscriberHash(email));
  }

  /** A path id: subscriber hash (any case), address, or contact id. */
  find(key: string): Member | undefined {
    if (key.includes("@")) return this.byEmail(key);
    const id = key.toLowerCase();
    return this.#byId.get(id) ?? (isHash(id) ? this.#byContact.get(id) : undefined);
  }

  add(member: Member): void {
    this.#byId.set(member.id, member);
    this.#byContact.set(member.contactId, member);
    this.#arrival.push(member);
    this.#sorted.clear();
  }

  remove(member: Member): void {
    this.#byId.delete(member.id);
    this.#byContact.delete(member.contactId);
    this.#arrival = this.#arrival.filter((other) => other !== member);
    this.#sorted.clear();
  }

  /** Gives a contact another address: the hash changes, everything else stays. */
  rename(member: Member, email: string): void {
    this.#byId.delete(member.id);
    member.email = email;
    member.id = subscriberHash(email);
    this.#byId.set(member.id, member);
  }

  /** To be called when that stamp of some member has moved. */
  disturb(field: SortField): void {
    this.#sorted.delete(field);
  }

  /** Ascending by that stamp, unset first; equal stamps keep the order of arrival. */
  sorted(field: SortField): readonly Member[] {
    let order = this.#sorted.get(field);
    if (order === undefined) {
      order = this.#arrival.toSorted((a, b) => (a[field] < b[field] ? -1 : a[field] > b[field] ? 1 : 0));
      this.#sorted.set(field, order);
    }
    return order;
  }
}
