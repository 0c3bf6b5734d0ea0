import { setTimeout as after } from "node:timers/promises";
import { isJsonObject, type JsonObject, jsonOf } from "../../model/json.ts";
import { CODE, mayPass, PartneroFailure } from "./failure.ts";

/** How to reach one program of Partnero. */
export interface PartneroClientOptions {
  /** Without a slash at its end, `https://api.partnero.com/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly signal?: AbortSignal | undefined;
  /** Told of each try that failed and is about to be made again. */
  readonly onRetry?: ((retry: PartneroRetry) => void) | undefined;
  /** For tests: what waits, and what decides for how long. */
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
  readonly random?: (() => number) | undefined;
}

/** A try that is about to be made again. */
export interface PartneroRetry {
  /** What became of the last one, `429` or `ECONNRESET`. */
  readonly why: string;
  /** 1 for the first repetition. */
  readonly retry: number;
  readonly waitMs: number;
}

/** Asks a program for something: the only verb there is. Throws `PartneroFailure`. */
export type PartneroGet = (path: string, query?: Readonly<Record<string, string | number>>) => Promise<JsonObject>;

/** Opens a way to a program that can read and nothing else, and asks again while that may help. */
export function partneroClient(options: PartneroClientOptions): PartneroGet {
  const { sleep = (ms: number) => pause(ms, options.signal), random = Math.random } = options;
  return async (path, query = {}) => {
    for (let tries = 1; ; tries++) {
      try {
        return await asked(path, query, options);
      } catch (failure) {
        if (!(failure instanceof PartneroFailure) || !mayPass(failure) || tries >= attempts(failure)) throw failure;
        const waitMs = wait(failure, tries, random);
        options.onRetry?.({ why: String(failure.status ?? failure.code ?? "failed"), retry: tries, waitMs });
        await sleep(waitMs);
      }
    }
  };
}

const TIMEOUT_MS = 60_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const LONGEST_WISH_S = 300;

/** A limit passes if one only waits; what is broken may stay so. */
function attempts({ status }: PartneroFailure): number {
  return status === 429 ? 12 : 6;
}

/** Full jitter, never less than Retry-After asks for. */
function wait({ retryAfter = 0 }: PartneroFailure, tries: number, random: () => number): number {
  const jittered = random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
  return Math.round(Math.min(LONGEST_WISH_S, retryAfter) * 1000 + jittered);
}

/** Ends early when the run is stopped: the next try then fails as stopped. */
async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await after(ms, undefined, signal === undefined ? {} : { signal }).catch(() => {});
}

async function asked(
  path: string,
  query: Readonly<Record<string, string | number>>,
  { baseUrl, apiKey, signal }: PartneroClientOptions,
): Promise<JsonObject> {
  if (signal?.aborted === true) throw new PartneroFailure({ code: CODE.stopped });
  const url = new URL(`${baseUrl}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      headers: { Authorization: `Bearer ${apiKey}`, Accept: "application/json" },
      // A key must not follow wherever an answer points to.
      redirect: "manual",
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new PartneroFailure({ status: response.status, retryAfter: seconds(response.headers.get("retry-after")) });
    }
    const body = jsonOf(text);
    if (!isJsonObject(body)) throw new PartneroFailure({ code: CODE.badAnswer });
    return body;
  } catch (error) {
    throw error instanceof PartneroFailure ? error : new PartneroFailure({ code: codeOf(error, signal) });
  }
}

function seconds(header: string | null): number | undefined {
  return header !== null && /^\d+$/.test(header) ? Number(header) : undefined;
}

/** An answer that breaks off in the middle has no code of its own. */
function codeOf(error: unknown, signal: AbortSignal | undefined): string {
  if (signal?.aborted === true) return CODE.stopped;
  if (error instanceof Error && error.name === "TimeoutError") return CODE.timeout;
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code: unknown = typeof cause === "object" && cause !== null ? Reflect.get(cause, "code") : undefined;
  return typeof code === "string" ? code : CODE.badAnswer;
}
