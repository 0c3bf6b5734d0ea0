import { type Address, formatAddress } from "../model/address.ts";
import type { Json } from "../model/json.ts";
import type { IdOf, ReadyRequest, Request, SecretOf, Template } from "../model/request.ts";
import type { Standing } from "./standing.ts";

/** Puts the ids and secrets where a request only names them. Throws `NotStanding` where an object does not stand. */
export function ready(request: Request, standing: Standing, reveal: Reveal): ReadyRequest {
  const path = request.path.map((part) =>
    encodeURIComponent(typeof part === "string" ? part : standing.idOf(part.idOf)),
  );
  return {
    method: request.method,
    path: `/${path.join("/")}`,
    ...(request.query === undefined ? {} : { query: request.query }),
    ...(request.body === undefined ? {} : { body: filled(request.body, standing, reveal) }),
    repeatable: request.method !== "POST",
  };
}

type Reveal = (at: Address) => string | undefined;

function filled(template: Template, standing: Standing, reveal: Reveal): Json {
  if (template === null || typeof template !== "object") return template;
  if (isList(template)) return template.map((item) => filled(item, standing, reveal));
  if (isIdOf(template)) return writtenId(template, standing);
  if (isSecretOf(template)) return revealed(template.secretOf, reveal);
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, filled(value, standing, reveal)]));
}

function revealed(at: Address, reveal: Reveal): string {
  const secret = reveal(at);
  if (secret === undefined) throw new Error(`The secret part of ${formatAddress(at)} is not known to this run.`);
  return secret;
}

function writtenId({ idOf, prefix = "", as }: IdOf, standing: Standing): Json {
  const id = standing.idOf(idOf);
  return as === "number" ? Number(id) : prefix + id;
}

function isList(template: Template): template is readonly Template[] {
  return Array.isArray(template);
}

function isIdOf(template: object): template is IdOf {
  return "idOf" in template;
}

function isSecretOf(template: object): template is SecretOf {
  return "secretOf" in template;
}
