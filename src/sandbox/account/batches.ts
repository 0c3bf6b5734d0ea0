import type { Property } from "../body-shape.ts";
import { object, oneOf, shaped, text } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { NOTHING, paged, param } from "../http/call.ts";
import { links } from "../http/links.ts";
import { route } from "../http/route.ts";
import { derivedId } from "../identity.ts";
import type { Json, JsonObject } from "../json.ts";
import { isList, isObject } from "../json.ts";
import { word } from "../members/draft.ts";
import { notFound, Problem } from "../problem.ts";
import type { Batch, Operation } from "../world/backstage.ts";
import { batchDocument } from "./batch-document.ts";
import { runBatch } from "./batch-run.ts";

/** Batch operations. */
export const batchRoutes = [
  route("GET", "/batches", "Batches/Collection", listed),
  route("POST", "/batches", "Batches/Instance", created),
  route("GET", "/batches/{batch}", "Batches/Instance", (call) => ({ body: batchDocument(call, batchOf(call)) })),
  route("DELETE", "/batches/{batch}", undefined, deleted),
];

const POSTED: Property = object(
  {
    operations: {
      kind: "array",
      items: object(
        { method: oneOf("GET", "POST", "PUT", "PATCH", "DELETE"), path: text, operation_id: text },
        "method",
        "path",
      ),
    },
  },
  "operations",
);
const PENDING = 500;
const WEEK_MS = 7 * 86_400_000;

// The list shows the last seven days.
function listed(call: Call): Reply {
  const since = call.world.now().getTime() - WEEK_MS;
  const batches = [...call.world.backstage.batches.values()].filter(
    ({ submittedAt }) => Date.parse(submittedAt) > since,
  );
  return {
    body: {
      batches: paged(call, batches).map((batch) => batchDocument(call, batch)),
      total_items: batches.length,
      _links: links(call.addresses, "/batches", [
        ["self", "GET", "", "Definitions/Batches/CollectionResponse", "Paths/Batches/Collection"],
        ["parent", "GET", "..", "Definitions/Root/Response"],
        ["create", "POST", "", "Definitions/Batches/Response", "Definitions/Batches/POST"],
      ]),
    },
  };
}

// An empty list of operations is accepted, and the answer counts none yet (recorded).
function created(call: Call): Reply {
  const { world } = call;
  const body = shaped(call.body, POSTED);
  const waiting = [...world.backstage.batches.values()].filter(({ status }) => status !== "finished").length;
  if (waiting >= PENDING) {
    throw new Problem(
      429,
      "Too Many Requests",
      `You have more than ${PENDING} pending batches. Please wait for some to complete before adding any more batches.`,
    );
  }
  const operations = isList(body["operations"]) ? body["operations"].filter(isObject).map(operationIn) : [];
  const batch: Batch = {
    id: derivedId(10, "batch", world.nextNumber()),
    status: "pending",
    operations,
    results: [],
    total: 0,
    errored: 0,
    submittedAt: world.stamp(),
    completedAt: "",
  };
  world.backstage.batches.set(batch.id, batch);
  const reply = { body: batchDocument(call, batch) };
  runBatch(call, batch);
  return reply;
}

function deleted(call: Call): Reply {
  call.world.backstage.batches.delete(batchOf(call).id);
  return NOTHING;
}

function batchOf(call: Call): Batch {
  const batch = call.world.backstage.batches.get(param(call, "batch"));
  if (batch === undefined) throw notFound();
  return batch;
}

function operationIn(given: JsonObject): Operation {
  const body: Json | undefined = given["body"];
  const params = isObject(given["params"]) ? given["params"] : {};
  return {
    method: word(given, "method"),
    path: word(given, "path"),
    params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
    // A nested object is taken here and fails only when the operation runs (docs).
    body: body === undefined || body === null ? "" : typeof body === "string" ? body : "[object Object]",
    operationId: typeof given["operation_id"] === "string" ? given["operation_id"] : null,
  };
}
