import type { Outcome, Tally } from "./outcome.ts";
import type { Plan, Replayable } from "./plan.ts";

/** How an apply ended. Every step of the plan has exactly one outcome in it. */
export interface ApplyReport {
  readonly audience: Plan["audience"];
  readonly environment?: string;
  /** One outcome for each step of the schema's half, in the order of the plan. */
  readonly steps: readonly Outcome[];
  /** Absent where the plan had no contacts' half. */
  readonly contacts?: ContactsReport;
  readonly requests: { readonly planned: number; readonly sent: number };
  /** Whether somebody stopped it, with Ctrl-C or a signal. */
  readonly interrupted: boolean;
  readonly elapsedMs: number;
}

/** The contacts' half of a report: counted in memory, told one by one from a store. */
export interface ContactsReport {
  /** How many changes the plan had; the tally must add up to it. */
  readonly planned: number;
  readonly tally: Tally;
  /** In the order of the plan; applied ones may be left out, the tally counts them. */
  readonly outcomes: Replayable<ContactOutcome>;
}

/** The outcome of one contact, with its place in the plan, `c14`, by which a masked output names it. */
export type ContactOutcome = Outcome & { readonly ref?: string };
