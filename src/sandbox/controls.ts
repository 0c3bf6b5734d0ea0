import type { IncomingMessage, ServerResponse } from "node:http";
import type { Faults } from "./faults.ts";
import { send } from "./http/exchange.ts";
import type { Traffic } from "./traffic.ts";
import type { World } from "./world/world.ts";

/** The test-only face over HTTP, below /sandbox. */
export class Controls {
  constructor(_world: World, _traffic: Traffic, _faults: Faults) {}

  async answer(_request: IncomingMessage, response: ServerResponse): Promise<void> {
    send(response, { status: 404, headers: { "Content-Type": "application/json" }, text: "{}" });
  }
}
