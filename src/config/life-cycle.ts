import { kindNamed } from "../kinds/index.ts";
import { named } from "../kinds/life-cycle.ts";
import { KIND_NAMES, type KindName } from "../model/address.ts";
import type { LifeCycle, RemovedObject, UndeclaredPolicy } from "../model/desired.ts";
import type { Path, Place } from "../model/diagnostic.ts";
import { type Draft, namesOf, type RemovedEntry } from "./draft.ts";
import { pluralOf } from "./sections/undeclared.ts";
import { isFamily } from "./tag-family.ts";

/** What a draft says of objects that it does not declare, or no longer. */
export function lifeCycleOf(draft: Draft, at: (path: Path) => Place): LifeCycle {
  return {
    removed: draft.removed.flatMap(({ entry, path }) => removedObject(entry, at(path))),
    undeclared: byKind<UndeclaredPolicy>(draft.undeclared),
    ignored: byKind<readonly string[]>(draft.ignore),
    families: namesOf(draft.tags).filter(isFamily),
  };
}

/** The kind and key that an entry of `removed` names; undefined unless it names exactly one. */
export function removedKey(entry: RemovedEntry): { readonly kind: KindName; readonly key: string } | undefined {
  const [first, second] = KIND_NAMES.flatMap((kind) => {
    const key = entry[kind];
    return key === undefined ? [] : [{ kind, key }];
  });
  return second === undefined ? first : undefined;
}

function removedObject(entry: RemovedEntry, declaredAt: Place): readonly RemovedObject[] {
  const target = removedKey(entry);
  const object = target === undefined ? undefined : named(kindNamed(target.kind), target.key);
  if (object === undefined) return [];
  const { at, match, within } = object;
  return [
    {
      at,
      match,
      ...(within === undefined ? {} : { within }),
      ...(entry.reason === undefined ? {} : { reason: entry.reason }),
      fromContacts: entry.fromContacts === true,
      declaredAt,
    },
  ];
}

function byKind<T>(section: Readonly<Partial<Record<`${KindName}s`, T>>>): Readonly<Partial<Record<KindName, T>>> {
  const entries = KIND_NAMES.flatMap((kind) => {
    const value = section[pluralOf(kind)];
    return value === undefined ? [] : [[kind, value] as const];
  });
  return Object.fromEntries(entries);
}
