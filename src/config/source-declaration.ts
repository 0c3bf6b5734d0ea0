import type { SourceDeclaration } from "../model/source.ts";
import type { Draft, SourceEntry, Written } from "./draft.ts";
import { type ConfigNode, nodeAt, scalarsIn } from "./tree.ts";

/** The sources that can be opened; one that needs an unset variable cannot. */
export function sourceDeclarations(draft: Draft, root: ConfigNode): readonly SourceDeclaration[] {
  return draft.sources.entries.filter((source) => isSet(source, root)).map(declaration);
}

function isSet({ path }: Written<SourceEntry>, root: ConfigNode): boolean {
  const node = nodeAt(root, path);
  return node !== undefined && !scalarsIn(node).some(({ filled }) => filled?.unset === true);
}

function declaration({ key, path, entry }: Written<SourceEntry>): SourceDeclaration {
  const { delimiter, columns = {}, ...rest } = entry;
  return { name: key, ...rest, columns, ...(delimiter === undefined ? {} : { delimiter }), declaredAt: path };
}
