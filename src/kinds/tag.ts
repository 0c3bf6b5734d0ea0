import type { JsonObject } from "../model/json.ts";
import { isJsonObject } from "../model/json.ts";
import type { Kind, LiveObject } from "./kind.ts";
import { LIFE_CYCLE, lifeCycle } from "./life-cycle.ts";

/** A tag: to Mailchimp a static segment of that name. Names are compared without case and keep Mailchimp's spelling. */
export const tag: Kind = {
  name: "tag",
  label: "tag",
  plural: "tags",
  configKey: "tags",
  declaration: {
    type: "object",
    description:
      "A tag that a contact bears exactly while `when` holds; it is taken away again when it no longer does. `{}` declares it without a rule. A key with a star, `tier:*`, declares a family: `value` makes one tag of it for each contact.",
    additionalProperties: false,
    properties: {
      when: { description: "The condition, for example `{ partner.status: active }` or `{ all: [ ... ] }`." },
      value: { description: "For a family alone: the value that takes the star's place, for example `customer.plan`." },
      quiet: {
        type: "boolean",
        description:
          "With `true` the tag is put on contacts without starting an automation, as for a first sync or a backfill; it takes a request for each contact. `false` unless given.",
      },
      ...LIFE_CYCLE,
    },
  },
  level: 2,
  settled: {},
  declare: (key, entry) =>
    key.includes("*")
      ? []
      : [
          {
            at: { kind: "tag", key },
            spec: { name: key },
            match: key.toLowerCase(),
            definitionManaged: true,
            ...lifeCycle(entry, (name) => name.toLowerCase()),
          },
        ],
  collection: (audience) => ({
    path: `/lists/${audience}/segments`,
    query: {
      type: "static",
      count: 1000,
      fields: "segments.id,segments.name,segments.type,segments.member_count,total_items",
    },
    items: "segments",
    id: "id",
  }),
  decode,
  spelledAs: (_declared, live) => ({ name: live["name"] ?? "" }),
  emit({ spec }) {
    const key = String(spec["name"]);
    return key.includes("*") ? { inexpressible: "a name with a star declares a family of tags" } : { key, entry: {} };
  },
  requests(change, audience, id) {
    const segments = ["lists", audience, "segments"];
    switch (change.action) {
      case "create":
        return [{ method: "POST", path: segments, body: { name: String(change.after["name"]), static_segment: [] } }];
      case "update":
        return [{ method: "PATCH", path: [...segments, String(id)], body: { name: String(change.after["name"]) } }];
      case "delete":
        return [{ method: "DELETE", path: [...segments, String(id)] }];
      case "none":
        return [];
    }
  },
  contradiction(answer, asked) {
    const live = isJsonObject(answer) ? decode(answer) : undefined;
    if (live === undefined) return "Mailchimp's answer does not describe a tag.";
    const same = String(live.spec["name"]).toLowerCase() === String(asked["name"]).toLowerCase();
    return same ? undefined : `Mailchimp stored the name as ${JSON.stringify(live.spec["name"])}.`;
  },
};

function decode(item: JsonObject): LiveObject | undefined {
  const { id, name, type } = item;
  if (type !== "static" || typeof name !== "string") return undefined;
  if (typeof id !== "number" && typeof id !== "string") return undefined;
  return { id: String(id), spec: { name }, match: name.toLowerCase() };
}
