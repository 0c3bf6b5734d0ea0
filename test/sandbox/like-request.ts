import type { Json, JsonObject } from "../../src/sandbox/json.ts";
import { isObject } from "../../src/sandbox/json.ts";
import { items } from "./client.ts";
import type { Recorded } from "./recorded.ts";
import { bodyOf } from "./recorded.ts";

const AUDIENCE: JsonObject = {
  name: "Main List",
  contact: {
    company: "Company",
    address1: "1 Example St",
    city: "Exampletown",
    state: "",
    zip: "00000",
    country: "IS",
  },
  permission_reminder: "Reminder",
  campaign_defaults: { from_name: "Name", from_email: "owner@acme.test", subject: "Subject", language: "en" },
  email_type_option: false,
};

/** The request of an exchange; where its publisher did not keep the body, one that asks for that answer. */
export function likeRequest(
  exchange: Recorded,
  path: string,
): { readonly path: string; readonly body: Json | undefined } {
  const query = new URLSearchParams({ ...exchange.query, ...lostQuery(exchange) }).toString();
  return { path: query === "" ? path : `${path}?${query}`, body: bodyLike(exchange) };
}

// One answer has nothing but addresses: it was asked with `fields`.
function lostQuery(exchange: Recorded): Record<string, string> {
  const [member, ...more] = items(bodyOf(exchange)["members"]);
  const onlyAddresses = member !== undefined && more.length === 0 && Object.keys(member).join() === "email_address";
  return onlyAddresses ? { fields: "members.email_address" } : {};
}

function bodyLike(exchange: Recorded): Json | undefined {
  const body = bodyOf(exchange);
  const given = exchange.request_body;
  if (exchange.id === "rec-0347") return { email_address: null, status: "subscribed" };
  if (given !== undefined && given !== null) return given;
  if (exchange.path === "/lists" && exchange.method === "POST") return listLike(exchange);
  const writes = ["POST", "PUT", "PATCH"].includes(exchange.method) && exchange.path.includes("/members");
  if (!writes) return exchange.method === "GET" || exchange.method === "DELETE" ? undefined : {};
  const email = body["email_address"] ?? String(body["detail"]).split(" ")[0] ?? "";
  const values = isObject(body["merge_fields"]) ? body["merge_fields"] : {};
  return {
    email_address: email,
    status: typeof body["status"] === "string" ? body["status"] : "subscribed",
    merge_fields: values,
  };
}

function listLike(exchange: Recorded): JsonObject {
  if (exchange.status === 200) return { ...AUDIENCE, name: bodyOf(exchange)["name"] ?? "" };
  return { name: "Main List", contact: { company: "C", address1: "1 Example St", city: "E", country: "IS", zip: 107 } };
}
