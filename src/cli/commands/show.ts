import { resolve } from "node:path";
import { isPlanFile, readPlanFile } from "../../files/plan-file.ts";
import { planKey } from "../../files/plan-key.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Plan } from "../../model/plan.ts";
import { openSaved } from "../../plan/saved-lines.ts";
import type { Call } from "../command.ts";
import { printDiagnostics } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { printPlan, type ShowOptions } from "../plan-output.ts";

/** Shows a saved plan again. */
export async function show(call: Call): Promise<ExitCode> {
  const typed = call as Call<ShowOptions>;
  const [path = ""] = call.args;
  const found = await openPlan(call, resolve(call.world.cwd, path));
  if (!("plan" in found)) {
    printDiagnostics(call, [found]);
    return EXIT.error;
  }
  const ageMs = call.world.now().getTime() - Date.parse(found.made);
  await printPlan(typed, found.plan, EXIT.ok, ageMs);
  return EXIT.ok;
}

async function openPlan(
  { world }: Call,
  path: string,
): Promise<{ readonly plan: Plan; readonly made: string } | Diagnostic> {
  const key = planKey(world.env["AUDIENCECTL_PLAN_KEY"]);
  if (key !== undefined && !Buffer.isBuffer(key)) return key;
  const file = await readPlanFile(path, key);
  if (!isPlanFile(file)) return file;
  const plan = await openSaved(file.header, file.lines);
  return "audience" in plan ? { plan, made: file.header.made } : plan;
}
