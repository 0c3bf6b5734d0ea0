import type { Json, JsonObject } from "../json.ts";
import { isList, isObject } from "../json.ts";
import type { FieldError } from "../problem.ts";
import { invalid, unvalidated } from "../problem.ts";
import type { Audience } from "../world/audience.ts";
import { CONDITION_TYPES, OF_FIELD_TYPE } from "./condition-types.ts";

/** Refuses conditions that the service would not store; what it stores it stores word for word. */
export function checkConditions(audience: Audience, conditions: Json | undefined, limit: number): void {
  if (!isList(conditions)) return;
  if (conditions.length > limit) {
    throw invalid(`Segments may have at most ${limit} conditions.`);
  }
  const errors = conditions.flatMap((condition, index) =>
    misfit(audience, condition, `options.conditions.item:${index}`),
  );
  if (errors.length > 0) throw unvalidated(errors);
}

/** The type of a condition: as given, or inferred from its field and operator (docs). */
export function typeOfCondition(audience: Audience, condition: JsonObject): string | undefined {
  const given = condition["condition_type"];
  if (typeof given === "string") return given;
  const field = String(condition["field"] ?? "");
  if (field.startsWith("interests-")) return "Interests";
  const merge = audience.fieldOf(field);
  if (merge !== undefined) return OF_FIELD_TYPE[merge.type];
  const fits = Object.entries(CONDITION_TYPES).filter(
    ([name, type]) =>
      name !== "SignupSource" && type.fields?.includes(field) && type.ops.includes(String(condition["op"])),
  );
  return fits.length === 1 ? fits[0]?.[0] : undefined;
}

function misfit(audience: Audience, condition: Json, path: string): FieldError[] {
  if (!isObject(condition)) return [{ field: path, message: "Schema describes object, string found instead" }];
  const name = typeOfCondition(audience, condition);
  const type = name === undefined ? undefined : CONDITION_TYPES[name];
  const field = String(condition["field"] ?? "");
  const fieldFits = type?.fields === undefined ? isField(audience, name, field) : type.fields.includes(field);
  if (type !== undefined && fieldFits && type.ops.includes(String(condition["op"]))) return [];
  return [{ field: path, message: "Data did not match any of the schemas described in anyOf." }];
}

function isField(audience: Audience, type: string | undefined, field: string): boolean {
  return type === "Interests" ? field.startsWith("interests-") : audience.fieldOf(field) !== undefined;
}
