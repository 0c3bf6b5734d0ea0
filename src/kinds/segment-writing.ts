import { interestAddress } from "../model/address.ts";
import type { Spec } from "../model/change.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { Template } from "../model/request.ts";
import { asksBlank, CONDITION_TYPES } from "../rules/segment-condition-type.ts";

/** A segment as Mailchimp takes it: ids for names, and numbers where it wants numbers. */
export function writtenSegment(spec: Spec): { readonly [key: string]: Template } {
  return {
    name: String(spec["name"]),
    options: { match: String(spec["match"] ?? "all"), conditions: conditionsOf(spec).map(writtenCondition) },
  };
}

/** The conditions of a segment in canonical form; none where it has none that can be known. */
export function conditionsOf(spec: Spec): readonly JsonObject[] {
  const conditions = spec["conditions"];
  return Array.isArray(conditions) ? conditions.filter(isJsonObject) : [];
}

function writtenCondition(condition: JsonObject): Template {
  const { condition_type: type, group, value } = condition;
  if (type === "StaticSegment" && typeof value === "string") {
    return { ...condition, value: { idOf: { kind: "tag", key: value }, as: "number" } };
  }
  if (type === "Interests" && typeof group === "string") return writtenInterests(condition, group);
  if (type === "Date" && asksBlank(String(condition["op"]))) return { ...condition, value: "date" };
  const isNumber = CONDITION_TYPES[String(type)]?.value === "number";
  return isNumber && value !== undefined
    ? { ...condition, value: number(value), ...numericExtra(condition) }
    : condition;
}

function writtenInterests(condition: JsonObject, title: string): Template {
  const { group: _group, value, ...rest } = condition;
  const names = Array.isArray(value) ? value.map(String) : [];
  return {
    ...rest,
    field: { idOf: { kind: "group", key: title }, prefix: "interests-" },
    value: names.map((name) => ({ idOf: interestAddress(title, name) })),
  };
}

/** The one type whose `extra` is a number too. */
function numericExtra({ condition_type: type, extra }: JsonObject): { readonly [key: string]: Json } {
  return type === "IPGeoInZip" && extra !== undefined ? { extra: number(extra) } : {};
}

function number(value: Json): Json {
  const read = Number(value);
  return Number.isFinite(read) ? read : value;
}
