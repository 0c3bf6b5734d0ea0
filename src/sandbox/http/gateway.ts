import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { FaultRule } from "../fault-rule.ts";
import type { Faults } from "../faults.ts";
import type { Json } from "../json.ts";
import { Problem, problemDocument } from "../problem.ts";
import type { Seen, Traffic } from "../traffic.ts";
import type { World } from "../world/world.ts";
import { admit, admitWriting } from "./credentials.ts";
import type { Answer } from "./exchange.ts";
import { bodyText, cut, hang, requestId, send, sendHalf } from "./exchange.ts";
import type { WireExchange } from "./exchange-channel.ts";
import { tell } from "./exchange-channel.ts";
import { germanProblem } from "./german.ts";
import { bodyIn, Interior, problemOf } from "./interior.ts";
import type { Addresses } from "./links.ts";
import { faultAnswer, faultProblem } from "./outage.ts";
import type { Router } from "./route.ts";
import { tooMany, triggered } from "./trigger.ts";

/** Everything that answering needs. */
interface Premises {
  readonly world: World;
  readonly router: Router;
  readonly traffic: Traffic;
  readonly faults: Faults;
  readonly apiKey: string;
  readonly addresses: Addresses;
}

const JSON_TYPE = "application/json; charset=utf-8";

/** Answers requests to `/3.0/…` as the real service does, and does wrong what was ordered. */
export class Gateway {
  readonly #premises: Premises;
  readonly #interior: Interior;
  #inFlight = 0;

  constructor(premises: Premises) {
    this.#premises = premises;
    this.#interior = new Interior(premises.world, premises.router, premises.addresses);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader("Date", this.#premises.world.now().toUTCString());
    const url = new URL(request.url ?? "/", "http://sandbox");
    const path = url.pathname.replace(/\/{2,}/g, "/").slice("/3.0".length) || "/";
    const seen = this.#premises.traffic.arrive(request.method ?? "GET", path, url.searchParams, ++this.#inFlight);
    try {
      const body = await this.#read(request, seen);
      await this.#answered(request, response, { path, query: url.searchParams, body, seen });
    } finally {
      this.#inFlight--;
    }
  }

  async #read(request: IncomingMessage, seen: Seen): Promise<Json | Problem | undefined> {
    try {
      const source = await bodyText(request);
      const body = bodyIn(request.method, source);
      if (body !== undefined && !(body instanceof Problem)) this.#premises.traffic.bodyOf(seen, body, source.length);
      return body;
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
  }

  async #answered(request: IncomingMessage, response: ServerResponse, asked: Asked): Promise<void> {
    const { faults, traffic } = this.#premises;
    const { seen } = asked;
    const fault = faults.strike(seen.method, asked.path);
    seen.fault = fault?.kind;
    const answer = await this.#tried(request, asked, fault);
    tell(() => exchangeOf(request, asked, answer));
    if (fault?.kind === "hang") return hang(request, response);
    if (answer === undefined || fault?.kind === "lost") return cut(request);
    traffic.answer(seen, answer.status);
    if (fault?.kind === "truncated" && answer.text.length > 1) return sendHalf(response, answer);
    send(response, answer);
  }

  async #tried(request: IncomingMessage, asked: Asked, fault: FaultRule | undefined): Promise<Answer | undefined> {
    if (fault?.kind === "cut" || fault?.kind === "hang") return undefined;
    const wait = this.#premises.faults.wait() + (fault?.kind === "slow" ? (fault.amount ?? 2000) : 0);
    if (wait > 0) await delay(wait);
    return this.#outcome(request, asked, fault);
  }

  async #outcome(request: IncomingMessage, asked: Asked, fault: FaultRule | undefined): Promise<Answer> {
    const id = requestId();
    const problem = fault && faultProblem(fault, this.#premises.world.quirks.connectionLimit);
    if (problem !== undefined) return this.#refused(problem, id, fault);
    const instead = fault && faultAnswer(fault);
    if (instead !== undefined && fault?.kind !== "lost-502") return instead;
    const answer = await this.#routed(request, asked, id).catch((error: unknown) => this.#refused(error, id, fault));
    return instead ?? answer;
  }

  async #routed(request: IncomingMessage, asked: Asked, id: string): Promise<Answer> {
    const { world, apiKey } = this.#premises;
    admit(request.headers.authorization, apiKey);
    if (asked.seen.inFlight > world.quirks.connectionLimit) throw tooMany(world.quirks.connectionLimit);
    const trigger = triggered(header(request, "x-trigger-error"));
    if (trigger !== undefined) throw trigger;
    const method = effectiveMethod(request);
    if (method !== "GET") admitWriting(world.backstage.role);
    const ip = request.socket.remoteAddress ?? "127.0.0.1";
    const { route, reply, text } = await this.#interior.handle({ ...asked, method, ip });
    const headers: Record<string, string> = { "Content-Type": JSON_TYPE, "X-Request-Id": id };
    if (reply.status === 204) return { status: 204, headers, text: "" };
    headers["Vary"] = "Accept-Encoding";
    const { schema, admin } = this.#premises.addresses;
    if (route.schema !== undefined) {
      headers["Link"] = `<${schema}/${route.schema}.json>; rel="describedBy"`;
      if (reply.dashboard !== undefined) headers["Link"] += `, <${admin}${reply.dashboard}>; rel="dashboard"`;
    }
    return { status: 200, headers, text };
  }

  #refused(error: unknown, id: string, fault: FaultRule | undefined): Answer {
    const { world, addresses } = this.#premises;
    const found = problemOf(error);
    const german = fault?.kind === "german" || world.quirks.language === "de";
    const problem = german ? germanProblem(found) : found;
    const headers: Record<string, string> = {
      "Content-Type": "application/problem+json; charset=utf-8",
      "X-Request-Id": id,
      Link: `<${addresses.schema}/Definitions/ProblemDetailDocument.json>; rel="describedBy"`,
    };
    if (problem.parts.allow !== undefined) headers["Allow"] = problem.parts.allow;
    if (fault?.kind === "429" && fault.amount !== undefined) headers["Retry-After"] = String(fault.amount);
    return {
      status: problem.status,
      headers,
      text: JSON.stringify(problemDocument(problem, world.quirks.problemType, id)),
    };
  }
}

interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Json | Problem | undefined;
  readonly seen: Seen;
}

function exchangeOf(request: IncomingMessage, asked: Asked, answer: Answer | undefined): WireExchange {
  const { path, query, body, seen } = asked;
  const override = seen.method === "POST" ? header(request, "x-http-method-override") : undefined;
  return {
    method: override ?? seen.method,
    path,
    query,
    headers: request.headers,
    body: body instanceof Problem ? undefined : body,
    fault: seen.fault,
    answer,
  };
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function effectiveMethod(request: IncomingMessage): string {
  const method = request.method ?? "GET";
  const override = header(request, "x-http-method-override");
  if (override === undefined) return method;
  if (method === "POST") return override.toUpperCase();
  throw new Problem(
    422,
    "InvalidMethodOverride",
    "You can only use the X-HTTP-Method-Override header with the POST method.",
  );
}
