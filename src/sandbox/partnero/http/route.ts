import { paramsOf } from "../../http/route.ts";
import type { Program, ProgramType } from "../program.ts";
import type { Ask, Reply } from "./ask.ts";
import { bare, type Refusal } from "./refusal.ts";

/** What a route does. */
type Handler = (ask: Ask) => Reply;

/** A method and a path of the API, for programs of some types. */
export interface PartneroRoute {
  readonly method: string;
  readonly segments: readonly string[];
  readonly types: readonly ProgramType[];
  readonly handler: Handler;
}

/** Declares routes for programs of some types; `{name}` in a path is a parameter. */
export function routesOf(
  types: readonly ProgramType[],
  table: Readonly<Record<string, Handler>>,
): readonly PartneroRoute[] {
  return Object.entries(table).map(([address, handler]) => {
    const [method = "", path = ""] = address.split(" ");
    return { method, segments: path.split("/").filter(Boolean), types, handler };
  });
}

interface Match {
  readonly route: PartneroRoute;
  readonly params: Readonly<Record<string, string>>;
}

/** The route of a request: 404 where this type of program has no such path, 405 where the path has no such method. */
export function matched(routes: readonly PartneroRoute[], program: Program, method: string, path: string): Match {
  const segments = path.split("/").filter(Boolean);
  const fitting: PartneroRoute[] = [];
  for (const route of routes) {
    if (!route.types.includes(program.type)) continue;
    const params = paramsIn(route, segments);
    if (params === undefined) continue;
    if (route.method === (method === "HEAD" ? "GET" : method)) return { route, params };
    fitting.push(route);
  }
  throw fitting.length > 0 ? unsupported(method, path, fitting) : bare(404, `The route v1${path} could not be found.`);
}

function unsupported(method: string, path: string, fitting: readonly PartneroRoute[]): Refusal {
  const methods = [...new Set(fitting.flatMap((route) => (route.method === "GET" ? ["GET", "HEAD"] : [route.method])))];
  return bare(
    405,
    `The ${method} method is not supported for route v1${path}. Supported methods: ${methods.join(", ")}.`,
    { Allow: methods.join(", ") },
  );
}

// The colon of `/partners:search` is part of the segment and must not be escaped: it is compared as it was sent.
function paramsIn(route: PartneroRoute, segments: readonly string[]): Readonly<Record<string, string>> | undefined {
  return route.segments.length === segments.length ? paramsOf(route, segments) : undefined;
}
