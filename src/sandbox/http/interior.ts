import { parsedBody } from "../body-shape.ts";
import type { Json } from "../json.ts";
import { Problem, problemDocument } from "../problem.ts";
import type { World } from "../world/world.ts";
import type { InnerAnswer, InnerRequest, Reply } from "./call.ts";
import type { Addresses } from "./links.ts";
import type { Route, Router } from "./route.ts";
import { refuseUnknown, selected, selectionIn } from "./selection.ts";

/** A request without its wire. */
interface Inner {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** A body that is no JSON is refused only where the request finds its route. */
  readonly body: Json | Problem | undefined;
  readonly ip: string;
}

interface Handled {
  readonly route: Route;
  readonly reply: Reply;
  /** The answer's body with `fields` applied, "" for 204. */
  readonly text: string;
}

/** The API behind the wire: what a request of the outside and an operation of a batch have in common. */
export class Interior {
  readonly #world: World;
  readonly #router: Router;
  readonly #addresses: Addresses;

  constructor(world: World, router: Router, addresses: Addresses) {
    this.#world = world;
    this.#router = router;
    this.#addresses = addresses;
  }

  async handle({ method, path, query, body, ip }: Inner): Promise<Handled> {
    const { route, params } = this.#router.match(method, path);
    if (body instanceof Problem) throw body;
    const selection = selectionIn(query);
    const perform = (inner: InnerRequest) => this.#performed(inner, ip);
    const [world, addresses] = [this.#world, this.#addresses];
    const reply = await route.handler({ world, addresses, method, path, params, query, body, ip, perform });
    if (reply.status === 204) return { route, reply, text: "" };
    // A write that is done is not refused afterwards.
    if (method === "GET") refuseUnknown(selection, reply.body);
    return { route, reply, text: reply.text ?? JSON.stringify(selected(reply.body ?? {}, selection)) };
  }

  // Inside a batch a problem's instance is "" (recorded).
  async #performed(inner: InnerRequest, ip: string): Promise<InnerAnswer> {
    try {
      const url = new URL(inner.path, "http://sandbox");
      const path = url.pathname.replace(/^\/3\.0(?=\/)/, "");
      for (const [name, value] of Object.entries(inner.params)) url.searchParams.set(name, value);
      const body = bodyIn(inner.method, inner.body);
      const { reply, text } = await this.handle({ method: inner.method, path, query: url.searchParams, body, ip });
      return { status: reply.status ?? 200, text };
    } catch (error) {
      const problem = problemOf(error);
      return {
        status: problem.status,
        text: JSON.stringify(problemDocument(problem, this.#world.quirks.problemType, "")),
      };
    }
  }
}

/** The body of a request: JSON, the problem that it is none, or undefined where there is none to be read. */
export function bodyIn(method: string | undefined, source: string): Json | Problem | undefined {
  if (method === "GET" || method === "DELETE") return undefined;
  try {
    return parsedBody(source);
  } catch (error) {
    return problemOf(error);
  }
}

/** What an error is answered with; one that is no refusal is a fault of the sandbox and must be seen. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  process.emitWarning(error instanceof Error ? error : String(error));
  return new Problem(
    500,
    "Internal Server Error",
    "A deep internal error has occurred during the processing of your request.",
  );
}
