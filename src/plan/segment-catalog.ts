import type { Spec } from "../model/change.ts";
import type { DeclaredObject } from "../model/desired.ts";
import { MERGE_FIELD_TYPES } from "../model/merge-field-type.ts";
import type { SegmentField } from "../model/segment.ts";
import type { CatalogField, CatalogGroup, SegmentCatalog } from "../rules/segment-catalog.ts";
import type { LiveSchema } from "./live-schema.ts";

/** What stands, with what the file declares beside it: a name that stands keeps Mailchimp's spelling. */
export function withDeclared(live: SegmentCatalog, declared: readonly DeclaredObject[]): SegmentCatalog {
  const specs = (kind: string) => declared.filter(({ at }) => at.kind === kind);
  const tags = specs("tag").map(({ spec }) => ({ name: String(spec["name"]) }));
  return {
    fields: [...declaredFields(specs("mergeField"), live.fields), ...live.fields],
    tags: [...live.tags, ...tags],
    groups: withDeclaredGroups(live.groups, specs("group"), specs("interest")),
  };
}

/** Every merge field that a segment can ask for: declared ones under their keys, others under their tags. */
export function segmentFields(declared: readonly DeclaredObject[], live: LiveSchema): readonly SegmentField[] {
  const standing = live.objects.mergeField.map(({ spec }) => segmentField(String(spec["tag"]), spec));
  const ours = declared
    .filter(({ at }) => at.kind === "mergeField")
    .map(({ at, spec }) => {
      const tag = String(spec["tag"]).toUpperCase();
      return { ...standing.find((field) => field.tag === tag), ...segmentField(at.key, spec), tag };
    });
  const tags = new Set(ours.map(({ tag }) => tag));
  return [...ours, ...standing.filter(({ tag }) => !tags.has(tag))];
}

function segmentField(key: string, spec: Spec): SegmentField {
  const type = MERGE_FIELD_TYPES.find((known) => known === spec["type"]);
  const { choices } = spec;
  return {
    key,
    tag: String(spec["tag"]).toUpperCase(),
    ...(type === undefined ? {} : { type }),
    ...(Array.isArray(choices) ? { choices: choices.map(String) } : {}),
  };
}

/** Declared ones first: their types count, since a field of another type is held and its segments with it. */
function declaredFields(declared: readonly DeclaredObject[], live: readonly CatalogField[]): readonly CatalogField[] {
  return declared.map(({ spec }) => {
    const { tag, type } = segmentField("", spec);
    const standing = live.find((field) => field.tag === tag);
    return { ...standing, tag, ...(type === undefined ? {} : { type }) };
  });
}

function withDeclaredGroups(
  live: readonly CatalogGroup[],
  groups: readonly DeclaredObject[],
  interests: readonly DeclaredObject[],
): readonly CatalogGroup[] {
  const ours = (title: string) =>
    interests.filter(({ within }) => within?.key === title).map(({ spec }) => ({ name: String(spec["name"]) }));
  const titles = new Set(live.map(({ title }) => title));
  const fresh = groups.map(({ spec }) => String(spec["title"])).filter((title) => !titles.has(title));
  return [
    ...live.map((group) => ({ ...group, interests: [...group.interests, ...ours(group.title)] })),
    ...fresh.map((title) => ({ title, interests: ours(title) })),
  ];
}
