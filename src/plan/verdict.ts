import type { Plan } from "../model/plan.ts";

/** What a plan comes to: `blocked` writes nothing, `held` leaves single schema steps out, `clean` has nothing to do. */
export type PlanVerdict = "blocked" | "held" | "changes" | "clean";

/** Judges a plan as a whole. */
export function planVerdict(plan: Plan): PlanVerdict {
  if (plan.limits.some((limit) => limit.holds)) return "blocked";
  if (plan.schema.steps.some((step) => step.verdict === "hold" && step.change.action !== "none")) return "held";
  return hasChanges(plan) ? "changes" : "clean";
}

/** Whether applying the plan would do anything. */
export function hasChanges(plan: Plan): boolean {
  return (
    plan.schema.steps.some((step) => step.change.action !== "none" && step.verdict === "go") ||
    (plan.contacts?.changes.count ?? 0) > 0
  );
}
