import { createHash } from "node:crypto";
import type { Plan } from "../model/plan.ts";

/** SHA-256 over everything that decides what apply does: the audience, the schema's steps and each contact's change. */
export async function planDigest(plan: Plan): Promise<string> {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([plan.audience.id, plan.schema.steps.map(({ change, verdict }) => [change, verdict])]));
  if (plan.contacts !== undefined) {
    for await (const change of plan.contacts.changes) hash.update(`\n${JSON.stringify(change)}`);
  }
  return `sha256:${hash.digest("hex")}`;
}
