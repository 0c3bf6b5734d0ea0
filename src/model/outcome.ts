import type { Address } from "./address.ts";

/** How one step ended; there is exactly one for each step of the plan. */
export type Outcome =
  | { readonly status: "applied"; readonly at: Address }
  | { readonly status: "failed"; readonly at: Address; readonly reason: string }
  | { readonly status: "held"; readonly at: Address; readonly reason: string }
  | { readonly status: "not-reached"; readonly at: Address; readonly reason: string };

export type OutcomeStatus = Outcome["status"];

/** How many steps ended how; the four add up to the plan. */
export type Tally = Readonly<Record<OutcomeStatus, number>>;
