import { driftJson } from "../../render/drift-json.ts";
import { driftText } from "../../render/drift-text.ts";
import { driftView } from "../../render/drift-view.ts";
import type { Call } from "../command.ts";
import { textOptions } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type PlanningOptions, withPlan } from "../planning.ts";

/** Says how the audience differs from the file; a difference is exit 2, so that a schedule can watch. Only ever reads. */
export async function drift(call: Call): Promise<ExitCode> {
  const { world, options } = call as Call<PlanningOptions>;
  const whole: Call<PlanningOptions> = { ...call, options: { ...options, only: [], allow: [] } };
  return withPlan(whole, async ({ plan }) => {
    const view = driftView(plan);
    const exit = view.inStep ? EXIT.ok : EXIT.changes;
    world.stdout.write(
      options.format === "json" ? driftJson(view, exit) : driftText(view, textOptions(call, world.stdout)),
    );
    return exit;
  });
}
