import { interestAddress } from "../model/address.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import type { Kind, LiveContext, LiveObject, SchemaFragment } from "./kind.ts";
import { LIFE_CYCLE } from "./life-cycle.ts";
import { storedOtherwise } from "./stored-otherwise.ts";

/** How many interests an audience has at most, those of all groups together. */
export const MOST_INTERESTS = 60;

/** What makes a declared and a live interest the same one: the titles of both, exactly. */
export function interestMatch(group: string, interest: string): string {
  return JSON.stringify([group, interest]);
}

/** What an entry under a group's `interests` may say. */
export const INTEREST_DECLARATION: SchemaFragment = {
  type: "object",
  description: "An interest. `{}` declares it without a rule.",
  additionalProperties: false,
  properties: {
    when: { description: "The condition, for example `{ partner: exists }`." },
    order: { type: "integer", minimum: 0, description: "The place of the interest in its group." },
    ...LIFE_CYCLE,
  },
};

/** An interest: one choice of a group. Its group's entry declares it, under `interests`. */
export const interest: Kind = {
  name: "interest",
  label: "interest",
  plural: "interests",
  configKey: "groups",
  declaration: INTEREST_DECLARATION,
  parent: "group",
  level: 2,
  settled: {},
  declare: () => [],
  named,
  keyOf: (live, { parent }) => interestAddress(String(parent?.spec["title"] ?? ""), String(live.spec["name"])).key,
  collection: (audience, group) => ({
    path: `/lists/${audience}/interest-categories/${group}/interests`,
    query: { count: 1000 },
    items: "interests",
    id: "id",
  }),
  decode,
  spelledAs: (declared) => declared,
  requests(change, audience, id, within) {
    if (within === undefined) throw new Error(`The interest ${change.at.key} stands in no group.`);
    const interests = ["lists", audience, "interest-categories", { idOf: within }, "interests"];
    switch (change.action) {
      case "create":
        return [{ method: "POST", path: interests, body: change.after }];
      case "update":
        return [{ method: "PATCH", path: [...interests, String(id)], body: change.after }];
      case "delete":
        return [{ method: "DELETE", path: [...interests, String(id)] }];
      case "none":
        return [];
    }
  },
  contradiction(answer, asked, context) {
    const live = isJsonObject(answer) ? decode(answer, context) : undefined;
    if (live === undefined) return "Mailchimp's answer does not describe an interest.";
    return storedOtherwise(live.spec, asked, ["name"]);
  },
};

/** A title that has a slash itself cannot be told from its interest's name; the first slash parts them. */
function named(key: string): ReturnType<NonNullable<Kind["named"]>> {
  const slash = key.indexOf("/");
  if (slash < 1 || slash === key.length - 1) return undefined;
  const [title, name] = [key.slice(0, slash), key.slice(slash + 1)];
  return {
    at: interestAddress(title, name),
    match: interestMatch(title, name),
    within: { kind: "group", key: title },
  };
}

/** How many contacts have it changes by itself and is none of the file's business. */
function decode(item: JsonObject, { parent }: LiveContext): LiveObject | undefined {
  const { id, name, display_order } = item;
  const title = parent?.spec["title"];
  if (parent === undefined || typeof title !== "string") return undefined;
  if (typeof id !== "string" || typeof name !== "string") return undefined;
  return {
    id,
    spec: { name, display_order: display_order ?? null },
    match: interestMatch(title, name),
    parent: parent.id,
  };
}
