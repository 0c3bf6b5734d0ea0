import { existsSync, readFileSync } from "node:fs";
import type { Json, JsonObject } from "../../src/sandbox/json.ts";

/** An exchange with the real service. */
export interface Recorded {
  readonly id: string;
  readonly kind: string;
  readonly recorded_at?: string;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly request_body?: Json;
  readonly status: number;
  readonly response_headers?: Readonly<Record<string, string>>;
  readonly response_body: Json;
}

/** Where recorded traffic may lie; it is not ours to ship. */
export const RECORDINGS_PATH = process.env["MAILCHIMP_RECORDINGS"] ?? "";

/** All exchanges, none when the file is not there. */
export function recordings(): readonly Recorded[] {
  if (!existsSync(RECORDINGS_PATH)) return [];
  const lines = readFileSync(RECORDINGS_PATH, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Recorded);
}

/** The year of an exchange, 0 when nobody wrote it down. */
export function yearOf(exchange: Recorded): number {
  return Number(/20\d\d/.exec(exchange.recorded_at ?? "")?.[0] ?? 0);
}

/** An answer's body as an object, empty when it is none. */
export function bodyOf(exchange: Recorded): JsonObject {
  const body = exchange.response_body;
  // The recordings are trusted input of a test.
  return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as JsonObject) : {};
}
