import fc from "fast-check";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import { PEOPLE } from "./program.ts";

/** What people and marketers do to a contact while nobody looks. */
const ACTS = {
  unsubscribes: (audience: Handle, email: string) => audience.acts.unsubscribes(email),
  bounces: (audience: Handle, email: string) => audience.acts.bounces(email),
  isUnsubscribed: (audience: Handle, email: string) => audience.acts.isUnsubscribed(email),
  // Mailchimp archives neither pending nor cleaned contacts.
  isArchived: (audience: Handle, email: string) => {
    const status = audience.member(email)?.status;
    if (status !== "pending" && status !== "cleaned") audience.acts.isArchived(email);
  },
  isForgotten: (audience: Handle, email: string) => audience.acts.isForgotten(email),
  confirms: (audience: Handle, email: string) => {
    if (audience.member(email)?.status === "pending") audience.acts.confirms(email);
  },
  getsAnotherStatus: (audience: Handle, email: string) => audience.edit(email, { STATUS: "pending" }),
  losesItsSales: (audience: Handle, email: string) => audience.edit(email, { SALES: "" }),
  isTaggedByHand: (audience: Handle, email: string) => audience.tagMember(email, "tier:bronze"),
  isUntaggedByHand: (audience: Handle, email: string) => audience.untagMember(email, "partner"),
  changesItsNote: (audience: Handle, email: string) => audience.edit(email, { NOTE: "my own words" }),
  isInvited: (audience: Handle, email: string) => audience.tagMember(email, "vip dinner"),
} as const;

export type Act = keyof typeof ACTS;

function isAct(name: string): name is Act {
  return name in ACTS;
}

export const acts: fc.Arbitrary<Act> = fc.constantFrom(...Object.keys(ACTS).filter(isAct));

/** Acts on people, by their place among `PEOPLE`. */
export const meddling = fc.array(fc.tuple(fc.nat(PEOPLE.length - 1), acts), { maxLength: 6 });

/** Does an act to somebody who is there; answers with the address, if something was done. */
export function meddle(audience: Handle, who: number, act: Act): string | undefined {
  const email = PEOPLE[who] ?? "";
  const standing = audience.member(email);
  if (standing === undefined || standing.status === "archived") return undefined;
  ACTS[act](audience, email);
  return email;
}
