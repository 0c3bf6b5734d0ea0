import { notAllowed, notFound } from "../problem.ts";
import type { Handler } from "./call.ts";

/** A method and a path of the API, with the schema that its Link header describes. */
export interface Route {
  readonly method: string;
  readonly segments: readonly string[];
  readonly schema: string | undefined;
  readonly handler: Handler;
}

/** Declares a route; `{name}` in the path is a parameter. */
export function route(method: string, path: string, schema: string | undefined, handler: Handler): Route {
  return { method, segments: path.split("/").filter(Boolean), schema, handler };
}

/** A route with the parameters of a path. */
interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** A matcher over routes, by number of segments. */
export class Router {
  readonly #byLength = new Map<number, Route[]>();

  constructor(routes: readonly Route[]) {
    for (const each of routes) {
      const same = this.#byLength.get(each.segments.length) ?? [];
      same.push(each);
      this.#byLength.set(each.segments.length, same);
    }
  }

  /** The route of a request: 404 "Invalid path" when the path is none, 405 with `Allow` when the method is none. */
  match(method: string, path: string): Match {
    const segments = path.split("/").filter(Boolean);
    const allowed: string[] = [];
    for (const each of this.#byLength.get(segments.length) ?? []) {
      const params = paramsOf(each, segments);
      if (params === undefined) continue;
      if (each.method === method) return { route: each, params };
      allowed.push(each.method);
    }
    throw allowed.length > 0 ? notAllowed(allowed.join(", ")) : notFound("Invalid path");
  }
}

/** The parameters that a path gives a route of as many segments; undefined where it is another's. */
export function paramsOf(
  candidate: Pick<Route, "segments">,
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const params: Record<string, string> = {};
  for (const [index, pattern] of candidate.segments.entries()) {
    const segment = segments[index] ?? "";
    if (pattern.startsWith("{")) params[pattern.slice(1, -1)] = decoded(segment);
    else if (pattern !== segment) return undefined;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
