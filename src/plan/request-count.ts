import { BATCH_SIZE } from "../contacts/batch.ts";
import type { ContactWrites } from "../contacts/comparison.ts";
import type { Step } from "../model/change.ts";

/** The requests that apply will make if nothing goes wrong: one a schema step, and contacts by the hundred. */
export function writeRequests(steps: readonly Step[], contacts: ContactWrites | undefined): number {
  const schema = steps.filter((step) => step.verdict === "go" && step.change.action !== "none").length;
  if (contacts === undefined) return schema;
  const removals = Object.values(contacts.bulkRemovals).map((count) => Math.ceil(count / BATCH_SIZE));
  const batches = Math.ceil(contacts.batched / BATCH_SIZE) + Math.ceil(contacts.lateBatched / BATCH_SIZE);
  const bulk = batches + removals.reduce((sum, count) => sum + count, 0);
  return schema + bulk + contacts.reactions + contacts.singleRemovals + contacts.singles;
}
