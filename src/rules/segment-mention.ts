import type { Path } from "../model/diagnostic.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { SegmentCondition, SegmentRule } from "../model/segment.ts";

/** A tag or an interest that a segment speaks of by name, and where. */
export type Mention =
  | { readonly of: "tag"; readonly name: string | number; readonly path: Path }
  | { readonly of: "interest"; readonly group: string; readonly name: string; readonly path: Path };

/** The tags and interests that a segment speaks of, in the order of the file; merge fields are checked with their types. */
export function mentions({ who }: SegmentRule): readonly Mention[] {
  if (who.by === "condition") return conditionMentions(who.when);
  return who.options.conditions.flatMap((condition, index) =>
    wordMentions(condition, [...who.path, "conditions", index, "value"]),
  );
}

function conditionMentions(condition: SegmentCondition): readonly Mention[] {
  switch (condition.is) {
    case "all":
    case "any":
      return condition.of.flatMap(conditionMentions);
    case "not":
      return conditionMentions(condition.of);
    case "test": {
      const { operand, value, path } = condition;
      if (operand.on === "tag") return namesIn(value).map((name) => ({ of: "tag", name, path }));
      if (operand.on !== "group") return [];
      return namesIn(value).map((name) => ({ of: "interest", group: operand.title, name, path }));
    }
  }
}

function wordMentions({ condition_type: type, field, value }: JsonObject, path: Path): readonly Mention[] {
  if (type === "StaticSegment") {
    return typeof value === "string" || typeof value === "number" ? [{ of: "tag", name: value, path }] : [];
  }
  if (type !== "Interests") return [];
  const group = String(field).replace(/^interests-/, "");
  return namesIn(value ?? []).map((name) => ({ of: "interest", group, name, path }));
}

function namesIn(value: Json): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");
}
