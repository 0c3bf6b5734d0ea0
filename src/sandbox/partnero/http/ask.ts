import type { Json, JsonObject } from "../../json.ts";
import { isObject } from "../../json.ts";
import type { Program } from "../program.ts";
import type { PartneroQuirks } from "../quirks.ts";

/** A request that found its program and its route. */
export interface Ask {
  readonly program: Program;
  readonly quirks: PartneroQuirks;
  /** The base address: origin + "/v1". */
  readonly base: string;
  /** Below /v1. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  /** By name, dots as underscores: so PHP reads a query. */
  readonly query: ReadonlyMap<string, string>;
  /** The body's object; anything else is none. */
  readonly body: JsonObject;
}

/** What a route answers. */
export interface Reply {
  /** 200 unless given. */
  readonly status?: 200 | 201;
  readonly body: JsonObject;
}

/** A command that was carried out and has nothing to show. */
export const DONE: Reply = { body: { status: 1 } };

/** What was asked for, as Partnero wraps it. */
export function shown(data: Json, status: 200 | 201 = 200): Reply {
  return { status, body: { data, status: 1 } };
}

/** A path parameter. */
export function param(ask: Ask, name: string): string {
  return ask.params[name] ?? "";
}

/** A parameter of the query, or of a body that a client sends with a GET; "" is none. */
export function given(ask: Ask, name: string): string | undefined {
  const value = ask.query.get(name.replaceAll(".", "_")) ?? ask.body[name];
  return value === undefined || value === null || value === "" ? undefined : String(value);
}

/** The fields of a change: in `update` (documented), or flat (as Partnero's own n8n client sends them). */
export function changes(ask: Ask): JsonObject {
  const { update } = ask.body;
  return isObject(update) ? update : ask.body;
}

/** The query as PHP reads it: dots in names become underscores, of a name that comes twice the last one counts. */
export function phpQuery(query: URLSearchParams): ReadonlyMap<string, string> {
  return new Map([...query].map(([name, value]) => [name.replaceAll(".", "_"), value]));
}
