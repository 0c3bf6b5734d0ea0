import type { IncomingMessage, ServerResponse } from "node:http";
import { resultArchive } from "./account/archive.ts";
import { BadOrder, type ControlTable, objectIn, wireControls, withQuirks } from "./control.ts";
import { handleIn, play } from "./control-acts.ts";
import { FaultSyntaxError, parseFaults } from "./fault-rule.ts";
import type { Faults } from "./faults.ts";
import { bodyText, send } from "./http/exchange.ts";
import type { Json, JsonObject } from "./json.ts";
import { isList, isObject } from "./json.ts";
import { NotInProgram } from "./partnero/acts/nobody.ts";
import type { State } from "./state.ts";
import type { Traffic } from "./traffic.ts";
import { NobodyThere } from "./world/acts.ts";
import type { AudienceSpec } from "./world/handle.ts";
import type { MemberSeed } from "./world/seed.ts";
import type { Stage } from "./world/stage.ts";

const NOTHING_HERE = "There is nothing here; the API is below /3.0, and GET /sandbox tells what a test can order.";

const ORDERS: Readonly<Record<string, string>> = {
  "GET|DELETE /sandbox/traffic": "the requests seen, or forget them; ?last=N",
  "GET|PUT|DELETE /sandbox/faults": '{"faults": "429:0.05,lost@POST:0.02", "seed": 1, "latencyMs": 80, "jitterMs": 20}',
  "GET|PUT /sandbox/quirks": 'what no evidence settles or what is in the way of a test: {"fakeAddressRule": false}',
  "POST /sandbox/acts": '{"audience": ID, "act": "unsubscribes", "email": ADDRESS}, or a list of these',
  "POST /sandbox/audiences": '{"id": ID, "name": NAME}',
  "POST /sandbox/members": '{"audience": ID, "members": [{"email": ADDRESS, "status": "subscribed", "tags": [NAME]}]}',
  "GET /sandbox/audiences/ID/members": "who is there, as it stands",
  "GET|POST /sandbox/partnero/…":
    "the same for Partnero: traffic, faults, quirks, programs, seed, acts, and who is there, such as partners",
  "POST /sandbox/save": "write the state down, where a folder was given",
};

/** The test-only face over HTTP, below /sandbox and without a key: GET /sandbox tells what there is. */
export class Controls {
  readonly #world: Stage;
  readonly #traffic: Traffic;
  readonly #faults: Faults;
  readonly #state: State;
  readonly #further: ControlTable;

  constructor(world: Stage, traffic: Traffic, faults: Faults, state: State, further: ControlTable) {
    this.#world = world;
    this.#traffic = traffic;
    this.#faults = faults;
    this.#state = state;
    this.#further = further;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://sandbox");
    // A web page that a browser shows must not reach it.
    if (request.headers.origin !== undefined) return reply(response, 403, { error: "No pages, please." });
    const batch = /^\/sandbox\/batches\/([0-9a-f]+)-response\.tar\.gz$/.exec(url.pathname)?.[1];
    if (batch !== undefined) return this.#results(response, batch, url.searchParams);
    const source = await bodyText(request);
    const [, control] = this.#table().find(([pattern]) => pattern.test(`${request.method} ${url.pathname}`)) ?? [];
    if (control === undefined) return reply(response, 404, { error: NOTHING_HERE });
    try {
      const params = url.pathname.split("/").slice(2);
      const body: Json | undefined = source === "" ? undefined : JSON.parse(source);
      reply(response, 200, (await control({ params, query: url.searchParams, body })) ?? {});
    } catch (error) {
      reply(response, isOrderError(error) ? 400 : 500, {
        error: error instanceof Error ? error.message : String(error),
      });
    }
  }

  #table(): ControlTable {
    return [
      ...this.#further,
      ...wireControls("/sandbox", this.#traffic, this.#faults, parseFaults),
      [/^GET \/sandbox\/?$/, () => ({ orders: ORDERS, quirks: this.#world.quirks })],
      [/^GET \/sandbox\/quirks$/, () => this.#world.quirks],
      [/^PUT \/sandbox\/quirks$/, ({ body }) => this.#quirks(objectIn(body))],
      [/^POST \/sandbox\/acts$/, ({ body }) => this.#play(body)],
      // The shapes of seeds are for tests: what does not fit is the test's own fault.
      [/^POST \/sandbox\/audiences$/, ({ body }) => ({ id: this.#world.audience(objectIn(body) as AudienceSpec).id })],
      [/^POST \/sandbox\/members$/, ({ body }) => this.#plant(objectIn(body))],
      [
        /^GET \/sandbox\/audiences\/[^/]+\/members$/,
        ({ params }) => [...handleIn(this.#world, { audience: params[1] ?? "" }).members()],
      ],
      [/^POST \/sandbox\/save$/, () => this.#state.save()],
    ];
  }

  #quirks(given: JsonObject): unknown {
    this.#world.quirks = withQuirks(this.#world.quirks, given);
    return this.#world.quirks;
  }

  #play(body: Json | undefined): unknown {
    const acts = isList(body) ? body : [body ?? {}];
    for (const act of acts) play(this.#world, act);
    return { played: acts.length };
  }

  #plant(body: JsonObject): unknown {
    const handle = handleIn(this.#world, body);
    const seeds = isList(body["members"]) ? body["members"].filter(isObject) : [];
    for (const seed of seeds) if (typeof seed["email"] !== "string") throw new BadOrder("A member needs an email.");
    handle.add(seeds as unknown as readonly MemberSeed[]);
    return { members: handle.size };
  }

  #results(response: ServerResponse, id: string, query: URLSearchParams): void {
    const batch = this.#world.backstage.batches.get(id);
    const expires = query.get("Expires");
    const expired = expires !== null && Number(expires) * 1000 < this.#world.now().getTime();
    if (batch === undefined || batch.status !== "finished" || expired) {
      const text =
        "<?xml version='1.0' encoding='UTF-8'?><Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message></Error>";
      send(response, { status: 400, headers: { "Content-Type": "application/xml; charset=UTF-8" }, text });
      return;
    }
    const archive = resultArchive(batch);
    response
      .writeHead(200, { "Content-Type": "application/octet-stream", "Content-Length": archive.length })
      .end(archive);
  }
}

function isOrderError(error: unknown): boolean {
  return [BadOrder, FaultSyntaxError, NobodyThere, NotInProgram, SyntaxError].some((kind) => error instanceof kind);
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  send(response, {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8" },
    text: JSON.stringify(body),
  });
}
