import type { ValueExpression } from "../../model/condition.ts";
import type { Finding, Path } from "../../model/diagnostic.ts";
import { didYouMean } from "../../model/nearest-name.ts";
import { type Draft, type MergeFieldEntry, namesOf } from "../draft.ts";
import type { Rules } from "../rules.ts";
import { type Check, doubtful, wrong } from "./check.ts";

const UNKNOWN = { code: "identity-unknown", summary: "Identity names no merge field" };
const UNFIT = { code: "identity-unfit", summary: "Merge field cannot hold an id" };
const SHARED = { code: "identity-shared", summary: "Two identity fields for one source" };
const UNMARKED = { code: "source-without-identity", summary: "A source has no identity field" };

/** What is named as identity must be declared. */
export const identityDeclared: Check = (draft) => {
  const { mergeFields } = draft;
  if (mergeFields.unknowable) return [];
  return identity(draft)
    .filter(({ key }) => !namesOf(mergeFields).includes(key))
    .map(({ key, path }) => {
      const detail = `No merge field ${JSON.stringify(key)} is declared.${didYouMean(key, namesOf(mergeFields))}`;
      return wrong(UNKNOWN, detail, path);
    });
};

/** An id is a text that contacts do not see and that is taken from its source as it is. */
export const identityFit: Check = (draft, { values }) =>
  identity(draft).flatMap(({ key, path }): readonly Finding[] => {
    const field = draft.mergeFields.entries.find((written) => written.key === key);
    if (field === undefined) return [];
    const reason = unfit(field.entry, values.get(key)?.expression);
    if (reason === undefined) return [];
    return [wrong(UNFIT, `\`${key}\` marks contacts as ours, so it must be ${reason}.`, path)];
  });

/** Whoever seems to have left is asked for by id, where a source can be asked: by an id that it knows. */
export const identityAskable: Check = (draft, rules) =>
  identity(draft).flatMap(({ key, path }): readonly Finding[] => {
    const expression = rules.values.get(key)?.expression;
    if (expression?.is !== "path") return [];
    const { source, field } = expression.of;
    const ids = rules.vocabulary.sources.find(({ name }) => name === source)?.schema.ids;
    if (ids === undefined || ids.includes(field)) return [];
    const known = ids.map((id) => `\`${source}.${id}\``).join(" or ");
    const detail = `\`${key}\` marks contacts as ours, so its value must be an id by which ${JSON.stringify(source)} can be asked for one record: ${known}, not \`${source}.${field}\`.`;
    return [wrong(UNFIT, detail, path)];
  });

/** One record has one id. */
export const identityPerSource: Check = (draft, rules) => {
  const fed = identity(draft).map((one) => ({ ...one, source: sourceOf(one.key, rules) }));
  return fed.flatMap(({ key, path, source }, index): readonly Finding[] => {
    const earlier = source === undefined ? undefined : fed.slice(0, index).find((other) => other.source === source);
    if (earlier === undefined) return [];
    const detail = `\`${key}\` and \`${earlier.key}\` both take their id from the source ${JSON.stringify(source)}, whose records have one. Take one of them out of \`identity\`.`;
    return [wrong(SHARED, detail, path)];
  });
};

/** Somebody who stands in such a source alone would become a contact that nobody recognizes again. */
export const sourcesIdentified: Check = (draft, rules) => {
  const marked = identity(draft).map(({ key }) => sourceOf(key, rules));
  // As long as one of the fields is in doubt, it may be the one.
  if (draft.sync?.identity === undefined || marked.includes(undefined)) return [];
  return draft.sources.entries
    .filter(({ key }) => !marked.includes(key))
    .map(({ key, path }) => {
      const detail = `No field of \`sync.identity\` takes its id from ${JSON.stringify(key)}. A person who stands in this source alone becomes a contact, but never counts as ours. Add a merge field with the id of its records, and name it in \`identity\`.`;
      return doubtful(UNMARKED, detail, path, "key");
    });
};

function identity({ sync }: Draft): readonly { readonly key: string; readonly path: Path }[] {
  return (sync?.identity ?? []).map((key, index) => ({ key, path: ["sync", "identity", index] }));
}

function unfit(entry: MergeFieldEntry, value: ValueExpression | undefined): string | undefined {
  if (entry.type === undefined) return "declared with `type: text`; here it has no type";
  if (entry.type !== "text")
    return `of type "text", not ${JSON.stringify(entry.type)}: an id is compared letter by letter`;
  if (entry.public !== false) return "`public: false`: an id is no business of the people on the list";
  if (entry.value === undefined) return "filled: give it a `value` with the path of the id, such as `partner.id`";
  if (value !== undefined && value.is !== "path")
    return "taken from a plain path, such as `value: partner.id`, and not be made of something";
  return undefined;
}

function sourceOf(key: string, { values }: Rules): string | undefined {
  const expression = values.get(key)?.expression;
  return expression?.is === "path" ? expression.of.source : undefined;
}
