import type { JsonObject } from "../model/json.ts";
import type { Declaration, Kind, LiveObject, SchemaFragment } from "./kind.ts";
import { type LiveObjects, liveContext } from "./live-objects.ts";

/** What an entry of any kind may say of its own life cycle. */
export const LIFE_CYCLE: Readonly<Record<"previously" | "protected", SchemaFragment>> = {
  previously: {
    type: "array",
    items: { type: "string", minLength: 1 },
    minItems: 1,
    uniqueItems: true,
    description:
      "Names that it bore before, as Mailchimp knows them. Where one of them stands and the new name does not, it is renamed in place and keeps what contacts hold of it.",
    examples: [["OLD_NAME"]],
  },
  protected: {
    type: "boolean",
    description: "Refuses its deletion, a new name and another type, whatever the flags.",
  },
};

/** What an entry says of its own life cycle; `matchOf` tells what the match of a former name would be. */
export function lifeCycle(
  entry: JsonObject,
  matchOf: (name: string) => string,
): Pick<Declaration, "formerly" | "protected"> {
  const names = Array.isArray(entry["previously"]) ? entry["previously"].map(String) : [];
  return {
    ...(names.length === 0 ? {} : { formerly: names.map(matchOf) }),
    ...(entry["protected"] === true ? { protected: true } : {}),
  };
}

/** The object that a key names without declaring it; undefined where the key names none, as the pattern of a family. */
export function named(kind: Kind, key: string): Pick<Declaration, "at" | "match" | "within"> | undefined {
  return kind.named === undefined ? kind.declare(key, {})[0] : kind.named(key);
}

/** What the file would call a live object. */
export function liveKey(kind: Kind, live: LiveObject, objects: LiveObjects): string {
  const { tag, name, title } = live.spec;
  const parent = kind.parent === undefined ? undefined : objects[kind.parent].find(({ id }) => id === live.parent);
  const context = { ...liveContext(objects), ...(parent === undefined ? {} : { parent }) };
  return kind.keyOf?.(live, context) ?? String(tag ?? name ?? title ?? live.id);
}
