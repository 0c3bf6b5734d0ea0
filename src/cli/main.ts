#!/usr/bin/env node
import { runCli } from "./run.ts";

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
