import { rm } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { Readable } from "node:stream";
import type { AudienceRef } from "../../model/desired.ts";
import { DEFAULT_CONFIG, loadConfig } from "../../reconciler/config.ts";
import { visible } from "../../render/text/escape.ts";
import { parseFaults, parsePartneroFaults } from "../../sandbox/fault-rule.ts";
import type { ProgramHandle } from "../../sandbox/partnero/handle.ts";
import type { Sandbox, SandboxOptions } from "../../sandbox/server.ts";
import type { Call } from "../command.ts";
import { configRequest } from "../config-request.ts";
import { printDiagnostics } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { sandboxFailure } from "../sandbox-failure.ts";
import { UsageError } from "../usage-error.ts";
import { provideAudience, SANDBOX_FOLDER, sandboxAudienceId } from "../wire.ts";
import { heldBy, type SandboxSeedOptions, seedSandbox, startWithProgram } from "./sandbox-seed.ts";

interface SandboxCommandOptions extends SandboxSeedOptions {
  readonly port?: number;
  readonly latency?: number;
  readonly faults?: string;
  readonly partneroFaults?: string;
}

/** Serves the built-in Mailchimp and Partnero until they are stopped, fills what is kept of Partnero, or forgets all. */
export async function sandbox(call: Call): Promise<ExitCode> {
  const typed = call as Call<SandboxCommandOptions>;
  const [action] = call.args;
  if (action === "reset") return reset(typed);
  if (action === "seed") return seedSandbox(typed, keptState(typed));
  if (action !== undefined) throw new UsageError(`sandbox takes no word, or reset, or seed; not "${action}".`);
  return serve(typed);
}

/** The state that `--sandbox` keeps lies beside the configuration. */
function keptState({ world, options }: Call<SandboxCommandOptions>): string {
  const beside = dirname(resolve(world.cwd, options.config ?? DEFAULT_CONFIG));
  return options.state === undefined ? join(beside, SANDBOX_FOLDER) : resolve(world.cwd, options.state);
}

async function reset(call: Call<SandboxCommandOptions>): Promise<ExitCode> {
  const { world } = call;
  const folder = keptState(call);
  await rm(folder, { recursive: true, force: true });
  world.stdout.write(
    `${relative(world.cwd, folder)} is gone: the next run that uses it starts with an empty account.\n`,
  );
  return EXIT.ok;
}

async function serve(call: Call<SandboxCommandOptions>): Promise<ExitCode> {
  const { world, options } = call;
  const started = await startWithProgram(sandboxOptions(call), (partnero) => partnero.seeded()).catch(
    (error: unknown) => sandboxFailure(error, options.port),
  );
  if ("severity" in started) {
    printDiagnostics(call, [started]);
    return EXIT.error;
  }
  const { sandbox: running, program } = started;
  const wanted = await wantedAudience(call);
  if (wanted !== undefined) provideAudience(running, wanted);
  if (running.world.all().length === 0) provideAudience(running, { id: sandboxAudienceId(options) });
  const stopped = new Promise<void>((stop) => {
    const ignore = world.onInterrupt(() => {
      ignore();
      stop();
    });
  });
  world.stdout.write(greeting(running, program));
  await stopped;
  await running.close();
  return EXIT.ok;
}

/** The audience of the file that lies here, if one does; what is wrong with the file is for `validate` to say. */
async function wantedAudience(call: Call<SandboxCommandOptions>): Promise<AudienceRef | undefined> {
  const { desired } = await loadConfig({
    ...configRequest(call, "warning"),
    overrideUnset: { "audience.id": sandboxAudienceId(call.options) },
    stdin: Readable.from([]),
  });
  return desired?.audience;
}

function greeting(running: Sandbox, program: ProgramHandle): string {
  const { mailchimpUrl, apiKey, partneroUrl } = running;
  return [
    `The built-in Mailchimp listens on ${mailchimpUrl}`,
    `${held(running)}The built-in Partnero listens on ${partneroUrl}`,
    heldBy(program),
    "",
    `  export MAILCHIMP_BASE_URL=${mailchimpUrl}`,
    `  export MAILCHIMP_API_KEY=${apiKey}`,
    `  export PARTNERO_BASE_URL=${partneroUrl}`,
    `  export PARTNERO_API_KEY=${program.token}`,
    "",
    "Stop it with Ctrl-C.\n",
  ].join("\n");
}

function held({ world }: Sandbox): string {
  return world
    .all()
    .map(({ id, name }) => `It holds the audience "${visible(name)}" (${id}).\n`)
    .join("");
}

function sandboxOptions({ world, options }: Call<SandboxCommandOptions>): SandboxOptions {
  const { port, state, latency, faults, partneroFaults } = options;
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536)) {
    throw new UsageError("--port takes a port number, 0 to 65535.");
  }
  return {
    ...(port === undefined ? {} : { port }),
    ...(state === undefined ? {} : { stateDir: resolve(world.cwd, state) }),
    ...(latency === undefined ? {} : { latencyMs: latency }),
    ...(faults === undefined ? {} : { faults: ordered(parseFaults, faults) }),
    ...(partneroFaults === undefined ? {} : { partneroFaults: ordered(parsePartneroFaults, partneroFaults) }),
  };
}

function ordered<Rules>(parse: (text: string) => Rules, text: string): Rules {
  try {
    return parse(text);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
