import type { FaultRule } from "./fault-rule.ts";
import type { Faults } from "./faults.ts";
import type { Json, JsonObject } from "./json.ts";
import { isObject } from "./json.ts";
import type { Traffic } from "./traffic.ts";

/** An order to the sandbox that makes no sense. */
export class BadOrder extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BadOrder";
  }
}

/** An order over HTTP. */
export interface Order {
  /** The segments below /sandbox. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Json | undefined;
}

/** What an order does, by method and path. */
export type ControlTable = readonly (readonly [RegExp, (order: Order) => unknown])[];

/** GET|DELETE traffic · GET|PUT|DELETE faults, below a path. */
export function wireControls<Kind extends string>(
  below: string,
  traffic: Traffic,
  faults: Faults<Kind>,
  parse: (text: string) => readonly FaultRule<Kind>[],
): ControlTable {
  const at = (method: string, name: string) => new RegExp(`^${method} ${below}/${name}$`);
  return [
    [at("GET", "traffic"), ({ query }) => seen(traffic, Number(query.get("last") ?? 1000))],
    [at("DELETE", "traffic"), () => traffic.clear()],
    [at("GET", "faults"), () => ordered(faults)],
    [at("PUT", "faults"), ({ body }) => order(faults, objectIn(body), parse)],
    [at("DELETE", "faults"), () => faults.clear()],
  ];
}

function seen({ total, peak, byMethod, byStatus, requests }: Traffic, last: number): unknown {
  return { total, peak, byMethod, byStatus, requests: last > 0 ? requests.slice(-last) : [] };
}

function ordered<Kind extends string>({ rules, fired, latency }: Faults<Kind>): unknown {
  return { rules, fired, latency };
}

function order<Kind extends string>(
  faults: Faults<Kind>,
  body: JsonObject,
  parse: (text: string) => readonly FaultRule<Kind>[],
): unknown {
  const [rules, seed, latencyMs, jitterMs] = ["faults", "seed", "latencyMs", "jitterMs"].map((name) => body[name]);
  if (typeof rules === "string") faults.set(parse(rules), typeof seed === "number" ? seed : 1);
  if (typeof latencyMs === "number") {
    faults.latency = { ms: latencyMs, jitterMs: typeof jitterMs === "number" ? jitterMs : 0 };
  }
  return ordered(faults);
}

/** The quirks with some of them changed. */
export function withQuirks<Quirks extends object>(quirks: Quirks, given: JsonObject): Quirks {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(quirks, name));
  if (unknown.length > 0) {
    throw new BadOrder(`There is no quirk "${unknown.join('", "')}". There are: ${Object.keys(quirks).join(", ")}.`);
  }
  return { ...quirks, ...given };
}

/** The body, which must be an object. */
export function objectIn(body: Json | undefined): JsonObject {
  if (isObject(body)) return body;
  throw new BadOrder("The body must be a JSON object.");
}
