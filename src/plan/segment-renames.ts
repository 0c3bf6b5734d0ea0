import { kindNamed } from "../kinds/index.ts";
import type { LiveObject } from "../kinds/kind.ts";
import { conditionsOf } from "../kinds/segment-writing.ts";
import type { KindName } from "../model/address.ts";
import type { DeclaredObject } from "../model/desired.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { LiveSchema } from "./live-schema.ts";
import { resolve } from "./resolution.ts";

/**
 * The audience with its segments speaking of tags, fields, groups and interests by the names that these are about to
 * get: a segment knows them by id, so that a new name is no change of the segment.
 */
export function withRenamedReferences(live: LiveSchema, declared: readonly DeclaredObject[]): LiveSchema {
  const [tags, fields] = [renames("tag", "name", live, declared), renames("mergeField", "tag", live, declared)];
  const [groups, interests] = [renames("group", "title", live, declared), interestRenames(live, declared)];
  if (tags.size + fields.size + groups.size + interests.size === 0) return live;
  const renamed = (condition: JsonObject): JsonObject => {
    const { condition_type: type, field, group, value } = condition;
    if (type === "StaticSegment") return { ...condition, value: tags.get(value ?? null) ?? value ?? null };
    if (type === "Interests" && typeof group === "string") {
      const names = Array.isArray(value) ? value : [];
      const now = names.map((name) => interests.get(JSON.stringify([group, name])) ?? name);
      return { ...condition, group: groups.get(group) ?? group, value: now.toSorted() };
    }
    return { ...condition, field: fields.get(field ?? null) ?? field ?? null };
  };
  const segment = live.objects.segment.map((object) => withConditions(object, renamed));
  return { ...live, objects: { ...live.objects, segment } };
}

function withConditions(object: LiveObject, change: (condition: JsonObject) => JsonObject): LiveObject {
  if (object.spec["conditions"] === undefined) return object;
  const texts = conditionsOf(object.spec).map((condition) => JSON.stringify(change(condition)));
  const conditions = texts.sort().map((text): Json => JSON.parse(text));
  return { ...object, spec: { ...object.spec, conditions: conditions.filter(isJsonObject) } };
}

/** New names by old ones, as specs have them. */
function renames(
  kind: KindName,
  property: string,
  live: LiveSchema,
  declared: readonly DeclaredObject[],
): ReadonlyMap<Json, Json> {
  const found = [...resolve(kindNamed(kind), declared, live.objects[kind])];
  return new Map(
    found.flatMap(([object, { live: standing }]) => {
      const [before, after] = [standing?.spec[property], object.spec[property]];
      return standing === undefined || standing.match === object.match || before === undefined || after === undefined
        ? []
        : [[before, after] as const];
    }),
  );
}

/** By the old name of the interest in its group as that is called now. */
function interestRenames(live: LiveSchema, declared: readonly DeclaredObject[]): ReadonlyMap<string, Json> {
  const found = [...resolve(kindNamed("interest"), declared, live.objects.interest)];
  return new Map(
    found.flatMap(([object, { live: standing }]) => {
      const group = live.objects.group.find(({ id }) => id === standing?.parent)?.spec["title"];
      const [before, after] = [standing?.spec["name"], object.spec["name"]];
      return group === undefined || before === undefined || after === undefined || before === after
        ? []
        : [[JSON.stringify([group, before]), after] as const];
    }),
  );
}
