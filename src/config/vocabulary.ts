import type { Vocabulary } from "../model/desired.ts";
import type { SourceSchema } from "../model/source.ts";
import type { Draft } from "./draft.ts";

/** The sources whose fields are known. */
export function sourceVocabulary(
  draft: Draft,
  schemas: ReadonlyMap<string, SourceSchema | undefined>,
): Vocabulary["sources"] {
  return draft.sources.entries.flatMap(({ key }) => {
    const schema = schemas.get(key);
    return schema === undefined ? [] : [{ name: key, schema }];
  });
}

/** Names of which nothing is known because something else is wrong: what uses them is not judged. */
export interface Doubt {
  readonly names: readonly string[];
  /** The sources or the merge fields as a whole are unknowable: so is every rule. */
  readonly everything: boolean;
}

/** The sources that are declared but whose fields are not known, whoever is to blame. */
export function doubtfulSources(draft: Draft, known: Vocabulary["sources"]): Doubt {
  const unopened = draft.sources.entries.filter(({ key }) => !known.some(({ name }) => name === key));
  return {
    names: [...draft.sources.broken, ...unopened.map(({ key }) => key)],
    everything: draft.sources.unknowable || draft.mergeFields.unknowable,
  };
}

/** Whether a rule mentions a doubtful name anywhere. */
export function isDoubtful(rule: unknown, doubt: Doubt): boolean {
  if (doubt.everything) return true;
  return wordsOf(rule).some((word) => doubt.names.some((name) => mentions(word, name)));
}

function mentions(word: string, name: string): boolean {
  return word === name || word.startsWith(`${name}.`) || word.includes(`{${name}.`);
}

function wordsOf(rule: unknown): readonly string[] {
  if (typeof rule === "string") return [rule];
  if (typeof rule !== "object" || rule === null) return [];
  if (Array.isArray(rule)) return rule.flatMap(wordsOf);
  return Object.entries(rule).flatMap(([key, value]) => [key, ...wordsOf(value)]);
}
