import { join } from "node:path";
import { endpoint, isEndpoint } from "../mailchimp/base-url.ts";
import { type Connection, type ConnectionOptions, connect } from "../mailchimp/connection.ts";
import type { AudienceRef } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { ReadyRequest } from "../model/request.ts";
import type { LoadedConfig } from "../reconciler/config.ts";
import type { Sandbox } from "../sandbox/server.ts";
import type { Call } from "./command.ts";
import { type Log, openLog } from "./log.ts";
import type { GlobalOptions } from "./program.ts";
import { sandboxFailure } from "./sandbox-failure.ts";
import { wantsColour } from "./world.ts";

/** Where the built-in Mailchimp is kept between runs, beside the configuration file. */
export const SANDBOX_FOLDER = join(".audiencectl", "sandbox");

/** The options of commands that talk to Mailchimp. */
export interface ConnectionChoices extends GlobalOptions {
  readonly sandbox?: boolean;
  readonly concurrency: number;
}

/** A way to Mailchimp, real or built in. */
export interface Wired {
  readonly connection: Connection;
  readonly baseUrl: string;
  readonly apiKey: string;
  close(): Promise<void>;
}

/**
 * Puts the pieces together: the endpoint that the environment names, or the built-in one, in which the audience is made
 * that is wanted and not there.
 */
export async function wire(
  call: Call<ConnectionChoices>,
  loaded: Pick<LoadedConfig, "directory">,
  audience: AudienceRef | undefined,
  signal: AbortSignal,
): Promise<Wired | Diagnostic> {
  return call.options.sandbox === true ? wireSandbox(call, loaded, audience, signal) : wireMailchimp(call, signal);
}

/** How many requests have left, repetitions included. */
export function sentBy(connection: Connection): number {
  const { read, write } = connection.requests();
  return read + write;
}

/** Whether a way was found, or what stands in it. */
export function isWired(found: Wired | Diagnostic): found is Wired {
  return "connection" in found;
}

async function wireMailchimp(call: Call<ConnectionChoices>, signal: AbortSignal): Promise<Wired | Diagnostic> {
  const { env } = call.world;
  const found = endpoint({ apiKey: env["MAILCHIMP_API_KEY"], baseUrl: env["MAILCHIMP_BASE_URL"] });
  if (!isEndpoint(found)) return found;
  const connection = connect(await connectionOptions(call, found, signal));
  return { ...found, connection, close: async () => connection.close() };
}

async function wireSandbox(
  call: Call<ConnectionChoices>,
  loaded: Pick<LoadedConfig, "directory">,
  audience: AudienceRef | undefined,
  signal: AbortSignal,
): Promise<Wired | Diagnostic> {
  const { startSandbox } = await import("../sandbox/server.ts");
  const options = { stateDir: join(loaded.directory, SANDBOX_FOLDER), now: call.world.now };
  const sandbox = await startSandbox(options).catch(sandboxFailure);
  if ("severity" in sandbox) return sandbox;
  if (audience !== undefined) provide(sandbox, audience);
  const [apiKey, baseUrl] = [sandbox.apiKey, sandbox.mailchimpUrl];
  const connection = connect(await connectionOptions(call, { apiKey, baseUrl }, signal));
  return {
    apiKey,
    baseUrl,
    connection,
    close: async () => {
      connection.close();
      await sandbox.close();
    },
  };
}

/** The built-in account starts empty: the audience that the file names is made when it is first used. */
function provide({ world }: Sandbox, audience: AudienceRef): void {
  const name = audience.expect?.name ?? audience.name ?? "Sandbox";
  const stands = world.all().some((one) => (audience.id === undefined ? one.name === name : one.id === audience.id));
  if (!stands) world.audience({ name, ...(audience.id === undefined ? {} : { id: audience.id }) });
}

async function connectionOptions(
  { world, options }: Call<ConnectionChoices>,
  endpoint: { readonly apiKey: string; readonly baseUrl: string },
  signal: AbortSignal,
): Promise<ConnectionOptions> {
  const log = await openLog(
    world,
    {
      level: options.quiet === true ? "error" : options.logLevel,
      format: options.logFormat,
      colour: wantsColour(world.stderr, world.env, options.color),
    },
    [endpoint.apiKey],
  );
  return {
    ...endpoint,
    concurrency: options.concurrency,
    signal,
    ...logged(log),
    ...(world.sleep === undefined ? {} : { sleep: world.sleep }),
  };
}

/** What the log tells of calls: which, never whose. A member's id is the MD5 of an address and as good as the address. */
function logged(log: Log): Pick<ConnectionOptions, "onRequest" | "onRetry"> {
  const called = ({ method, path }: ReadyRequest): string =>
    `${method} ${path.replace(/(\/members\/)[0-9a-f]{32}/, "$1•••")}`;
  return {
    onRequest: (request) => log.debug(called(request)),
    onRetry: ({ request, failure, retry, waitMs }) => {
      const { status, code } = failure.facts;
      log.info(`${called(request)}: ${status ?? code ?? "failed"}; try ${retry + 1} in ${waitMs} ms`);
    },
  };
}
