import type { Address } from "./address.ts";
import type { Json } from "./json.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The id that Mailchimp gave, or will give, to the object at an address. */
export interface IdOf {
  readonly idOf: Address;
  /** What stands before it in the same text, as in `interests-a1b2c3d4e5`. */
  readonly prefix?: string;
  /** A number, where the body wants none of the texts that paths are made of. */
  readonly as?: "number";
}

/** A text that must be in no plan, log or report, as the whole URL of a webhook; put in when the call is made. */
export interface SecretOf {
  readonly secretOf: Address;
}

/** A JSON body in which an id may still be unknown and a secret is only named. */
export type Template =
  | null
  | boolean
  | number
  | string
  | readonly Template[]
  | IdOf
  | SecretOf
  | { readonly [key: string]: Template };

/** A call described, not yet made; its path is joined by `/` and each part is encoded when it is sent. */
export interface Request {
  readonly method: Method;
  readonly path: readonly (string | IdOf)[];
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: Template;
}

/** A call with nothing left to resolve; `path` starts with `/` and is encoded already. */
export interface ReadyRequest {
  readonly method: Method;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: Json;
  /** Whether repeating it after a lost answer changes nothing more; a GET always is. */
  readonly repeatable?: boolean;
  /**
   * The answer may come as the text that it is, for whoever has it parsed later: a page that waits for its turn is then
   * one string and no heap of objects. Nobody has looked whether it is JSON to its end.
   */
  readonly unparsed?: true;
}

/** The one way out; limits and retries are wrappers of the same type. A 204 answers null. */
export type Send = (request: ReadyRequest) => Promise<Json>;
