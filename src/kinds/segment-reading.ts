import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { MERGE_FIELD_TYPES } from "../model/merge-field-type.ts";
import { canonicalConditions, type SegmentNaming } from "../rules/segment-canonical.ts";
import { type CatalogField, type SegmentCatalog, segmentNaming } from "../rules/segment-catalog.ts";
import type { LiveContext, LiveObject } from "./kind.ts";

/** What Mailchimp says of a saved segment; one made with conditions that it does not list has its name alone. */
export function readSegment(item: JsonObject, context: LiveContext): LiveObject | undefined {
  const { id, name, type, options } = item;
  if (type !== "saved" || typeof name !== "string") return undefined;
  if (typeof id !== "number" && typeof id !== "string") return undefined;
  return { id: String(id), spec: { name, ...readOptions(options, context) }, match: name.toLowerCase() };
}

/** What stands in an audience, for conditions to refer to. */
export function liveCatalog({ all }: Pick<LiveContext, "all">): SegmentCatalog {
  const interests = all("interest");
  return {
    fields: all("mergeField").map(catalogField),
    tags: all("tag").map(({ id, spec }) => ({ id, name: String(spec["name"]) })),
    groups: all("group").map(({ id, spec }) => ({
      id,
      title: String(spec["title"]),
      interests: interests
        .filter(({ parent }) => parent === id)
        .map((interest) => ({ id: interest.id, name: String(interest.spec["name"]) })),
    })),
  };
}

function readOptions(options: Json | undefined, context: LiveContext): JsonObject {
  const conditions = isJsonObject(options) ? options["conditions"] : undefined;
  if (!isJsonObject(options) || !Array.isArray(conditions)) return {};
  const read = conditions.filter(isJsonObject).map(withIds);
  return {
    match: options["match"] === "any" ? "any" : "all",
    conditions: canonicalConditions(read, namingIn(context)),
  };
}

const NAMINGS = new WeakMap<LiveContext, SegmentNaming>();

/** One context serves all the segments of an audience. */
function namingIn(context: LiveContext): SegmentNaming {
  const known = NAMINGS.get(context);
  if (known !== undefined) return known;
  const naming = segmentNaming(liveCatalog(context));
  NAMINGS.set(context, naming);
  return naming;
}

/** What Mailchimp says of a tag is always its id, even as a text. */
function withIds(condition: JsonObject): JsonObject {
  const { condition_type: type, field, value } = condition;
  const isTag = type === "StaticSegment" || field === "static_segment";
  return isTag && typeof value === "string" && /^\d+$/.test(value) ? { ...condition, value: Number(value) } : condition;
}

function catalogField({ id, spec }: LiveObject): CatalogField {
  const type = MERGE_FIELD_TYPES.find((known) => known === spec["type"]);
  return { id, tag: String(spec["tag"]), ...(type === undefined ? {} : { type }) };
}
