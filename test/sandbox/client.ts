import type { Json, JsonObject } from "../../src/sandbox/json.ts";
import { isList, isObject } from "../../src/sandbox/json.ts";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/server.ts";
import { startSandbox } from "../../src/sandbox/server.ts";

/** An answer as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Json;
}

/** A sandbox and a plain client of it. */
export interface Bench {
  readonly sandbox: Sandbox;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

/** Starts a sandbox with a client. */
export async function bench(options: SandboxOptions = {}): Promise<Bench> {
  const sandbox = await startSandbox(options);
  return { sandbox, call: caller(sandbox) };
}

function caller(sandbox: Sandbox): Bench["call"] {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${sandbox.mailchimpUrl}${path}`, {
      method,
      redirect: "manual",
      headers: { authorization: `Bearer ${sandbox.apiKey}`, "content-type": "application/json", ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  };
}

function parse(text: string): Json {
  try {
    const parsed: Json = JSON.parse(text);
    return parsed;
  } catch {
    return text;
  }
}

/** What stands at a path of keys and indices. */
export function at(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let found = value;
  for (const step of path) {
    if (isList(found) && typeof step === "number") found = found[step];
    else found = isObject(found) ? found[String(step)] : undefined;
  }
  return found;
}

/** Items of a list in an answer, as objects. */
export function items(value: Json | undefined): readonly JsonObject[] {
  return isList(value) ? value.filter(isObject) : [];
}

/** The keys of an object, in their order. */
export function keysOf(value: Json | undefined): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}
