import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { FaultRule, PartneroFaultKind } from "../../fault-rule.ts";
import type { Faults } from "../../faults.ts";
import type { Answer } from "../../http/exchange.ts";
import { bodyText, cut, hang, send, sendHalf } from "../../http/exchange.ts";
import type { Json, JsonObject } from "../../json.ts";
import { isObject } from "../../json.ts";
import { Problem } from "../../problem.ts";
import type { Seen, Traffic } from "../../traffic.ts";
import { PARTNERO_ROUTES } from "../routes.ts";
import type { PartneroStage } from "../stage.ts";
import { phpQuery } from "./ask.ts";
import { faultPage, faultRefusal } from "./outage.ts";
import { phpJson } from "./php-json.ts";
import { bare, Refusal } from "./refusal.ts";
import { matched } from "./route.ts";
import { Throttle } from "./throttle.ts";

/** Everything that answering needs. */
interface Premises {
  readonly stage: PartneroStage;
  readonly traffic: Traffic;
  readonly faults: Faults<PartneroFaultKind>;
  /** Origin + "/v1". */
  readonly base: string;
}

type Fault = FaultRule<PartneroFaultKind> | undefined;

interface Asked {
  readonly method: string;
  /** Below /v1. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly body: JsonObject;
}

/** Answers requests to `/v1/…` as Partnero does, and does wrong what was ordered. No answer is meant for browsers. */
export class PartneroGateway {
  readonly #premises: Premises;
  readonly #throttle: Throttle;
  #inFlight = 0;

  constructor(premises: Premises) {
    this.#premises = premises;
    this.#throttle = new Throttle(premises.stage.now);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://sandbox");
    const path = url.pathname.slice("/v1".length).replace(/\/+$/, "") || "/";
    const method = request.method ?? "GET";
    const seen = this.#premises.traffic.arrive(method, path, url.searchParams, ++this.#inFlight);
    try {
      const body = await this.#read(request, seen);
      const { authorization } = request.headers;
      const asked = { method, path, query: url.searchParams, authorization, body };
      await this.#answered(request, response, seen, asked);
    } finally {
      this.#inFlight--;
    }
  }

  async #read(request: IncomingMessage, seen: Seen): Promise<JsonObject> {
    const source = await bodyText(request).catch((error: unknown) => {
      if (error instanceof Problem) return "";
      throw error;
    });
    const body = bodyIn(source);
    if (source !== "") this.#premises.traffic.bodyOf(seen, body, source.length);
    return body;
  }

  async #answered(request: IncomingMessage, response: ServerResponse, seen: Seen, asked: Asked): Promise<void> {
    const { faults, traffic } = this.#premises;
    const fault = faults.strike(asked.method, asked.path);
    seen.fault = fault?.kind;
    if (fault?.kind === "hang") return hang(request, response);
    if (fault?.kind === "cut") return cut(request);
    const wait = faults.wait() + (fault?.kind === "slow" ? (fault.amount ?? 2000) : 0);
    if (wait > 0) await delay(wait);
    const answer = this.#outcome(asked, fault);
    if (fault?.kind === "lost") return cut(request);
    traffic.answer(seen, answer.status);
    if (fault?.kind === "truncated" && answer.text.length > 1) return sendHalf(response, answer);
    send(response, answer);
  }

  #outcome(asked: Asked, fault: Fault): Answer {
    const page = fault && faultPage(fault);
    if (page !== undefined) return { ...page, headers: { Server: "cloudflare", ...page.headers } };
    try {
      const refusal = fault && faultRefusal(fault);
      if (refusal !== undefined) throw refusal;
      return this.#routed(asked);
    } catch (error) {
      const { status, body, headers } = refusalOf(error);
      return this.#written(status, body, headers);
    }
  }

  #routed({ method, path, query, authorization, body }: Asked): Answer {
    const { stage, base } = this.#premises;
    const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? "")?.[1];
    const program = token === undefined ? undefined : stage.programs.get(token);
    if (program === undefined) throw bare(401, "Unauthenticated.");
    const headers = this.#throttle.admit(program.token, stage.quirks);
    const { route, params } = matched(PARTNERO_ROUTES, program, method, path);
    const reply = route.handler({ program, quirks: stage.quirks, base, path, params, query: phpQuery(query), body });
    return this.#written(reply.status ?? 200, reply.body, headers);
  }

  #written(status: number, body: Json, headers: Readonly<Record<string, string>>): Answer {
    const text = this.#premises.stage.quirks.phpJson ? phpJson(body) : JSON.stringify(body);
    return { status, headers: { Server: "cloudflare", "Content-Type": "application/json", ...headers }, text };
  }
}

// Laravel takes a body that is no JSON for an empty one; the missing fields are what it complains of.
function bodyIn(source: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(source);
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** What an error is answered with; one that is no refusal is a fault of the sandbox and must be seen. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  process.emitWarning(error instanceof Error ? error : String(error));
  return bare(500, "Server Error");
}
