import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseFaults } from "../../sandbox/fault-rule.ts";
import { startSandbox } from "../../sandbox/server.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { GlobalOptions } from "../program.ts";
import { UsageError } from "../usage-error.ts";
import { SANDBOX_FOLDER } from "../wire.ts";

interface SandboxCommandOptions extends GlobalOptions {
  readonly port?: number;
  readonly state?: string;
  readonly latency?: number;
  readonly faults?: string;
}

/** Serves the built-in Mailchimp until it is stopped, or forgets what is kept of it. */
export async function sandbox(call: Call): Promise<ExitCode> {
  const [action] = call.args;
  if (action === "reset") return reset(call);
  if (action !== undefined) throw new UsageError(`sandbox takes no word, or reset; not "${action}".`);
  return serve(call);
}

async function reset({ world }: Call): Promise<ExitCode> {
  const folder = join(world.cwd, SANDBOX_FOLDER);
  await rm(folder, { recursive: true, force: true });
  world.stdout.write(`${SANDBOX_FOLDER} is gone: the next run with --sandbox starts with an empty account.\n`);
  return EXIT.ok;
}

async function serve(call: Call): Promise<ExitCode> {
  const { world, options } = call as Call<SandboxCommandOptions>;
  if (options.port !== undefined && !(Number.isInteger(options.port) && options.port >= 0 && options.port < 65_536)) {
    throw new UsageError("--port takes a port number, 0 to 65535.");
  }
  const running = await startSandbox({
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.state === undefined ? {} : { stateDir: resolve(world.cwd, options.state) }),
    ...(options.latency === undefined ? {} : { latencyMs: options.latency }),
    ...(options.faults === undefined ? {} : { faults: faultRules(options.faults) }),
  });
  world.stdout.write(`The built-in Mailchimp listens on ${running.mailchimpUrl}\n\n`);
  world.stdout.write(
    `  export MAILCHIMP_BASE_URL=${running.mailchimpUrl}\n  export MAILCHIMP_API_KEY=${running.apiKey}\n\n`,
  );
  world.stdout.write("Stop it with Ctrl-C.\n");
  await new Promise<void>((stop) => {
    world.onInterrupt(stop);
  });
  await running.close();
  return EXIT.ok;
}

function faultRules(text: string): ReturnType<typeof parseFaults> {
  try {
    return parseFaults(text);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
