import type { Json, JsonObject } from "../../../src/sandbox/json.ts";
import type { ProgramHandle } from "../../../src/sandbox/partnero/handle.ts";
import type { ProgramSpec } from "../../../src/sandbox/partnero/stage.ts";
import type { Sandbox, SandboxOptions } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import { at, items } from "../client.ts";

/** The instant of every test. */
export const NOW = new Date("2026-03-02T09:00:00Z");

/** An answer as a client of Partnero sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Json;
}

/** A sandbox, one of its programs, and a plain client with the program's key. */
export interface PartneroBench {
  readonly sandbox: Sandbox;
  readonly program: ProgramHandle;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
}

/** Starts a sandbox with a program. */
export async function partneroBench(spec: ProgramSpec = {}, options: SandboxOptions = {}): Promise<PartneroBench> {
  const sandbox = await startSandbox({ now: () => NOW, ...options });
  const program = sandbox.partnero.program("key-of-the-program", spec);
  const call: PartneroBench["call"] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${sandbox.partneroUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${program.token}`, accept: "application/json", ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  };
  return { sandbox, program, call, get: (path) => call("GET", path) };
}

function parsed(text: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

/** What an answer holds. */
export function data(answer: Answer): Json | undefined {
  return at(answer.body, "data");
}

/** The items of a list in an answer. */
export function rows(answer: Answer): readonly JsonObject[] {
  return items(data(answer));
}

/** One value of each item of a list. */
export function values(answer: Answer, name: string): readonly (Json | undefined)[] {
  return rows(answer).map((row) => row[name]);
}
