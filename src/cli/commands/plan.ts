import type { Plan } from "../../model/plan.ts";
import { planDigest } from "../../plan/digest.ts";
import { hasChanges, planVerdict } from "../../plan/verdict.ts";
import { planJson } from "../../render/plan-json.ts";
import { planText } from "../../render/plan-text.ts";
import { planView } from "../../render/plan-view.ts";
import type { Call } from "../command.ts";
import { showsPersonalData, textOptions, writeAll } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type PlanningOptions, withPlan } from "../planning.ts";

interface PlanOptions extends PlanningOptions {
  readonly detailedExitcode?: boolean;
}

/** Reads, compares and shows what would change. */
export async function plan(call: Call): Promise<ExitCode> {
  const typed = call as Call<PlanOptions>;
  return withPlan(typed, async (session) => {
    const exit = exitOf(session.plan, typed.options.detailedExitcode === true);
    await printPlan(typed, session.plan, exit);
    return exit;
  });
}

/** Writes a plan to stdout in the format asked for. */
export async function printPlan(call: Call<PlanningOptions>, made: Plan, exit: ExitCode): Promise<void> {
  const { world, options } = call;
  const showPii = showsPersonalData(call, options.showPii);
  if (options.format === "json") {
    await writeAll(world.stdout, planJson(made, { showPii, digest: await planDigest(made), exit }));
  } else {
    world.stdout.write(planText(planView(made, { showPii }), textOptions(call, world.stdout)));
  }
}

function exitOf(made: Plan, detailed: boolean): ExitCode {
  const verdict = planVerdict(made);
  if (verdict === "blocked" || verdict === "held") return EXIT.blocked;
  return detailed && hasChanges(made) ? EXIT.changes : EXIT.ok;
}
