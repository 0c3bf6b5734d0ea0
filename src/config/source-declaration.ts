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
  const { type, columns = {}, resource = "partners", keyFrom = DEFAULT_KEY, delimiter } = entry;
  const declared = { name: key, columns, declaredAt: path };
  if (type === "partnero") return { ...declared, type, resource, keyFrom };
  const file = { type, path: entry.path ?? "", email: entry.email ?? "" };
  return { ...declared, ...file, ...(delimiter === undefined ? {} : { delimiter }) };
}

const DEFAULT_KEY = "PARTNERO_API_KEY";
