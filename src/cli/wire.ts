import { join } from "node:path";
import { endpoint, isEndpoint } from "../mailchimp/base-url.ts";
import { type Connection, connect } from "../mailchimp/connection.ts";
import type { AudienceRef } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { LoadedConfig } from "../reconciler/config.ts";
import type { Call } from "./command.ts";
import type { GlobalOptions } from "./program.ts";

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

/** Puts the pieces together: the endpoint that the environment names, or the built-in one. */
export async function wire(
  call: Call<ConnectionChoices>,
  loaded: LoadedConfig,
  audience: AudienceRef,
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

async function wireMailchimp(
  { world, options }: Call<ConnectionChoices>,
  signal: AbortSignal,
): Promise<Wired | Diagnostic> {
  const found = endpoint({ apiKey: world.env["MAILCHIMP_API_KEY"], baseUrl: world.env["MAILCHIMP_BASE_URL"] });
  if (!isEndpoint(found)) return found;
  const connection = connect({ ...found, concurrency: options.concurrency, signal });
  return { ...found, connection, close: async () => connection.close() };
}

async function wireSandbox(
  { options }: Call<ConnectionChoices>,
  loaded: LoadedConfig,
  audience: AudienceRef,
  signal: AbortSignal,
): Promise<Wired> {
  const { startSandbox } = await import("../sandbox/server.ts");
  const sandbox = await startSandbox({ stateDir: join(loaded.directory, SANDBOX_FOLDER) });
  const name = audience.expect?.name ?? audience.name ?? "Sandbox";
  const stands = sandbox.world
    .all()
    .some((one) => (audience.id === undefined ? one.name === name : one.id === audience.id));
  if (!stands) sandbox.world.audience({ name, ...(audience.id === undefined ? {} : { id: audience.id }) });
  const [apiKey, baseUrl] = [sandbox.apiKey, sandbox.mailchimpUrl];
  const connection = connect({ apiKey, baseUrl, concurrency: options.concurrency, signal });
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
