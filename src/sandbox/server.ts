import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { Controls } from "./controls.ts";
import type { FaultRules } from "./fault-rule.ts";
import { Faults } from "./faults.ts";
import { Gateway } from "./http/gateway.ts";
import type { Addresses } from "./http/links.ts";
import { Router } from "./http/route.ts";
import type { Quirks } from "./quirks.ts";
import { ROUTES } from "./routes.ts";
import { openState } from "./state.ts";
import { Traffic } from "./traffic.ts";
import { Stage } from "./world/stage.ts";

/** How a sandbox is to be started. */
export interface SandboxOptions {
  /** A free one unless given. */
  readonly port?: number;
  /** 32 hex characters, a hyphen and a data centre; requests with any other key are refused. */
  readonly apiKey?: string;
  /** A folder in which the state is kept between runs; one sandbox at a time. */
  readonly stateDir?: string;
  /** How long every answer waits. */
  readonly latencyMs?: number;
  readonly faults?: FaultRules;
  readonly now?: () => Date;
  readonly quirks?: Partial<Quirks>;
}

/** A running sandbox. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** The base address for a Mailchimp client: origin + "/3.0". */
  readonly mailchimpUrl: string;
  readonly apiKey: string;
  readonly world: Stage;
  readonly traffic: Traffic;
  readonly faults: Faults;
  /** Writes the state, where a folder was given. */
  save(): Promise<void>;
  /** Writes the state, cuts all connections, frees port and lock. */
  close(): Promise<void>;
}

/** The key that a sandbox takes unless told otherwise. */
const SANDBOX_API_KEY = "0123456789abcdef0123456789abcdef-us6";

/** Starts an emulator of Mailchimp's Marketing API v3 on loopback. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = new Stage(options.now ?? (() => new Date()), options.quirks);
  const state = await openState(options.stateDir, world);
  const traffic = new Traffic();
  const faults = new Faults(options.faults, options.latencyMs);
  const apiKey = options.apiKey ?? SANDBOX_API_KEY;

  const server = createServer({ keepAliveTimeout: 60_000 });
  try {
    await listening(server, options.port ?? 0);
  } catch (error) {
    await state.release();
    throw error;
  }
  const origin = `http://127.0.0.1:${portOf(server)}`;
  const addresses = addressesAt(origin, apiKey);
  const gateway = new Gateway({ world, router: new Router(ROUTES), traffic, faults, apiKey, addresses });
  const controls = new Controls(world, traffic, faults, state);
  server.on("request", (request, response) => receive(request, response, gateway, controls, origin));

  return {
    origin,
    mailchimpUrl: `${origin}/3.0`,
    apiKey,
    world,
    traffic,
    faults,
    save: () => state.save(),
    close: async () => {
      await stopped(server);
      world.courier.close();
      await state.save();
      await state.release();
    },
  };
}

function receive(
  request: IncomingMessage,
  response: ServerResponse,
  gateway: Gateway,
  controls: Controls,
  origin: string,
): void {
  // A client that takes this for its proxy writes the whole address.
  request.url = (request.url ?? "/").replace(/^https?:\/\/[^/?]*(?=\/)/i, "");
  const url = request.url;
  if (/^\/3\.0(\?|$)/.test(url)) {
    moved(response, `${origin}${url.replace("/3.0", "/3.0/")}`);
    return;
  }
  const answering = url.startsWith("/3.0/") ? gateway.answer(request, response) : controls.answer(request, response);
  // A client that went away is no event; anything else is a fault of the sandbox and must be seen.
  answering.catch((error: unknown) => {
    if (!request.socket.destroyed) process.emitWarning(error instanceof Error ? error : String(error));
    response.destroy();
  });
}

// Recorded: /3.0 without a slash is redirected by the server before the API.
function moved(response: ServerResponse, location: string): void {
  const page = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>301 Moved Permanently</title>\n</head><body>\n<h1>Moved Permanently</h1>\n<p>The document has moved <a href="${location.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}">here</a>.</p>\n</body></html>\n`;
  response
    .writeHead(301, { Server: "openresty", "Content-Type": "text/html; charset=iso-8859-1", Location: location })
    .end(page);
}

function addressesAt(origin: string, apiKey: string): Addresses {
  const centre = /-(us\d+)$/.exec(apiKey)?.[1] ?? "us6";
  return {
    api: `${origin}/3.0`,
    schema: `https://${centre}.api.mailchimp.com/schema/3.0`,
    admin: `https://${centre}.admin.mailchimp.com`,
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
