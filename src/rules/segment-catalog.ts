import type { MergeFieldType } from "../model/merge-field-type.ts";
import type { SegmentNaming } from "./segment-canonical.ts";

/** What conditions can refer to. What is only declared has no id yet. */
export interface SegmentCatalog {
  readonly fields: readonly CatalogField[];
  readonly tags: readonly { readonly id?: string; readonly name: string }[];
  readonly groups: readonly CatalogGroup[];
}

export interface CatalogField {
  readonly id?: string;
  readonly tag: string;
  readonly type?: MergeFieldType;
}

export interface CatalogGroup {
  readonly id?: string;
  readonly title: string;
  readonly interests: readonly { readonly id?: string; readonly name: string }[];
}

/** Finds names by ids and spellings; of two entries with one name the first counts. */
export function segmentNaming(catalog: SegmentCatalog): SegmentNaming {
  const fields = index(catalog.fields, ({ tag }) => tag.toUpperCase());
  const fieldIds = index(catalog.fields, ({ id }) => id);
  const tags = index(catalog.tags, ({ name }) => name.toLowerCase());
  const tagIds = index(catalog.tags, ({ id }) => id);
  const titles = index(catalog.groups, ({ title }) => title);
  const groupIds = index(catalog.groups, ({ id }) => id);
  return {
    field: (name) => fields.get(name.toUpperCase()) ?? fieldIds.get(/^M?MERGE(\d+)$/i.exec(name)?.[1] ?? ""),
    tag: (given) => (typeof given === "number" ? tagIds.get(String(given)) : tags.get(given.toLowerCase()))?.name,
    interests(named, given) {
      const group = groupIds.get(named) ?? titles.get(named);
      if (group === undefined) return undefined;
      const found = given.map(
        (one) => group.interests.find(({ id }) => id === one) ?? group.interests.find(({ name }) => name === one),
      );
      const names = found.flatMap((interest) => (interest === undefined ? [] : [interest.name]));
      return names.length === given.length ? { group: group.title, names } : undefined;
    },
  };
}

function index<T>(entries: readonly T[], key: (entry: T) => string | undefined): ReadonlyMap<string, T> {
  const made = new Map<string, T>();
  for (const entry of entries) {
    const at = key(entry);
    if (at !== undefined && !made.has(at)) made.set(at, entry);
  }
  return made;
}
