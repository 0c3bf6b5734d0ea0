import { KINDS } from "../kinds/index.ts";
import type { Kind, LiveObject } from "../kinds/kind.ts";
import { liveKey } from "../kinds/life-cycle.ts";
import type { Address, KindName } from "../model/address.ts";
import type { DeclaredObject, LifeCycle } from "../model/desired.ts";
import { fitsAny } from "../model/glob.ts";
import type { UndeclaredCount } from "../model/plan.ts";
import type { LiveSchema } from "./live-schema.ts";
import type { Resolution } from "./resolution.ts";

/** An object that stands without being declared, with the address that it would have in the file. */
export interface Stray {
  readonly kind: Kind;
  readonly live: LiveObject;
  readonly at: Address;
  /** The declared object that it stands in. */
  readonly within?: Address;
}

/**
 * The objects that nobody declares, ignored ones and tags of declared families left out. What stands inside an
 * undeclared object, as an interest of somebody else's group, is a part of that.
 */
export function strays(
  resolved: ReadonlyMap<DeclaredObject, Resolution>,
  lifeCycle: LifeCycle,
  live: LiveSchema,
): readonly Stray[] {
  const claimed = new Set([...resolved].map(([object]) => identity(object.at.kind, object.match)));
  const owners = new Map<string, Address>();
  for (const [object, resolution] of resolved) {
    if (resolution.live === undefined || object.at.kind === "contact") continue;
    claimed.add(identity(object.at.kind, resolution.live.match));
    owners.set(identity(object.at.kind, resolution.live.id), object.at);
  }
  return KINDS.flatMap((kind) =>
    live.objects[kind.name].flatMap((object): readonly Stray[] => {
      if (claimed.has(identity(kind.name, object.match))) return [];
      const key = liveKey(kind, object, live.objects);
      if (fitsAny(key, ignoredNames(kind.name, lifeCycle))) return [];
      const within = kind.parent === undefined ? undefined : owners.get(identity(kind.parent, object.parent ?? ""));
      if (kind.parent !== undefined && within === undefined) return [];
      return [{ kind, live: object, at: { kind: kind.name, key }, ...(within === undefined ? {} : { within }) }];
    }),
  );
}

/** How many there are of each kind; names where the file asks for a report. */
export function undeclaredCounts(found: readonly Stray[], { undeclared }: LifeCycle): readonly UndeclaredCount[] {
  return KINDS.map(({ name }): UndeclaredCount => {
    const keys = found.filter((stray) => stray.kind.name === name).map((stray) => stray.at.key);
    return { kind: name, count: keys.length, ...(undeclared[name] === "report" ? { names: keys.toSorted() } : {}) };
  });
}

function ignoredNames(kind: KindName, { ignored, families }: LifeCycle): readonly string[] {
  return [...(ignored[kind] ?? []), ...(kind === "tag" ? families : [])];
}

function identity(kind: Address["kind"], word: string): string {
  return JSON.stringify([kind, word]);
}
