import { expect } from "vitest";
import type { Json, JsonObject } from "../../src/sandbox/json.ts";
import { isList, isObject } from "../../src/sandbox/json.ts";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/server.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { disagreements } from "./contract.ts";

/** An answer as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Json;
}

/** A sandbox and a plain client of it; every answer is held against the OpenAPI document. */
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
    const parsed = parse(text);
    const bare = path.split("?")[0] ?? path;
    if (
      !path.includes("fields=") &&
      !Object.hasOwn(headers, "x-trigger-error") &&
      isObject(parsed) &&
      isMailchimps(response)
    ) {
      expect(
        disagreements(method, bare, response.status, parsed),
        `${method} ${path} against the OpenAPI document`,
      ).toEqual([]);
    }
    return { status: response.status, headers: response.headers, text, body: parsed };
  };
}

// What the network before Mailchimp says is in no document of Mailchimp's.
function isMailchimps(response: Response): boolean {
  return response.ok || (response.headers.get("content-type") ?? "").startsWith("application/problem+json");
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
