import { resolve } from "node:path";
import { writeNewFile } from "../../files/new-file.ts";
import { DEFAULT_CONFIG } from "../../reconciler/config.ts";
import { STARTER } from "../../reconciler/starter.ts";
import type { Call } from "../command.ts";
import { printDiagnostics } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type ImportOptions, imported } from "./import.ts";

/** Writes the first file: a starter to fill in, or an audience that stands already. */
export async function init(call: Call): Promise<ExitCode> {
  const typed = call as Call<ImportOptions>;
  const { world, options } = typed;
  const out = options.config ?? DEFAULT_CONFIG;
  if (options.audience !== undefined) return imported(typed, options.audience, out);
  const problem = writeNewFile(resolve(world.cwd, out), out, STARTER);
  if (problem !== undefined) {
    printDiagnostics(call, [problem]);
    return EXIT.error;
  }
  world.stdout.write(
    `${out} is written. Set MAILCHIMP_AUDIENCE_ID to your audience's id, then:\n  audiencectl validate\n  audiencectl plan\n`,
  );
  return EXIT.ok;
}
