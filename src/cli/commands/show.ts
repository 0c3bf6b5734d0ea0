import { openRunFolder } from "../../files/run-folder.ts";
import type { Call } from "../command.ts";
import { printDiagnostics } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { printPlan, type ShowOptions } from "../plan-output.ts";
import { openPlan } from "../resuming.ts";

/** Shows a saved plan again. */
export async function show(call: Call): Promise<ExitCode> {
  const typed = call as Call<ShowOptions>;
  const [path = ""] = call.args;
  const run = openRunFolder();
  try {
    const opened = await openPlan(call, path, run.spool);
    if (!("plan" in opened)) {
      printDiagnostics(call, [opened]);
      return EXIT.error;
    }
    const ageMs = call.world.now().getTime() - Date.parse(opened.header.made);
    await printPlan(typed, opened.plan, EXIT.ok, ageMs);
    return EXIT.ok;
  } finally {
    run.close();
  }
}
