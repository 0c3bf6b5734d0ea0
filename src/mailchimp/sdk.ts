import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { createRequire } from "node:module";
import type { Readable } from "node:stream";
import { jsonOf } from "../model/json.ts";
import type { ReadyRequest, Send } from "../model/request.ts";
import { ABORTED, BAD_ANSWER, mailchimpError, type RawFailure, TIMED_OUT, withoutKey } from "./error.ts";

export interface SdkOptions {
  readonly apiKey: string;
  /** Without a slash at its end, `https://us6.api.mailchimp.com/3.0`. */
  readonly baseUrl: string;
  /** Mailchimp gives up after 120 s; so do we unless told otherwise. */
  readonly timeoutMs?: number | undefined;
  /** Stops calls in flight. What became of one that writes is then not known. */
  readonly signal?: AbortSignal | undefined;
  /** Told of the time that an answer bears, a refusal's too, as its server wrote it. */
  readonly onDate?: ((date: string) => void) | undefined;
}

/** Sends requests through Mailchimp's SDK, over at most 10 connections that are used again. */
export function sdkConnection(options: SdkOptions): { readonly send: Send; close(): void } {
  const agent = new (options.baseUrl.startsWith("https:") ? HttpsAgent : HttpAgent)(KEPT_ALIVE);
  let client: SdkClient | undefined;
  const send: Send = async (request) => {
    if (options.signal?.aborted) throw mailchimpError(request, { code: ABORTED }, options.apiKey);
    client ??= sdkClient(options);
    const call = callOf(client, agent, request, options.signal);
    const answer = await call.catch((error: unknown) => {
      tellDate(options, partOf(error, "response"));
      throw mailchimpError(request, rawFailure(error, options.signal), options.apiKey);
    });
    tellDate(options, answer);
    if (answer.status === 204) return null;
    const text = withoutKey(answer.text, options.apiKey);
    if (request.unparsed === true && text.endsWith("}")) return text;
    const body = jsonOf(text);
    if (body === undefined) throw mailchimpError(request, { status: answer.status, code: BAD_ANSWER }, options.apiKey);
    return body;
  };
  return { send, close: () => agent.destroy() };
}

/** 10 is Mailchimp's limit; an idle connection is dropped before any server in between would drop it under a call. */
const KEPT_ALIVE = { keepAlive: true, maxSockets: 10, maxFreeSockets: 10, timeout: 4_000 };

/** The part of the SDK's client that carries every call. It has no types of its own. */
interface SdkClient {
  basePath: string;
  timeout: number;
  enableCookies: boolean;
  defaultHeaders: Readonly<Record<string, string>>;
  agent: CallHook;
  setConfig(config: { readonly apiKey: string }): void;
  callApi(
    path: string,
    method: string,
    pathParams: object,
    query: object,
    headers: object,
    form: object,
    body: string | null,
    authNames: readonly string[],
    contentTypes: readonly string[],
    accepts: readonly string[],
    returnType: null,
  ): Promise<{ readonly response: SdkResponse }>;
}

/** What the SDK calls with each request that is about to leave, meant for cookies, and with its answer. */
interface CallHook {
  attachCookies(request: SdkRequest): void;
  saveCookies(): void;
}

interface SdkRequest {
  agent(agent: HttpAgent): SdkRequest;
  redirects(most: number): SdkRequest;
  buffer(whole: boolean): SdkRequest;
  parse(parser: (body: Readable, done: (error: Error | null, text: string) => void) => void): SdkRequest;
  abort(): void;
}

interface SdkResponse {
  readonly status: number;
  readonly headers?: unknown;
  readonly body?: unknown;
}

interface Answer {
  readonly status: number;
  readonly headers: unknown;
  readonly text: string;
}

function sdkClient({ apiKey, baseUrl, timeoutMs = 120_000 }: SdkOptions): SdkClient {
  // The package's main module is one client for the whole process; the class behind it is not exported by name.
  const ApiClient: new () => SdkClient = createRequire(import.meta.url)("@mailchimp/mailchimp_marketing/src/ApiClient");
  const client = new ApiClient();
  client.basePath = baseUrl;
  client.timeout = timeoutMs;
  client.enableCookies = true;
  client.defaultHeaders = { "User-Agent": "audiencectl" };
  // `server` stays unset: the SDK would put it in the place of the first "server" anywhere in the URL.
  client.setConfig({ apiKey });
  return client;
}

async function callOf(
  client: SdkClient,
  agent: HttpAgent,
  request: ReadyRequest,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  let stop: (() => void) | undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal?.reason);
  });
  let outgoing: SdkRequest | undefined;
  const hook: CallHook = {
    attachCookies(sdkRequest) {
      outgoing = sdkRequest.agent(agent).redirects(0).buffer(true).parse(wholeText);
    },
    saveCookies() {},
  };
  const onAbort = () => {
    outgoing?.abort();
    stop?.();
  };
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    // A client of its own for each call, since the hook does not tell which call it is called for.
    const own: SdkClient = Object.create(client, { agent: { value: hook } });
    const { response } = await Promise.race([sdkCall(own, request), stopped]);
    return { status: response.status, headers: response.headers, text: textOf(response) };
  } finally {
    signal?.removeEventListener("abort", onAbort);
  }
}

function sdkCall(client: SdkClient, { method, path, query = {}, body }: ReadyRequest) {
  const text = body === undefined ? null : JSON.stringify(body);
  const json = ["application/json"];
  return client.callApi(path, method, {}, query, {}, {}, text, ["basicAuth"], json, json, null);
}

function wholeText(body: Readable, done: (error: Error | null, text: string) => void): void {
  const parts: Buffer[] = [];
  body.on("data", (part: Buffer) => parts.push(part));
  body.on("end", () => done(null, joined(parts)));
}

let scratch = Buffer.alloc(0);

/** The text of some bytes. They are put together in one place for all answers, which costs less than new memory for each. */
function joined(parts: readonly Buffer[]): string {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (scratch.length < length) scratch = Buffer.allocUnsafe(length * 2);
  let end = 0;
  for (const part of parts) end += part.copy(scratch, end);
  return scratch.toString("utf8", 0, end);
}

function textOf({ body }: SdkResponse): string {
  return typeof body === "string" ? body : "";
}

/** Takes from a rejection what may be known of it; all else, the request with its headers first, is left behind. */
function rawFailure(error: unknown, signal: AbortSignal | undefined): RawFailure {
  if (signal?.aborted && error === signal.reason) return { code: ABORTED };
  if (typeof error !== "object" || error === null) return { code: "unknown" };
  const response = partOf(error, "response");
  if (typeof response !== "object" || response === null) return { code: codeOf(error) };
  const wait = partOf(partOf(response, "headers"), "retry-after");
  return {
    status: Number(partOf(response, "status")),
    text: String(partOf(response, "body") ?? ""),
    ...(typeof wait === "string" ? { retryAfter: wait } : {}),
  };
}

function codeOf(error: object): string {
  if (Reflect.has(error, "timeout")) return TIMED_OUT;
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" ? code : "unknown";
}

function tellDate({ onDate }: SdkOptions, response: unknown): void {
  const date = partOf(partOf(response, "headers"), "date");
  if (typeof date === "string") onDate?.(date);
}

function partOf(whole: unknown, name: string): unknown {
  return typeof whole === "object" && whole !== null ? Reflect.get(whole, name) : undefined;
}
