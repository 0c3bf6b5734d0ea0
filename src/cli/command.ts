import type { ExitCode } from "./exit-code.ts";
import type { GlobalOptions } from "./program.ts";
import type { CliWorld } from "./world.ts";

/** One call of a command: its arguments and options as the command line gave them. */
export interface Call<Options extends GlobalOptions = GlobalOptions> {
  readonly world: CliWorld;
  readonly args: readonly string[];
  readonly options: Options;
}

/** A command of the command line; it prints what it has to say and answers with the exit code. */
export type Command = (call: Call) => Promise<ExitCode>;
