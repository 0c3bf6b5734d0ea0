import { setImmediate as turn } from "node:timers/promises";
import type { Call, InnerAnswer } from "../http/call.ts";
import type { Json } from "../json.ts";
import { isList, isObject } from "../json.ts";
import { plainStamp } from "../stamp.ts";
import type { Batch, Operation } from "../world/backstage.ts";
import { batchDocument } from "./batch-document.ts";

/** Carries out a batch after its POST is answered, operation by operation, letting other requests in between. */
export function runBatch(call: Call, batch: Batch): void {
  void running(call, batch).catch((error: unknown) => {
    process.emitWarning(error instanceof Error ? error : String(error));
  });
}

async function running(call: Call, batch: Batch): Promise<void> {
  const { world } = call;
  await turn();
  batch.status = "started";
  batch.total = batch.operations.length;
  for (const operation of batch.operations) {
    if (!world.backstage.batches.has(batch.id)) return;
    const answers = await answersTo(call, operation);
    batch.total += answers.length - 1;
    for (const { status, text } of answers) {
      batch.results.push({ status_code: status, operation_id: operation.operationId, response: text });
      if (status >= 400) batch.errored++;
    }
    await turn();
  }
  batch.status = "finished";
  batch.completedAt = world.stamp();
  tellHooks(call, batch);
}

// A GET without count goes through all pages, each counted as an operation (docs).
async function answersTo(call: Call, operation: Operation): Promise<InnerAnswer[]> {
  const inQuery = new URL(operation.path, "http://sandbox").searchParams.has("count");
  if (operation.method !== "GET" || inQuery || operation.params["count"] !== undefined)
    return [await call.perform(operation)];
  const answers: InnerAnswer[] = [];
  for (let offset = 0; ; offset += 1000) {
    const answer = await call.perform({
      ...operation,
      params: { ...operation.params, count: "1000", offset: String(offset) },
    });
    answers.push(answer);
    if (offset + 1000 >= totalIn(answer.text)) return answers;
  }
}

function totalIn(text: string): number {
  const parsed: unknown = text === "" ? undefined : JSON.parse(text);
  const total = isObject(parsed) ? parsed["total_items"] : undefined;
  return typeof total === "number" ? total : 0;
}

function tellHooks(call: Call, batch: Batch): void {
  const { world } = call;
  for (const hook of world.backstage.batchWebhooks.values()) {
    if (hook.enabled) world.courier.post(hook.url, hook.secret, formOf(call, batch));
  }
}

// What the API shows of a batch, nested keys in brackets (docs' sample).
function formOf(call: Call, batch: Batch): (readonly [string, string])[] {
  return [
    ["type", "batch_operation_completed"],
    ["fired_at", plainStamp(call.world.now())],
    ...flattened(batchDocument(call, batch), "data"),
  ];
}

function flattened(value: Json, name: string): (readonly [string, string])[] {
  if (!isObject(value) && !isList(value)) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flattened(inner, `${name}[${key}]`));
}
