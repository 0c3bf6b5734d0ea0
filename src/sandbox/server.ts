import type { Server } from "node:http";
import { createServer } from "node:http";
import { Controls } from "./controls.ts";
import type { FaultRules, PartneroFaultKind, PartneroFaultRules } from "./fault-rule.ts";
import { Faults } from "./faults.ts";
import { Gateway } from "./http/gateway.ts";
import type { Addresses } from "./http/links.ts";
import { receive } from "./http/reception.ts";
import { Router } from "./http/route.ts";
import { PartneroGateway } from "./partnero/http/gateway.ts";
import type { PartneroQuirks } from "./partnero/quirks.ts";
import { PartneroStage } from "./partnero/stage.ts";
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
  readonly partneroFaults?: PartneroFaultRules;
  readonly partneroQuirks?: Partial<PartneroQuirks>;
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
  /** The base address for a Partnero client: origin + "/v1". */
  readonly partneroUrl: string;
  readonly partnero: PartneroStage;
  readonly partneroTraffic: Traffic;
  readonly partneroFaults: Faults<PartneroFaultKind>;
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
  const partnero = new PartneroStage(world.now, options.partneroQuirks);
  const partneroTraffic = new Traffic();
  const partneroFaults = new Faults(options.partneroFaults, options.latencyMs);
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
  const partneroUrl = `${origin}/v1`;
  const office = new PartneroGateway({
    stage: partnero,
    traffic: partneroTraffic,
    faults: partneroFaults,
    base: partneroUrl,
  });
  const doors = { mailchimp: gateway, partnero: office, controls };
  server.on("request", (request, response) => receive(request, response, doors, origin));

  return {
    origin,
    mailchimpUrl: `${origin}/3.0`,
    apiKey,
    world,
    traffic,
    faults,
    partneroUrl,
    partnero,
    partneroTraffic,
    partneroFaults,
    save: () => state.save(),
    close: async () => {
      await stopped(server);
      world.courier.close();
      await state.save();
      await state.release();
    },
  };
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
