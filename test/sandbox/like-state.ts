import type { Json, JsonObject } from "../../src/sandbox/json.ts";
import { isObject } from "../../src/sandbox/json.ts";
import type { FieldType, Interest } from "../../src/sandbox/world/audience.ts";
import { FIELD_TYPES } from "../../src/sandbox/world/audience.ts";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { Stage } from "../../src/sandbox/world/stage.ts";
import { items } from "./client.ts";
import { people } from "./like-people.ts";
import type { Recorded } from "./recorded.ts";
import { bodyOf } from "./recorded.ts";

/** Puts the sandbox in a state like the one in which the real service gave that answer, and tells the path to ask for. */
export function likeState(world: Stage, exchange: Recorded): string {
  world.clear();
  const body = bodyOf(exchange);
  const detail = String(body["detail"] ?? "");
  world.quirks = {
    ...world.quirks,
    fakeAddressRule: detail.includes("looks fake"),
    webhookUrlCheck: detailOf(body).includes("verify the URL"),
  };
  for (const list of items(body["lists"])) audience(world, String(list["id"]), list);
  for (const campaign of items(body["campaigns"])) world.backstage.campaigns.push(campaign);
  const [, kind, id] = exchange.path.split("/");
  if (kind === "campaigns" && id !== undefined && exchange.status === 200) world.backstage.campaigns.push({ id });
  if (kind === "batches" && id !== undefined) batch(world, id, body);
  if (kind !== "lists" || id === undefined || (exchange.status === 404 && exchange.path.split("/").length === 3))
    return exchange.path;
  const handle = audience(world, id, exchange.path.split("/").length === 3 && exchange.method !== "POST" ? body : {});
  schema(handle, exchange, body);
  return people(handle, exchange, body, detail);
}

function detailOf(body: JsonObject): string {
  return `${String(body["detail"] ?? "")} ${items(body["errors"])
    .map(({ message }) => String(message))
    .join(" ")}`;
}

function audience(world: Stage, id: string, list: JsonObject): Handle {
  const fields = isObject(list["stats"]) ? Number(list["stats"]["merge_field_count"] ?? 0) : 0;
  const handle = world.audience({ id, bare: true, name: String(list["name"] ?? "Sandbox") });
  for (let index = 0; index < fields; index++) handle.mergeField({ tag: `F${index}` });
  handle.audience.settings = { ...handle.audience.settings, ...list };
  return handle;
}

function batch(world: Stage, id: string, body: JsonObject): void {
  const finished = body["status"] === "finished";
  const result = { status_code: 200, operation_id: null, response: "" };
  world.backstage.batches.set(id, {
    id,
    status: finished ? "finished" : "pending",
    operations: [],
    results: Array.from({ length: Number(body["finished_operations"] ?? 0) }, () => result),
    total: Number(body["total_operations"] ?? 0),
    errored: Number(body["errored_operations"] ?? 0),
    submittedAt: String(body["submitted_at"] ?? ""),
    completedAt: String(body["completed_at"] ?? ""),
  });
}

function schema(handle: Handle, exchange: Recorded, body: JsonObject): void {
  const { audience: stands } = handle;
  const fields = exchange.path.includes("/merge-fields")
    ? [...items(body["merge_fields"]), body].filter(({ tag }) => tag)
    : [];
  for (const field of fields) {
    handle.mergeField({
      tag: String(field["tag"]),
      name: String(field["name"]),
      type: typeOf(field["type"]),
      public: field["public"] === true,
      mergeId: Number(exchange.path.split("/")[4] ?? field["merge_id"]),
      displayOrder: Number(field["display_order"]),
      options: (field["options"] ?? {}) as Record<string, string>,
    });
  }
  categories(handle, exchange, body);
  for (const segment of segmentsIn(exchange, body)) {
    const options = isObject(segment["options"]) ? segment["options"] : undefined;
    const id = Number(segment["id"]);
    const at = String(segment["created_at"] ?? "");
    const type = options === undefined && segment["type"] !== "saved" ? "static" : "saved";
    stands.segments.set(id, {
      id,
      name: String(segment["name"]),
      type,
      options,
      createdAt: at,
      updatedAt: at,
      members: new Set(),
    });
  }
  stands.touchSchema();
}

function segmentsIn(exchange: Recorded, body: JsonObject): readonly JsonObject[] {
  const id = exchange.path.split("/")[4];
  if (exchange.path.includes("/tag-search")) return items(body["tags"]);
  if (!exchange.path.includes("/segments")) return [];
  if (exchange.method === "POST" && exchange.status === 400) return [{ id: 7, name: "Website-Sign-Up" }];
  if (exchange.path.endsWith("/members")) return [{ id: id ?? 0, name: "January" }];
  if (exchange.method === "DELETE") return [{ id: id ?? 0, name: "Saved", type: "saved" }];
  return body["segments"] === undefined ? [body] : items(body["segments"]);
}

function categories(handle: Handle, exchange: Recorded, body: JsonObject): void {
  if (!exchange.path.includes("/interest-categories")) return;
  const [categoryId, interestId] = [exchange.path.split("/")[4], exchange.path.split("/")[6]];
  const interests = exchange.path.includes("/interests")
    ? [...items(body["interests"]), ...(interestId === undefined ? [] : [body])]
    : [];
  const taken = String(isObject(exchange.request_body) ? exchange.request_body["name"] : "");
  const standing: Interest[] = interests.map((interest) => ({
    id: interestId ?? String(interest["id"]),
    name: String(interest["name"]),
    displayOrder: Number(interest["display_order"] ?? 1),
  }));
  if (exchange.status === 400 && interests.length === 0)
    standing.push({ id: "0123456789", name: taken, displayOrder: 1 });
  const asked = isObject(exchange.request_body) ? exchange.request_body["title"] : undefined;
  const listed = exchange.path.includes("/interests")
    ? [{ id: categoryId ?? "" }]
    : [...items(body["categories"]), ...(categoryId ? [body] : [])];
  if (exchange.status === 400 && asked !== undefined) listed.push({ id: "1234567890", title: asked });
  for (const category of listed) {
    handle.audience.categories.push({
      id: categoryId ?? String(category["id"]),
      title: String(category["title"] ?? "Group"),
      type: String(category["type"] ?? "checkboxes"),
      displayOrder: Number(category["display_order"] ?? 0),
      interests: standing,
    });
  }
}

function typeOf(value: Json | undefined): FieldType {
  return FIELD_TYPES.find((type) => type === value) ?? "text";
}
