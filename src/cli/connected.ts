import { dirname, resolve } from "node:path";
import { diagnose } from "../mailchimp/diagnosis.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { SendFailure } from "../model/send-failure.ts";
import { DEFAULT_CONFIG } from "../reconciler/config.ts";
import { maskFor } from "../render/mask.ts";
import type { Call } from "./command.ts";
import { printDiagnostics } from "./console.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { failureDiagnostic } from "./failure.ts";
import { interruptOf, unlessStopped } from "./interrupt.ts";
import { type ConnectionChoices, isWired, type Wired, wire } from "./wire.ts";

/** Connects without a configuration, for what only reads, and says what stands in its way. */
export async function withConnection(
  call: Call<ConnectionChoices>,
  use: (wired: Wired) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { world, options } = call;
  const directory = dirname(resolve(world.cwd, options.config ?? DEFAULT_CONFIG));
  const interrupt = interruptOf(world);
  let wired: Wired | Diagnostic | undefined;
  try {
    wired = await wire(call, { directory }, {}, interrupt.signal);
    if (!isWired(wired)) return refused(call, wired);
    return (await unlessStopped(interrupt.signal, use(wired))) ?? stopped(call);
  } catch (error) {
    const baseUrl = wired !== undefined && isWired(wired) ? wired.baseUrl : "";
    return refused(call, error instanceof SendFailure ? diagnose(error, { baseUrl }) : failureDiagnostic(error));
  } finally {
    interrupt.close();
    if (wired !== undefined && isWired(wired)) await wired.close();
  }
}

function stopped({ world }: Call): ExitCode {
  world.stderr.write("Stopped.\n");
  return EXIT.interrupted;
}

function refused(call: Call, diagnostic: Diagnostic): ExitCode {
  printDiagnostics(call, [{ ...diagnostic, detail: maskFor(false, {}).text(diagnostic.detail) }]);
  return EXIT.error;
}
