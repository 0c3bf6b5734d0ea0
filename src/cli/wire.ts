import { join } from "node:path";
import { endpoint, isEndpoint } from "../mailchimp/base-url.ts";
import { type Connection, type ConnectionOptions, connect } from "../mailchimp/connection.ts";
import type { AudienceRef } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { ReadyRequest } from "../model/request.ts";
import type { PartneroResource, SourceDeclaration } from "../model/source.ts";
import type { LoadedConfig } from "../reconciler/config.ts";
import type { Sandbox } from "../sandbox/server.ts";
import type { Call } from "./command.ts";
import { type Log, openLog } from "./log.ts";
import type { GlobalOptions } from "./program.ts";
import { type ProgressLine, progressOn } from "./progress-line.ts";
import { sandboxFailure } from "./sandbox-failure.ts";
import { type CliWorld, wantsColour } from "./world.ts";

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
  /** Where Partnero is, and its keys. */
  readonly partnero: PartneroWords;
  readonly baseUrl: string;
  readonly apiKey: string;
  close(): Promise<void>;
}

/** Where Partnero is for this run. */
export interface PartneroWords {
  readonly baseUrl: string | undefined;
  /** The key in an environment variable. */
  readonly keyOf: (variable: string) => string | undefined;
  readonly isBuiltIn: boolean;
}

/** What a connection may be told beside what every command tells it. */
export type WireTerms = Pick<ConnectionOptions, "attempts" | "timeoutMs" | "onDate" | "stopping">;

/**
 * Puts the pieces together: the endpoint that the environment names, or the built-in one, in which the audience is made
 * that is wanted and not there.
 */
export async function wire(
  call: Call<ConnectionChoices>,
  loaded: Pick<LoadedConfig, "directory">,
  wanted: Wanted,
  signal: AbortSignal,
  terms: WireTerms = {},
): Promise<Wired | Diagnostic> {
  return call.options.sandbox === true
    ? wireSandbox(call, loaded, wanted, { ...terms, signal })
    : wireMailchimp(call, { ...terms, signal });
}

/** What a run asks for, and the built-in services make where it is not there. */
export interface Wanted {
  readonly audience?: AudienceRef;
  readonly sources?: readonly SourceDeclaration[];
}

/** Where the environment says that Partnero is. */
export function partneroOf(env: CliWorld["env"]): PartneroWords {
  return { baseUrl: env["PARTNERO_BASE_URL"], keyOf: (name) => env[name], isBuiltIn: false };
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

type SignalledTerms = WireTerms & { readonly signal: AbortSignal };

async function wireMailchimp(call: Call<ConnectionChoices>, terms: SignalledTerms): Promise<Wired | Diagnostic> {
  const { env } = call.world;
  const found = endpoint({ apiKey: env["MAILCHIMP_API_KEY"], baseUrl: env["MAILCHIMP_BASE_URL"] });
  if (!isEndpoint(found)) return found;
  const connection = connect(await connectionOptions(call, found, terms));
  return { ...found, connection, partnero: partneroOf(env), close: async () => connection.close() };
}

async function wireSandbox(
  call: Call<ConnectionChoices>,
  loaded: Pick<LoadedConfig, "directory">,
  { audience, sources = [] }: Wanted,
  terms: SignalledTerms,
): Promise<Wired | Diagnostic> {
  const { startSandbox } = await import("../sandbox/server.ts");
  const options = { stateDir: join(loaded.directory, SANDBOX_FOLDER), now: call.world.now };
  const sandbox = await startSandbox(options).catch(sandboxFailure);
  if ("severity" in sandbox) return sandbox;
  if (audience !== undefined) provideAudience(sandbox, audience);
  providePrograms(sandbox, sources);
  const [apiKey, baseUrl] = [sandbox.apiKey, sandbox.mailchimpUrl];
  const connection = connect(await connectionOptions(call, { apiKey, baseUrl }, terms));
  return {
    apiKey,
    baseUrl,
    connection,
    partnero: { baseUrl: sandbox.partneroUrl, keyOf: (name) => programKey(sandbox, name), isBuiltIn: true },
    close: async () => {
      connection.close();
      await sandbox.close();
    },
  };
}

/** The built-in account starts empty: the audience that the file names is made when it is first used. */
export function provideAudience({ world }: Sandbox, audience: Omit<AudienceRef, "declaredAt">): void {
  const name = audience.expect?.name ?? audience.name ?? "Sandbox";
  const stands = world.all().some((one) => (audience.id === undefined ? one.name === name : one.id === audience.id));
  if (!stands) world.audience({ name, ...(audience.id === undefined ? {} : { id: audience.id }) });
}

/** The built-in Partnero has a program for each key that sources name, full of people when it is first used. */
function providePrograms(sandbox: Sandbox, sources: readonly SourceDeclaration[]): void {
  for (const source of sources) {
    if (source.type !== "partnero") continue;
    const key = programKey(sandbox, source.keyFrom);
    const stands = sandbox.partnero.all().some(({ token }) => token === key);
    if (!stands) sandbox.partnero.program(key, { type: PROGRAM_TYPE[source.resource] }).seed();
  }
}

const PROGRAM_TYPE: Readonly<Record<PartneroResource, "Affiliate" | "Referral" | "Newsletter">> = {
  partners: "Affiliate",
  customers: "Affiliate",
  "referral-customers": "Referral",
  subscribers: "Newsletter",
};

/** The key of the built-in Partnero's program that stands for the one whose key is in a variable. */
function programKey({ partneroKey }: Sandbox, variable: string): string {
  return variable === "PARTNERO_API_KEY" ? partneroKey : `${partneroKey}-${variable.toLowerCase()}`;
}

/** The id of an audience whose variable is unset: each environment has one of its own in the built-in Mailchimp. */
export function sandboxAudienceId({ env }: GlobalOptions): string {
  return env === undefined ? "sandbox" : `sandbox-${env}`;
}

/** By what an audience is remembered between runs: one of the built-in Mailchimp may have the id of a real one. */
export function rememberedAs(audience: string, { sandbox }: Pick<ConnectionChoices, "sandbox">): string {
  return sandbox === true ? `sandbox:${audience}` : audience;
}

async function connectionOptions(
  call: Call<ConnectionChoices>,
  endpoint: { readonly apiKey: string; readonly baseUrl: string },
  terms: SignalledTerms,
): Promise<ConnectionOptions> {
  const { world, options } = call;
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
    ...terms,
    ...told(log, progressOn(call)),
    ...(world.sleep === undefined ? {} : { sleep: world.sleep }),
  };
}

/**
 * What the log tells of calls: which, never whose. A member's id is the MD5 of an address and as good as the address.
 * Who watches is told of long waits too.
 */
function told(log: Log, line: ProgressLine): Pick<ConnectionOptions, "onRequest" | "onRetry"> {
  const called = ({ method, path }: ReadyRequest): string =>
    `${method} ${path.replace(/(\/members\/)[0-9a-f]{32}/, "$1•••")}`;
  let waits = false;
  return {
    onRequest: (request) => {
      log.debug(called(request));
      if (waits) line.clear();
      waits = false;
    },
    onRetry: ({ request, failure, retry, waitMs }) => {
      const { status, code } = failure.facts;
      const why = status ?? code ?? "failed";
      log.info(`${called(request)}: ${why}; try ${retry + 1} in ${waitMs} ms`);
      waits = waitMs >= LONG_WAIT_MS;
      if (waits) line.show({ phase: `Waiting for Mailchimp (${why}), try`, done: retry + 1, failed: 0 });
    },
  };
}

const LONG_WAIT_MS = 1000;
