import { setTimeout as after } from "node:timers/promises";
import { isJsonObject } from "../model/json.ts";
import type { ReadyRequest, Send } from "../model/request.ts";
import { counting, type RequestCount } from "./counting.ts";
import { BAD_ANSWER, MailchimpError } from "./error.ts";
import { gated } from "./gate.ts";
import { type Retry, type RetryOptions, retrying } from "./retry.ts";
import { sdkConnection } from "./sdk.ts";

/** How to reach Mailchimp, and who is told what happens. */
export interface ConnectionOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  /** How many calls may be under way at once: 8 unless given, 10 at most. */
  readonly concurrency?: number | undefined;
  readonly timeoutMs?: number | undefined;
  readonly attempts?: number | undefined;
  /** Stops everything; what became of a write that was in flight is then not known. */
  readonly signal?: AbortSignal | undefined;
  /** Asks to stop: what is in flight is awaited, what makes or changes something is not tried again. */
  readonly stopping?: AbortSignal | undefined;
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  /** Told of each try that leaves. */
  readonly onRequest?: ((request: ReadyRequest) => void) | undefined;
  /** Told of the time that an answer bears, as its server wrote it. */
  readonly onDate?: ((date: string) => void) | undefined;
  /** For tests: what waits, and what decides for how long. */
  readonly sleep?: RetryOptions["sleep"];
  readonly random?: () => number;
}

/** A way to Mailchimp with its limits and retries. */
export interface Connection {
  readonly send: Send;
  /** The tries that left so far, repetitions included. */
  requests(): RequestCount;
  account(): Promise<Account>;
  /** Waits as between two tries: ends early when the run is asked to stop. */
  readonly pause: (ms: number) => Promise<void>;
  /** Closes the idle connections; to be called when all is done. */
  close(): void;
}

/** The account that a key belongs to. */
export interface Account {
  readonly id: string;
  readonly name: string;
}

/** Opens a way to Mailchimp; nothing is sent yet, and the SDK is loaded with the first call. */
export function connect(options: ConnectionOptions): Connection {
  const { apiKey, baseUrl, timeoutMs, attempts, signal, stopping, onRetry, onRequest, onDate } = options;
  const sdk = sdkConnection({ apiKey, baseUrl, timeoutMs, signal, onDate });
  const counted = counting((request) => {
    onRequest?.(request);
    return sdk.send(request);
  });
  const sleep = options.sleep ?? ((ms: number, stop = signal) => pause(ms, stop));
  const send = retrying(gated(counted.send, options.concurrency), {
    sleep,
    random: options.random ?? Math.random,
    attempts,
    onRetry,
    stopping,
  });
  const waited = (ms: number) => sleep(ms, stopping);
  return { send, requests: counted.count, account: () => account(send), pause: waited, close: sdk.close };
}

/** Ends early when the run is stopped: the next try then fails as stopped. */
async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await after(ms, undefined, signal === undefined ? {} : { signal }).catch(() => {});
}

async function account(send: Send): Promise<Account> {
  const answer = await send({ method: "GET", path: "/", query: { fields: "account_id,account_name" } });
  if (!isJsonObject(answer)) throw new MailchimpError({ method: "GET", path: "/" }, { status: 200, code: BAD_ANSWER });
  return { id: String(answer["account_id"]), name: String(answer["account_name"]) };
}
