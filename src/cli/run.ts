import { CommanderError } from "commander";
import { diagnosticsText } from "../render/diagnostics.ts";
import { maskFor } from "../render/mask.ts";
import type { Command } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { failureDiagnostic } from "./failure.ts";
import { type GlobalOptions, program } from "./program.ts";
import { UsageError } from "./usage-error.ts";
import { version } from "./version.ts";
import { type CliWorld, widthOf } from "./world.ts";

/** Runs one command line and answers with its exit code. Nothing outside `world` is touched but files and sockets. */
export async function runCli(argv: readonly string[], world: CliWorld): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok;
  const root = program(version(), async (name, args, options) => {
    // Commander has parsed them by the table in program.ts, which is where the types of options are said.
    exit = await (await load(name))({ world, args, options: options as GlobalOptions });
  });
  for (const command of [root, ...root.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      getOutHelpWidth: () => widthOf(world.stdout),
      getErrHelpWidth: () => widthOf(world.stderr),
    });
  }
  try {
    await root.parseAsync([...argv], { from: "user" });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (error instanceof UsageError) {
      world.stderr.write(`error: ${error.message}\n`);
      return EXIT.usage;
    }
    const { detail, ...failure } = failureDiagnostic(error);
    world.stderr.write(diagnosticsText([{ ...failure, detail: maskFor(false, {}).text(detail) }], PLAIN));
    return EXIT.error;
  }
}

const PLAIN = { colour: false, width: 100 };

/** Each command's own code is loaded when it is asked for: `--version` pays for none of it. */
async function load(name: string): Promise<Command> {
  const loader = COMMANDS[name];
  if (loader === undefined) throw new UsageError(`There is no command ${name}.`);
  return loader();
}

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import("./commands/init.ts")).init,
  validate: async () => (await import("./commands/validate.ts")).validate,
  test: async () => (await import("./commands/test.ts")).test,
  plan: async () => (await import("./commands/plan.ts")).plan,
  apply: async () => (await import("./commands/apply.ts")).apply,
  show: async () => (await import("./commands/show.ts")).show,
  drift: async () => (await import("./commands/drift.ts")).drift,
  explain: async () => (await import("./commands/explain.ts")).explain,
  import: async () => (await import("./commands/import.ts")).importCommand,
  doctor: async () => (await import("./commands/doctor.ts")).doctor,
  sandbox: async () => (await import("./commands/sandbox.ts")).sandbox,
};
