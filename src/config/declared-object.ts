import { KINDS } from "../kinds/index.ts";
import type { DeclaredObject } from "../model/desired.ts";
import type { Path, Place } from "../model/diagnostic.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import type { Declared, Draft } from "./draft.ts";

/** A declared object that still knows its path in the file, and the names of its `previously`. */
export interface PathedObject extends Omit<DeclaredObject, "declaredAt"> {
  readonly path: Path;
  readonly previously: readonly string[];
}

/** Every object that the sound entries of a draft declare, kind by kind, in the order of the file. */
export function pathedObjects(draft: Draft): readonly PathedObject[] {
  return KINDS.flatMap((kind) =>
    (sectionOf(draft, kind.configKey)?.entries ?? []).flatMap(({ key, path, entry }): readonly PathedObject[] =>
      // A kind reads an entry as JSON, which is what the schema has made sure it is.
      kind.declare(key, entry as JsonObject).map(({ path: inner = [], ...declared }) => ({
        ...declared,
        path: [...path, ...inner],
        previously: formerNames(inner.reduce<unknown>(stepInto, entry)),
      })),
    ),
  );
}

/** The same with their places. */
export function declaredObjects(draft: Draft, at: (path: Path) => Place): readonly DeclaredObject[] {
  return pathedObjects(draft).map(({ path, previously: _, ...declared }) => ({ ...declared, declaredAt: at(path) }));
}

function stepInto(value: unknown, key: string): unknown {
  return isJsonObject(value) ? value[key] : undefined;
}

function formerNames(entry: unknown): readonly string[] {
  const names = isJsonObject(entry) ? entry["previously"] : undefined;
  return Array.isArray(names) ? names.map(String) : [];
}

/** The section that declares objects of a kind. */
function sectionOf(draft: Draft, configKey: string): Declared<unknown> | undefined {
  const sections: Readonly<Record<string, Declared<unknown>>> = {
    mergeFields: draft.mergeFields,
    tags: draft.tags,
    webhooks: draft.webhooks,
    groups: draft.groups,
    segments: draft.segments,
  };
  return sections[configKey];
}
