import type { Call } from "../http/call.ts";
import type { LinkPattern } from "../http/links.ts";
import { links } from "../http/links.ts";
import type { JsonObject } from "../json.ts";
import type { Batch } from "../world/backstage.ts";

const LINKS: readonly LinkPattern[] = [
  ["parent", "GET", "..", "Definitions/Batches/CollectionResponse", "Paths/Batches/Collection"],
  ["self", "GET", "", "Definitions/Batches/Response"],
  ["delete", "DELETE", ""],
];

/** A batch as the API shows it. */
export function batchDocument(call: Call, batch: Batch): JsonObject {
  return {
    id: batch.id,
    status: batch.status,
    total_operations: batch.total,
    finished_operations: batch.results.length,
    errored_operations: batch.errored,
    submitted_at: batch.submittedAt,
    completed_at: batch.completedAt,
    response_body_url: batch.status === "finished" ? resultUrl(call, batch) : "",
    _links: links(call.addresses, `/batches/${batch.id}`, LINKS),
  };
}

// Good for ten minutes; whoever asks for the batch again gets a fresh one.
function resultUrl(call: Call, batch: Batch): string {
  const expires = Math.floor(call.world.now().getTime() / 1000) + 600;
  const origin = call.addresses.api.slice(0, -"/3.0".length);
  return `${origin}/sandbox/batches/${batch.id}-response.tar.gz?Expires=${expires}`;
}
