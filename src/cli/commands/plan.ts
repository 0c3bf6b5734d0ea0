import type { Plan } from "../../model/plan.ts";
import { hasChanges, planVerdict } from "../../plan/verdict.ts";
import type { Call } from "../command.ts";
import { printDiagnostics } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { printPlan } from "../plan-output.ts";
import { type PlanSession, withPlan } from "../planning.ts";
import { checkSaving, type SavingOptions, savePlan, savingProblem } from "../saving.ts";

interface PlanOptions extends SavingOptions {
  readonly detailedExitcode?: boolean;
}

/** Reads, compares and shows what would change. */
export async function plan(call: Call): Promise<ExitCode> {
  const typed = call as Call<PlanOptions>;
  checkSaving(typed);
  const problem = await savingProblem(typed);
  if (problem !== undefined) {
    printDiagnostics(call, [problem]);
    return EXIT.error;
  }
  return withPlan(typed, async (session) => {
    const exit = exitOf(session.plan, typed.options.detailedExitcode === true);
    await printPlan(typed, session.plan, exit);
    return (await save(typed, session)) ?? exit;
  });
}

/** A plan that a limit blocks is not saved: it could never be applied. */
async function save(call: Call<PlanOptions>, session: PlanSession): Promise<ExitCode | undefined> {
  const { out } = call.options;
  if (out === undefined) return undefined;
  if (planVerdict(session.plan) === "blocked") {
    call.world.stderr.write(`Not saved: the plan is blocked, and ${out} could never be applied.\n`);
    return undefined;
  }
  const problem = await savePlan(call, session, out);
  if (problem !== undefined) {
    printDiagnostics(call, [problem]);
    return EXIT.error;
  }
  if (call.options.quiet !== true)
    call.world.stderr.write(`Saved to ${out}. To do exactly this: audiencectl apply ${out}\n`);
  return undefined;
}

function exitOf(made: Plan, detailed: boolean): ExitCode {
  const verdict = planVerdict(made);
  if (verdict === "blocked" || verdict === "held") return EXIT.blocked;
  return detailed && hasChanges(made) ? EXIT.changes : EXIT.ok;
}
