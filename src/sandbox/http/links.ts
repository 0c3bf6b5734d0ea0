import type { Json, OpenObject } from "../json.ts";

/** Where links point: the API's base address and the host of its schema documents. */
export interface Addresses {
  /** `http://127.0.0.1:PORT/3.0`. */
  readonly api: string;
  /** `https://us6.api.mailchimp.com/schema/3.0`. */
  readonly schema: string;
  /** `https://us6.admin.mailchimp.com`. */
  readonly admin: string;
}

/** One link, written briefly: rel, method, path below the resource, target schema, body schema. */
export type LinkPattern = readonly [rel: string, method: string, path: string, target?: string, schema?: string];

/** The `_links` of a resource. A path may start with ".." for the parent of `at`. */
export function links(addresses: Addresses, at: string, patterns: readonly LinkPattern[]): Json {
  return patterns.map(([rel, method, path, target, schema]) => {
    const link: OpenObject = { rel, href: `${addresses.api}${resolve(at, path)}`, method };
    if (target !== undefined) link["targetSchema"] = `${addresses.schema}/${target}.json`;
    if (schema !== undefined) link["schema"] = `${addresses.schema}/${schema}.json`;
    return link;
  });
}

function resolve(at: string, path: string): string {
  if (!path.startsWith("..")) return `${at}${path}`;
  const parent = at.slice(0, at.lastIndexOf("/"));
  return `${parent === "" && path === ".." ? "/" : parent}${path.slice(2)}`;
}

/** The links that every item of a collection has: self, parent, update, delete. `kind` is its name in schema paths. */
export function itemLinks(kind: string, ...more: readonly LinkPattern[]): readonly LinkPattern[] {
  const response = `Definitions/${kind}/Response`;
  return [
    ["self", "GET", "", response],
    ["parent", "GET", "..", `Definitions/${kind}/CollectionResponse`, `Paths/${kind}/Collection`],
    ["update", "PATCH", "", response, `Definitions/${kind}/PATCH`],
    ["delete", "DELETE", ""],
    ...more,
  ];
}

/** The links of a collection: self, parent, create. `parent` is the name of what it belongs to in schema paths. */
export function collectionLinks(kind: string, parent = "Lists"): Triple {
  return [
    ["self", "GET", "", `Definitions/${kind}/CollectionResponse`, `Paths/${kind}/Collection`],
    ["parent", "GET", "..", `Definitions/${parent}/Response`],
    ["create", "POST", "", `Definitions/${kind}/Response`, `Definitions/${kind}/POST`],
  ];
}

type Triple = readonly [self: LinkPattern, parent: LinkPattern, create: LinkPattern];
