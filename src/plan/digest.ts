import { createHash } from "node:crypto";
import { formatAddress } from "../model/address.ts";
import type { ContactChange } from "../model/contact.ts";
import { isJsonObject } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";

/**
 * SHA-256 over everything that decides what apply does: the audience, the schema's steps and each contact's change.
 * The order in which a file says things decides nothing.
 */
export async function planDigest(plan: Plan): Promise<string> {
  const hash = createHash("sha256");
  const steps = plan.schema.steps.toSorted((a, b) => order(formatAddress(a.change.at), formatAddress(b.change.at)));
  hash.update(keysSorted([plan.audience.id, steps.map(({ change, verdict }) => [change, verdict])]));
  if (plan.contacts !== undefined) {
    for await (const change of plan.contacts.changes) hash.update(`\n${JSON.stringify(unordered(change))}`);
  }
  return `sha256:${hash.digest("hex")}`;
}

function keysSorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isJsonObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => order(a, b))) : part,
  );
}

function unordered({ seen: _seen, ...change }: ContactChange): ContactChange {
  const fields = change.fields.toSorted((a, b) => order(a.field, b.field));
  const groups = change.groups.toSorted((a, b) => order(`${a.group}/${a.interest}`, `${b.group}/${b.interest}`));
  return { ...change, fields, groups, because: change.because.toSorted(order) };
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
