import type { KindName } from "../model/address.ts";
import type { LiveContext, LiveObject } from "./kind.ts";

/** Every object of every kind that an audience holds. */
export type LiveObjects = Readonly<Record<KindName, readonly LiveObject[]>>;

/** An audience that holds nothing. */
export const NO_OBJECTS: LiveObjects = { mergeField: [], group: [], interest: [], tag: [], segment: [], webhook: [] };

/** Names by ids, for kinds whose objects refer to others. */
export function liveContext(objects: LiveObjects): LiveContext {
  return {
    all: (kind) => objects[kind],
    nameOf(kind, id) {
      const spec = objects[kind].find((object) => object.id === id)?.spec;
      const name = spec?.["name"] ?? spec?.["title"] ?? spec?.["tag"];
      return name === undefined ? undefined : String(name);
    },
  };
}
