import type { LiveObjects } from "../kinds/live-objects.ts";
import type { KindName } from "../model/address.ts";

/** The audience's schema as it was read: every object of every kind, declared or not. */
export interface LiveSchema {
  readonly audience: { readonly id: string; readonly name: string; readonly doubleOptin: boolean };
  readonly objects: LiveObjects;
  /** How many objects of a kind the account allows, where Mailchimp says so. */
  readonly room: Readonly<Partial<Record<KindName, number>>>;
}
