import type { Address } from "./address.ts";
import type { Allowance } from "./allowance.ts";

/** The first line of a saved plan: all that decides whether it may be applied, in clear text. */
export interface SavedPlanHeader {
  readonly format: "audiencectl.plan-file/1";
  readonly tool: string;
  /** SHA-256 over what the configuration asked for when the plan was made. */
  readonly config: string;
  readonly account: string;
  readonly audience: { readonly id: string; readonly name: string };
  readonly environment?: string;
  readonly scope: "all" | "schema" | "contacts";
  readonly only: readonly Address[];
  readonly allowances: readonly Allowance[];
  /** The instant for which the rules were evaluated, ISO 8601 in UTC. */
  readonly now: string;
  /** When the reading ended, and when the plan is too old to be applied. */
  readonly made: string;
  readonly expires: string;
  readonly counts: { readonly steps: number; readonly contacts: number };
}
