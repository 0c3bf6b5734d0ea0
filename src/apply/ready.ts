import type { Json } from "../model/json.ts";
import type { IdOf, ReadyRequest, Request, SecretOf, Template } from "../model/request.ts";
import type { Standing } from "./standing.ts";

/** Puts the ids where a request only names an object. Throws `NotStanding` where one does not stand. */
export function ready(request: Request, standing: Standing): ReadyRequest {
  const path = request.path.map((part) =>
    encodeURIComponent(typeof part === "string" ? part : standing.idOf(part.idOf)),
  );
  return {
    method: request.method,
    path: `/${path.join("/")}`,
    ...(request.query === undefined ? {} : { query: request.query }),
    ...(request.body === undefined ? {} : { body: filled(request.body, standing) }),
    repeatable: request.method !== "POST",
  };
}

function filled(template: Template, standing: Standing): Json {
  if (template === null || typeof template !== "object") return template;
  if (isList(template)) return template.map((item) => filled(item, standing));
  if (isIdOf(template)) return writtenId(template, standing);
  if (isSecretOf(template)) throw new Error("No secret is known to this run.");
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, filled(value, standing)]));
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
