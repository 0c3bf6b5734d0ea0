#!/usr/bin/env node
import { isClosedPipe, writeAll } from "./console.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { runCli } from "./run.ts";

const argv = process.argv.slice(2);
const interrupts = new Set<() => void>();
let outputLost = false;

for (const stream of [process.stdout, process.stderr]) {
  // A terminal in a container or a script may not know its size and says 0: the question would be one letter wide.
  if (stream.isTTY && stream.columns === 0) stream.columns = 80;
  stream.on("error", (error) => {
    if (!isClosedPipe(error) && stream === process.stdout && !outputLost) loseOutput(error);
  });
}

const exit = await runCli(argv, {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: () => new Date(),
  onInterrupt: (listener) => {
    interrupts.add(listener);
    process.on("SIGINT", listener).on("SIGTERM", listener);
    return () => {
      interrupts.delete(listener);
      process.off("SIGINT", listener).off("SIGTERM", listener);
    };
  },
});
// Whether the last words arrived is known only once they are taken.
await writeAll(process.stdout, []);
process.exitCode = outputLost ? withoutOutput(exit) : exit;

/** A disk that is full takes no plan, and what nobody could read is not done: it stops the run as Ctrl-C does. */
function loseOutput(error: Error): void {
  outputLost = true;
  process.stderr.write(`error: The output cannot be written: ${error.message}.\n`);
  for (const listener of interrupts) listener();
}

/** A command whose result is lost has not succeeded; an apply that came to its end has all the same written. */
function withoutOutput(code: ExitCode): ExitCode {
  if (code === EXIT.ok && argv.includes("apply")) return EXIT.partial;
  return code === EXIT.ok || code === EXIT.changes || code === EXIT.interrupted ? EXIT.error : code;
}
