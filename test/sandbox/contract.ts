import type { WireExchange } from "../../src/sandbox/http/exchange-channel.ts";
import type { Json } from "../../src/sandbox/json.ts";
import { isObject } from "../../src/sandbox/json.ts";
import { isDeviation } from "./deviations.ts";
import type { Operation } from "./openapi.ts";
import { hasDocument, misfits, operationOf } from "./openapi.ts";

/** How many have been held against the document so far. */
export const held = { requests: 0, answers: 0 };

/** Where an exchange is not as Mailchimp's OpenAPI document says: what we sent, and what was answered. Without the document: nowhere. */
export function disagreements(exchange: WireExchange): readonly string[] {
  if (!hasDocument) return [];
  const operation = operationOf(exchange.method, exchange.path);
  const asked = isOurs(exchange) ? inRequest(exchange, operation) : [];
  const answered = operation === undefined ? [] : inAnswer(exchange, operation);
  return [...asked, ...answered].filter((found) => !isDeviation(found));
}

// The sandbox's own tests ask for what is wrong; of what the program asks nothing may be.
function isOurs({ headers }: WireExchange): boolean {
  return headers["user-agent"]?.startsWith("audiencectl") === true;
}

function inRequest(exchange: WireExchange, operation: Operation | undefined): readonly string[] {
  held.requests++;
  const { method, path, query, body, headers } = exchange;
  if (operation === undefined) return [`${method} ${path} is no request that the document knows`];
  const found = misfits(operation.query, listed(query)).map((text) => `query: ${text}`);
  if (body !== undefined && !headers["content-type"]?.startsWith("application/json"))
    found.push("body: is not sent as JSON");
  if (body !== undefined && operation.body === undefined) found.push("body: / must not be there");
  else if (operation.body !== undefined)
    found.push(...misfits(operation.body, body ?? {}).map((text) => `body: ${text}`));
  return found.map((text) => `${operation.name} ${text}`);
}

// Lists in a query are written with commas.
function listed(query: URLSearchParams): Record<string, Json> {
  const lists = ["fields", "exclude_fields", "include_stages"];
  return Object.fromEntries([...query].map(([name, value]) => [name, lists.includes(name) ? value.split(",") : value]));
}

function inAnswer(exchange: WireExchange, operation: Operation): readonly string[] {
  const { answer, query } = exchange;
  if (answer === undefined || isAnothers(exchange)) return [];
  held.answers++;
  const named = (found: readonly string[]) => found.map((text) => `${operation.name} ${answer.status} ${text}`);
  if (!operation.knows(answer.status)) return named(["is no status that the document knows"]);
  if (answer.status === 204) return named(answer.text === "" ? [] : ["must have no content"]);
  const validate = operation.answer(answer.status);
  const body: Json = JSON.parse(answer.text);
  if (validate === undefined || !isObject(body)) return [];
  const partial = query.has("fields") || query.has("exclude_fields");
  return named(misfits(validate, body).filter((text) => !(partial && text.includes("required property"))));
}

// What a fault or the network before Mailchimp says is in no document of Mailchimp's.
function isAnothers({ answer, fault, headers }: WireExchange): boolean {
  const type = answer?.headers["Content-Type"] ?? "";
  return (
    fault !== undefined || headers["x-trigger-error"] !== undefined || !/^application\/(problem\+)?json/.test(type)
  );
}
