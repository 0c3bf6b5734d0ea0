import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { type Connection, type ConnectionOptions, connect } from "../../src/mailchimp/connection.ts";
import { MailchimpError } from "../../src/mailchimp/error.ts";
import type { Json } from "../../src/model/json.ts";
import { parseFaults } from "../../src/sandbox/fault-rule.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";

export const KEY = "0123456789abcdef0123456789abcdef-us6";

/** A sandbox and a connection to it that does not wait between tries; both end with the test. */
export async function reached(
  faults: string = "",
  options: Partial<ConnectionOptions> = {},
): Promise<{ readonly sandbox: Sandbox; readonly connection: Connection; readonly waits: readonly number[] }> {
  const sandbox = await startSandbox({ apiKey: KEY, faults: parseFaults(faults) });
  const waits: number[] = [];
  const connection = connect({
    apiKey: KEY,
    baseUrl: sandbox.mailchimpUrl,
    random: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms);
    },
    ...options,
  });
  onTestFinished(async () => {
    connection.close();
    await sandbox.close();
  });
  return { sandbox, connection, waits };
}

/** A server that answers as it is told, for what no sandbox does. */
export async function answering(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly baseUrl: string; readonly server: Server }> {
  const listener: RequestListener = (request, response) => {
    request.resume();
    answer(request, response);
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { baseUrl: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/3.0`, server };
}

/** A connection that tries once and never waits; it ends with the test. */
export function once(baseUrl: string, options: Partial<ConnectionOptions> = {}): Connection {
  const connection = connect({ apiKey: KEY, baseUrl, attempts: 1, ...options });
  onTestFinished(() => connection.close());
  return connection;
}

/** The failure of a call that must fail. */
export async function failure(call: Promise<Json>): Promise<MailchimpError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof MailchimpError) return error;
    throw error;
  }
  throw new Error("the call went well");
}
