import { type Address, formatAddress } from "../model/address.ts";
import type { Json } from "../model/json.ts";
import type { IdOf, ReadyRequest, Request, Template } from "../model/request.ts";

/** The ids of schema objects: those that stood, and those that this run learns as it makes them. */
export type Ids = Map<string, string>;

/** Puts the ids where a request only names the object. Throws where one is not known: its step was not done. */
export function ready(request: Request, ids: Ids): ReadyRequest {
  const path = request.path.map((part) => encodeURIComponent(typeof part === "string" ? part : idOf(part, ids)));
  return {
    method: request.method,
    path: `/${path.join("/")}`,
    ...(request.query === undefined ? {} : { query: request.query }),
    ...(request.body === undefined ? {} : { body: fill(request.body, ids) }),
    repeatable: request.method !== "POST",
  };
}

function fill(template: Template, ids: Ids): Json {
  if (template === null || typeof template !== "object") return template;
  if (isList(template)) return template.map((item) => fill(item, ids));
  if (isIdOf(template)) return idOf(template, ids);
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, fill(value, ids)]));
}

function isList(template: Template): template is readonly Template[] {
  return Array.isArray(template);
}

function isIdOf(template: object): template is IdOf {
  return "idOf" in template;
}

function idOf(reference: IdOf, ids: Ids): string {
  const address: Address = reference.idOf;
  const id = ids.get(formatAddress(address));
  if (id === undefined) throw new Error(`${formatAddress(address)} has no id: it does not stand.`);
  return id;
}
