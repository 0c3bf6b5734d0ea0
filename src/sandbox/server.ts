import type { Server } from "node:http";
import { createServer } from "node:http";
import { Controls } from "./controls.ts";
import type { FaultRules, PartneroFaultKind, PartneroFaultRules } from "./fault-rule.ts";
import { Faults } from "./faults.ts";
import { Gateway } from "./http/gateway.ts";
import type { Addresses } from "./http/links.ts";
import { receive } from "./http/reception.ts";
import { Router } from "./http/route.ts";
import { partneroControls } from "./partnero/controls.ts";
import { PartneroGateway } from "./partnero/http/gateway.ts";
import type { PartneroQuirks } from "./partnero/quirks.ts";
import { PartneroStage, SANDBOX_PARTNERO_KEY } from "./partnero/stage.ts";
import type { Quirks } from "./quirks.ts";
import { ROUTES } from "./routes.ts";
import { openState, type State } from "./state.ts";
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
  /** The key of its usual program. */
  readonly partneroKey: string;
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

/** Starts emulators of Mailchimp's Marketing API v3 and of Partnero's API v1 on loopback. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? (() => new Date());
  const [world, traffic] = [new Stage(now, options.quirks), new Traffic()];
  const [partnero, partneroTraffic] = [new PartneroStage(now, options.partneroQuirks), new Traffic()];
  const faults = new Faults(options.faults, options.latencyMs);
  const partneroFaults = new Faults(options.partneroFaults, options.latencyMs);
  const state = await openState(options.stateDir, world, partnero);
  const server = createServer({ keepAliveTimeout: 60_000 });
  await listening(server, options.port ?? 0).catch(async (error: unknown) => {
    await state.release();
    throw error;
  });

  const origin = `http://127.0.0.1:${portOf(server)}`;
  const apiKey = options.apiKey ?? SANDBOX_API_KEY;
  const urls = { origin, mailchimpUrl: `${origin}/3.0`, partneroUrl: `${origin}/v1` };
  const faces = { ...urls, apiKey, partneroKey: SANDBOX_PARTNERO_KEY };
  const parts = { world, traffic, faults, partnero, partneroTraffic, partneroFaults };
  openDoors(server, { ...faces, ...parts }, state);
  return {
    ...faces,
    ...parts,
    save: () => state.save(),
    close: async () => {
      await stopped(server);
      world.courier.close();
      await state.save();
      await state.release();
    },
  };
}

function openDoors(server: Server, sandbox: Omit<Sandbox, "save" | "close">, state: State): void {
  const { origin, apiKey, world, traffic, faults, partnero, partneroTraffic, partneroFaults } = sandbox;
  const addresses = addressesAt(origin, apiKey);
  const partneroDesk = partneroControls(partnero, partneroTraffic, partneroFaults);
  const doors = {
    mailchimp: new Gateway({ world, router: new Router(ROUTES), traffic, faults, apiKey, addresses }),
    partnero: new PartneroGateway({
      stage: partnero,
      traffic: partneroTraffic,
      faults: partneroFaults,
      base: sandbox.partneroUrl,
    }),
    controls: new Controls(world, traffic, faults, state, partneroDesk),
  };
  server.on("request", (request, response) => receive(request, response, doors, origin));
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
