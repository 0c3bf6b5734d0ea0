import { KINDS } from "../kinds/index.ts";
import type { DeclaredObject } from "../model/desired.ts";
import type { Path, Place } from "../model/diagnostic.ts";
import type { JsonObject } from "../model/json.ts";
import type { Declared, Draft } from "./draft.ts";

/** A declared object that still knows its path in the file. */
export type PathedObject = Omit<DeclaredObject, "declaredAt"> & { readonly path: Path };

/** Every object that the sound entries of a draft declare, kind by kind, in the order of the file. */
export function pathedObjects(draft: Draft): readonly PathedObject[] {
  return KINDS.flatMap((kind) =>
    (sectionOf(draft, kind.configKey)?.entries ?? []).flatMap(({ key, path, entry }): readonly PathedObject[] =>
      // A kind reads an entry as JSON, which is what the schema has made sure it is.
      kind
        .declare(key, entry as JsonObject)
        .map(({ path: inner = [], ...declared }) => ({ ...declared, path: [...path, ...inner] })),
    ),
  );
}

/** The same with their places. */
export function declaredObjects(draft: Draft, at: (path: Path) => Place): readonly DeclaredObject[] {
  return pathedObjects(draft).map(({ path, ...declared }) => ({ ...declared, declaredAt: at(path) }));
}

/** The section that declares objects of a kind. */
function sectionOf(draft: Draft, configKey: string): Declared<unknown> | undefined {
  const sections: Readonly<Record<string, Declared<unknown>>> = {
    mergeFields: draft.mergeFields,
    tags: draft.tags,
    webhooks: draft.webhooks,
    groups: draft.groups,
  };
  return sections[configKey];
}
