import type { Plan } from "../model/plan.ts";
import { planDigest } from "../plan/digest.ts";
import { planJson } from "../render/plan-json.ts";
import { planText } from "../render/plan-text.ts";
import { planView } from "../render/plan-view.ts";
import type { Call } from "./command.ts";
import { showsPersonalData, textOptions, writeAll } from "./console.ts";
import type { ExitCode } from "./exit-code.ts";
import type { GlobalOptions } from "./program.ts";

/** The options that say how a plan is shown. */
export interface ShowOptions extends GlobalOptions {
  readonly format: "text" | "json";
  readonly showPii?: boolean;
}

/** Writes a plan to stdout in the format asked for. */
export async function printPlan(call: Call<ShowOptions>, plan: Plan, exit: ExitCode, ageMs?: number): Promise<void> {
  const { world, options } = call;
  const showPii = showsPersonalData(call, options.showPii);
  if (options.format === "json") {
    await writeAll(world.stdout, planJson(plan, { showPii, digest: await planDigest(plan), exit }));
    return;
  }
  const view = planView(plan, { showPii, ...(ageMs === undefined ? {} : { ageMs }) });
  await writeAll(world.stdout, [planText(view, textOptions(call, world.stdout))]);
}
