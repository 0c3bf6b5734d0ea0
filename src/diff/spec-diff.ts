import { diff } from "json-diff-ts";
import type { FieldDiff, Spec } from "../model/change.ts";

/**
 * The properties in which a live object differs from what is declared, in the order of the declaration.
 * What the declaration leaves out is not compared. Null, a missing property and an empty text are one: unset.
 */
export function specDiff(live: Spec, declared: Spec): readonly FieldDiff[] {
  const before = normalForm(live, declared);
  const after = normalForm(declared, declared);
  const changed = new Set(diff(before, after).map((change) => change.key));
  return Object.keys(declared)
    .filter((field) => changed.has(field))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}

function normalForm(spec: Spec, declared: Spec): Spec {
  return Object.fromEntries(
    Object.keys(declared).map((field) => [field, spec[field] === "" ? null : (spec[field] ?? null)]),
  );
}
