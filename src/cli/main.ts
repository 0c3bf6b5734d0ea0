#!/usr/bin/env node
import { isClosedPipe } from "./console.ts";
import { runCli } from "./run.ts";

for (const stream of [process.stdout, process.stderr]) {
  // A terminal in a container or a script may not know its size and says 0: the question would be one letter wide.
  if (stream.isTTY && stream.columns === 0) stream.columns = 80;
  stream.on("error", (error) => {
    if (!isClosedPipe(error)) throw error;
  });
}

process.exitCode = await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: () => new Date(),
  onInterrupt: (listener) => {
    process.on("SIGINT", listener).on("SIGTERM", listener);
    return () => process.off("SIGINT", listener).off("SIGTERM", listener);
  },
});
