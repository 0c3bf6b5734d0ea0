import type { Json } from "../json.ts";
import { notFound, unvalidated } from "../problem.ts";
import { restamped } from "../stamp.ts";
import type { Audience } from "../world/audience.ts";
import type { Member } from "../world/member.ts";
import type { World } from "../world/world.ts";
import type { Addresses } from "./links.ts";

/** A request that found its route. */
export interface Call {
  readonly world: World;
  readonly addresses: Addresses;
  readonly method: string;
  /** Below `/3.0`. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Json | undefined;
  readonly ip: string;
  /** Carries out another request of the same user, without the wire: what batches do. */
  readonly perform: (inner: InnerRequest) => Promise<InnerAnswer>;
}

/** A request inside a batch; its body is a text. */
export interface InnerRequest {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Its answer. */
export interface InnerAnswer {
  readonly status: number;
  readonly text: string;
}

/** What a route answers. */
export interface Reply {
  /** 200 unless given; 204 has no content. */
  readonly status?: 200 | 204;
  readonly body?: Json;
  /** The body as text, made by the route itself with `fields` already applied. */
  readonly text?: string;
  /** A page of the web application for the Link header, below the admin host. */
  readonly dashboard?: string;
}

/** What a route does. */
export type Handler = (call: Call) => Reply | Promise<Reply>;

/** An answer without content. */
export const NOTHING: Reply = { status: 204 };

/** A path parameter. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? "";
}

/** The audience that the path names. */
export function audienceOf(call: Call): Audience {
  const audience = call.world.audiences.get(param(call, "list"));
  if (audience === undefined) throw notFound();
  return audience;
}

/** The contact that the path names, by hash, address or contact id. */
export function memberOf(call: Call, audience: Audience): Member {
  const member = audience.roster.find(param(call, "member"));
  if (member === undefined) throw notFound();
  return member;
}

/** `true` and `1`, in any case, are true; anything else is false (since 2021-03). */
export function asked(call: Call, name: string): boolean {
  const value = call.query.get(name)?.toLowerCase();
  return value === "true" || value === "1";
}

/** `count` (10 unless given, 1000 at most) and `offset`. */
export function pageOf(call: Call): { readonly count: number; readonly offset: number } {
  return { count: Math.min(whole(call, "count", 10), 1000), offset: whole(call, "offset", 0) };
}

/** The items on the page that the query asks for. */
export function paged<T>(call: Call, items: readonly T[]): readonly T[] {
  const { count, offset } = pageOf(call);
  return items.slice(offset, offset + count);
}

/** A moment in the query, in Mailchimp's form. */
export function momentIn(call: Call, name: string): string | undefined {
  const given = call.query.get(name);
  if (given === null || given === "") return undefined;
  const moment = restamped(given);
  if (moment === undefined) throw unvalidated([{ field: name, message: "This value is not a valid datetime." }]);
  return moment;
}

function whole(call: Call, name: string, fallback: number): number {
  const given = call.query.get(name);
  if (given === null || given === "") return fallback;
  const number = Number(given);
  if (Number.isInteger(number) && number >= 0) return number;
  throw unvalidated([{ field: name, message: `Schema describes integer, ${typeof given} found instead` }]);
}
