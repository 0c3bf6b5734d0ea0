import type { Json, JsonObject } from "../json.ts";
import { isObject } from "../json.ts";
import type { FieldError } from "../problem.ts";
import { invalidMergeFields, unvalidated } from "../problem.ts";
import { fitsSchema, isUnset, takeValue, wanting } from "../values/merge-value.ts";
import type { Audience, MergeField } from "../world/audience.ts";
import type { Member, MergeValue } from "../world/member.ts";
import type { Manner } from "./draft.ts";

/** Values to be stored, by merge id. */
type ValueChanges = ReadonlyMap<number, MergeValue>;

/** Judges the merge fields of a write. Keys that name no field of the audience are ignored (recorded). */
export function judgedValues(
  audience: Audience,
  given: Json | undefined,
  member: Member | undefined,
  manner: Manner,
): ValueChanges {
  const values = isObject(given) ? given : {};
  refuseMisfits(values, manner);
  const byField = new Map<MergeField, Json>();
  for (const [tag, value] of Object.entries(values)) {
    const field = audience.fieldOf(tag);
    if (field !== undefined) byField.set(field, value);
  }
  const changes = new Map<number, MergeValue>();
  const errors: FieldError[] = [];
  for (const field of audience.inDisplayOrder()) {
    const raw = byField.get(field);
    const taken = raw === undefined ? undefined : takeValue(field, raw);
    if (taken !== undefined && "message" in taken) errors.push({ field: field.tag, message: taken.message });
    else {
      if (taken !== undefined) changes.set(field.mergeId, taken.value);
      const after = taken === undefined ? member?.values[field.mergeId] : taken.value;
      if (field.required && !manner.skipRequired && isUnset(after))
        errors.push({ field: field.tag, message: wanting(field) });
    }
  }
  if (errors.length > 0) throw invalidMergeFields(errors);
  return changes;
}

function refuseMisfits(values: JsonObject, manner: Manner): void {
  const errors = Object.entries(values)
    .filter(([, value]) => !fitsSchema(value, manner.nullsAllowed))
    .map(([tag]) => ({
      field: `merge_fields.${tag}`,
      message: "Data did not match any of the schemas described in anyOf.",
    }));
  if (errors.length > 0) throw unvalidated(errors);
}
