import { interestAddress } from "../model/address.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { INTEREST_DECLARATION, interestMatch } from "./interest.ts";
import type { Declaration, Kind, LiveObject } from "./kind.ts";
import { LIFE_CYCLE, lifeCycle } from "./life-cycle.ts";
import { storedOtherwise } from "./stored-otherwise.ts";

/** The types of a group, in Mailchimp's words. */
export const GROUP_TYPES = ["checkboxes", "dropdown", "radio", "hidden"] as const;

/** Whether a contact has at most one interest of a group of this type. */
export function isExclusive(type: Json | undefined): boolean {
  return type === "dropdown" || type === "radio";
}

/**
 * A group: to Mailchimp an interest category. Its entry declares its interests too. Titles are compared exactly,
 * as Mailchimp shows them; two that differ in case alone are refused before they get here.
 */
export const group: Kind = {
  name: "group",
  label: "group",
  plural: "groups",
  configKey: "groups",
  declaration: {
    type: "object",
    description: "A group of interests. The key is its title.",
    additionalProperties: false,
    required: ["type", "interests"],
    properties: {
      type: {
        enum: GROUP_TYPES,
        description:
          "How forms show it: `checkboxes` lets a contact have several interests, `dropdown` and `radio` one; a `hidden` group is on no form.",
      },
      ...LIFE_CYCLE,
      order: { type: "integer", minimum: 0, description: "The place of the group among the groups on forms." },
      interests: {
        type: "object",
        description:
          "The interests of the group, by name, at most 60 in all groups together. With `when`, a contact has the interest exactly while the condition holds; without it, only the interest itself is managed and contacts keep what they chose.",
        additionalProperties: INTEREST_DECLARATION,
      },
    },
  },
  level: 1,
  settled: {},
  declare(key, entry) {
    const spec = { title: key, type: entry["type"] ?? null, ...orderOf(entry) };
    const life = lifeCycle(entry, (title) => title);
    const titles = [key, ...(life.formerly ?? [])];
    const interests = isJsonObject(entry["interests"]) ? entry["interests"] : {};
    return [
      { at: { kind: "group", key }, spec, match: key, definitionManaged: true, ...life },
      ...Object.entries(interests).map(([name, given]) => interestOf(titles, name, isJsonObject(given) ? given : {})),
    ];
  },
  collection: (audience) => ({
    path: `/lists/${audience}/interest-categories`,
    query: { count: 1000 },
    items: "categories",
    id: "id",
  }),
  decode,
  spelledAs: (declared) => declared,
  emit({ id, spec }, { all }) {
    const own = all("interest").filter(({ parent }) => parent === id);
    const inOrder = own.toSorted((a, b) => Number(a.spec["display_order"]) - Number(b.spec["display_order"]));
    const interests = Object.fromEntries(inOrder.map((one) => [String(one.spec["name"]), {}]));
    return { key: String(spec["title"]), entry: { type: spec["type"] ?? null, interests } };
  },
  requests(change, audience, id) {
    const groups = ["lists", audience, "interest-categories"];
    switch (change.action) {
      case "create":
        return [{ method: "POST", path: groups, body: change.after }];
      case "update":
        // The title and the type are required in each PATCH, and a declared group always has both.
        return [{ method: "PATCH", path: [...groups, String(id)], body: change.after }];
      case "delete":
        return [{ method: "DELETE", path: [...groups, String(id)] }];
      case "none":
        return [];
    }
  },
  contradiction(answer, asked) {
    const live = isJsonObject(answer) ? decode(answer) : undefined;
    if (live === undefined) return "Mailchimp's answer does not describe a group.";
    return storedOtherwise(live.spec, asked, ["title", "type"]);
  },
};

/** `titles` are the group's own and those that it bore before: until it is renamed, its interests stand under one of them. */
function interestOf(titles: readonly string[], name: string, entry: JsonObject): Declaration {
  const [title = ""] = titles;
  const { formerly: names = [], ...life } = lifeCycle(entry, (former) => former);
  const matches = titles.flatMap((one) => [name, ...names].map((other) => interestMatch(one, other)));
  const [match = "", ...formerly] = matches;
  return {
    at: interestAddress(title, name),
    spec: { name, ...orderOf(entry) },
    match,
    within: { kind: "group", key: title },
    definitionManaged: true,
    path: ["interests", name],
    ...life,
    ...(formerly.length === 0 ? {} : { formerly }),
  };
}

function orderOf(entry: JsonObject): JsonObject {
  return entry["order"] === undefined ? {} : { display_order: entry["order"] };
}

function decode(item: JsonObject): LiveObject | undefined {
  const { id, title, type, display_order } = item;
  if (typeof id !== "string" || typeof title !== "string" || typeof type !== "string") return undefined;
  return { id, spec: { title, type, display_order: display_order ?? null }, match: title };
}
