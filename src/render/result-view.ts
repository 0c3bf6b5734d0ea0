import { formatAddress } from "../model/address.ts";
import type { Outcome, OutcomeStatus, Tally } from "../model/outcome.ts";
import type { ApplyReport, ContactOutcome } from "../model/report.ts";
import { type Mask, maskFor } from "./mask.ts";

/** How an apply ended, as a person reads it: counts that add up, and what went wrong grouped by its reason. */
export interface ResultView {
  readonly audience: ApplyReport["audience"];
  readonly environment?: string;
  readonly halves: readonly HalfView[];
  /** Both halves together. */
  readonly total: Tally;
  readonly planned: number;
  readonly unapplied: readonly UnappliedView[];
  readonly requests: ApplyReport["requests"];
  readonly interrupted: boolean;
  readonly elapsedMs: number;
}

/** One half of the plan and how its steps ended. */
export interface HalfView {
  readonly name: "schema" | "contacts";
  readonly planned: number;
  readonly tally: Tally;
}

/** Everything that did not come to be for one reason. */
export interface UnappliedView {
  readonly status: Unapplied;
  readonly reason: string;
  readonly count: number;
  /** The first few, by address, or by place in the plan and address. */
  readonly shown: readonly string[];
}

export type Unapplied = Exclude<OutcomeStatus, "applied">;

/** Shows a report; the outcomes of contacts are read once and never kept. */
export async function resultView(report: ApplyReport, showPii: boolean): Promise<ResultView> {
  const { audience, environment, steps, contacts, requests, interrupted, elapsedMs } = report;
  const schema: HalfView = { name: "schema", planned: steps.length, tally: tallied(steps) };
  const halves: readonly HalfView[] =
    contacts === undefined
      ? [schema]
      : [schema, { name: "contacts", planned: contacts.planned, tally: contacts.tally }];
  return {
    audience,
    ...(environment === undefined ? {} : { environment }),
    halves,
    total: summed(halves.map((half) => half.tally)),
    planned: halves.reduce((sum, half) => sum + half.planned, 0),
    unapplied: await grouped(report, maskFor(showPii, {})),
    requests,
    interrupted,
    elapsedMs,
  };
}

/** How many outcomes there are of each kind. */
export function tallied(outcomes: readonly Outcome[]): Tally {
  const of = (status: OutcomeStatus) => outcomes.filter((outcome) => outcome.status === status).length;
  return { applied: of("applied"), failed: of("failed"), held: of("held"), "not-reached": of("not-reached") };
}

/** So many are named, however many there are. */
export const NAMED = 20;

/** So many reasons are told apart; what comes after is counted under one. */
const REASONS = 50;

const RANK: Readonly<Record<Unapplied, number>> = { failed: 0, held: 1, "not-reached": 2 };

function summed(tallies: readonly Tally[]): Tally {
  const sum = (status: OutcomeStatus) => tallies.reduce((total, tally) => total + tally[status], 0);
  return { applied: sum("applied"), failed: sum("failed"), held: sum("held"), "not-reached": sum("not-reached") };
}

async function grouped(report: ApplyReport, mask: Mask): Promise<readonly UnappliedView[]> {
  const groups = new Map<string, UnappliedView>();
  for (const outcome of report.steps) add(groups, outcome, mask);
  for await (const outcome of report.contacts?.outcomes ?? []) add(groups, outcome, mask);
  return [...groups.values()].sort((a, b) => RANK[a.status] - RANK[b.status] || b.count - a.count);
}

function add(groups: Map<string, UnappliedView>, outcome: ContactOutcome, mask: Mask): void {
  if (outcome.status === "applied") return;
  const common = commonReason(outcome, mask);
  const known = groups.has(`${outcome.status} ${common}`) || groups.size < REASONS;
  const reason = known ? common : "Other reasons.";
  const key = `${outcome.status} ${reason}`;
  const { count = 0, shown = [] } = groups.get(key) ?? {};
  groups.set(key, {
    status: outcome.status,
    reason,
    count: count + 1,
    shown: shown.length < NAMED ? [...shown, named(outcome, mask)] : shown,
  });
}

/** The reason without the address in it, so that a thousand contacts with one reason have one line. */
function commonReason({ at, reason }: Extract<ContactOutcome, { status: Unapplied }>, mask: Mask): string {
  const common = at.kind === "contact" && at.key !== "" ? reason.replaceAll(at.key, "The address") : reason;
  return mask.text(common, at.kind === "contact" ? { email: at.key } : {});
}

function named({ at, ref }: ContactOutcome, mask: Mask): string {
  if (at.kind !== "contact") return formatAddress(at);
  return ref === undefined ? mask.email(at.key) : `${ref} ${mask.email(at.key)}`;
}
