import type { Spec } from "../model/change.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import { interestMatch } from "./interest.ts";
import type { Kind, Reference } from "./kind.ts";
import { LIFE_CYCLE, lifeCycle } from "./life-cycle.ts";
import { segmentDeclaration } from "./segment-declaration.ts";
import { readSegment } from "./segment-reading.ts";
import { conditionsOf, writtenSegment } from "./segment-writing.ts";

/**
 * A saved segment. Its spec is its name, how its conditions are joined, and the conditions in canonical form, with
 * names where Mailchimp has ids. What a declared one asks is known once the audience has been read: until then its spec
 * is its name alone.
 */
export const segment: Kind = {
  name: "segment",
  label: "segment",
  plural: "segments",
  configKey: "segments",
  declaration: { ...segmentDeclaration, properties: { ...segmentDeclaration.properties, ...LIFE_CYCLE } },
  level: 3,
  settled: {},
  declare: (key, entry) => [
    {
      at: { kind: "segment", key },
      spec: { name: key },
      match: key.toLowerCase(),
      definitionManaged: true,
      ...lifeCycle(entry, (name) => name.toLowerCase()),
    },
  ],
  collection: (audience) => ({
    path: `/lists/${audience}/segments`,
    query: {
      type: "saved",
      count: 1000,
      fields: "segments.id,segments.name,segments.type,segments.options,total_items",
    },
    items: "segments",
    id: "id",
  }),
  decode: readSegment,
  spelledAs,
  emit({ spec }) {
    const conditions = conditionsOf(spec).map(({ group, ...condition }) =>
      typeof group === "string" ? { ...condition, field: `interests-${group}` } : condition,
    );
    if (conditions.length === 0) return { inexpressible: "Mailchimp's API does not show its conditions" };
    return { key: String(spec["name"]), entry: { match: spec["match"] ?? "all", conditions } };
  },
  requests(change, audience, id) {
    const segments = ["lists", audience, "segments"];
    switch (change.action) {
      case "create":
        return [{ method: "POST", path: segments, body: writtenSegment(change.after) }];
      case "update":
        return [{ method: "PATCH", path: [...segments, String(id)], body: writtenSegment(change.after) }];
      case "delete":
        return [{ method: "DELETE", path: [...segments, String(id)] }];
      case "none":
        return [];
    }
  },
  references: (spec) => conditionsOf(spec).flatMap(referencesOf),
  obstacle: (live) =>
    live["conditions"] === undefined
      ? "It stands with conditions that Mailchimp's API does not show, as the web application makes them with several levels: nobody can tell whether it is as declared, and changing it would lose them. Delete or rename it in Mailchimp, or declare this one under another name."
      : undefined,
  contradiction(answer, asked, context) {
    const live = isJsonObject(answer) ? readSegment(answer, context) : undefined;
    if (live === undefined) return "Mailchimp's answer does not describe a segment.";
    const wanted = spelledAs(asked, live.spec);
    const differs = ["name", "match", "conditions"].find(
      (property) => JSON.stringify(live.spec[property]) !== JSON.stringify(wanted[property]),
    );
    return differs === undefined
      ? undefined
      : `Mailchimp stored the ${differs} as ${JSON.stringify(live.spec[differs])}.`;
  },
};

/**
 * With one condition it is all the same whether all or any must hold, and the web application says any. Of interests
 * Mailchimp may tell ids that no other call knows: what cannot be compared is taken to be what is declared.
 */
function spelledAs(declared: Spec, live: Spec): Spec {
  const [wished, found] = [conditionsOf(declared), conditionsOf(live)];
  const single = wished.length === 1 && found.length === 1;
  const conditions = withUntold(wished, found);
  return {
    ...declared,
    ...(single && live["match"] !== undefined ? { match: live["match"] } : {}),
    ...(declared["conditions"] === undefined ? {} : { conditions: inOrder(conditions) }),
  };
}

/** Each declared condition on interests as Mailchimp tells it, where it does so by other ids; none stands for two. */
function withUntold(wished: readonly JsonObject[], found: readonly JsonObject[]): readonly JsonObject[] {
  const taken = new Set<JsonObject>();
  return wished.map((condition) => {
    const other = found.find((one) => !taken.has(one) && isSameButUntold(condition, one));
    if (other !== undefined) taken.add(other);
    return other ?? condition;
  });
}

function isSameButUntold(declared: JsonObject, live: JsonObject): boolean {
  if (declared["condition_type"] !== "Interests" || live["condition_type"] !== "Interests") return false;
  if (live["group"] !== undefined || declared["op"] !== live["op"]) return false;
  const [wished, found] = [declared["value"], live["value"]];
  return Array.isArray(wished) && Array.isArray(found) && wished.length === found.length;
}

function inOrder(conditions: readonly JsonObject[]): readonly JsonObject[] {
  return conditions.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function referencesOf({ condition_type: type, field, group, value }: JsonObject): readonly Reference[] {
  if (type === "StaticSegment") return typeof value === "string" ? [{ kind: "tag", match: value.toLowerCase() }] : [];
  if (type === "Interests") {
    if (typeof group !== "string") return [];
    const names = Array.isArray(value) ? value.map(String) : [];
    return [
      { kind: "group", match: group },
      ...names.map((name): Reference => ({ kind: "interest", match: interestMatch(group, name) })),
    ];
  }
  return typeof type === "string" && type.endsWith("Merge") ? [{ kind: "mergeField", match: String(field) }] : [];
}
