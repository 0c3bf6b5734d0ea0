import type { ConfigNode } from "./tree.ts";

const LONGEST = 60;

/** A value as a sentence calls it; what came from outside the file is called by its variable. */
export function spokenValue(node: ConfigNode | undefined): string {
  if (node === undefined) return "missing";
  if (node.is === "list") return "a list";
  if (node.is === "map") return "a mapping";
  if (node.value === null) return "empty";
  if (node.filled !== undefined) return `the value of \`${node.filled.written}\``;
  if (typeof node.value !== "string") return node.spelt ?? String(node.value);
  return JSON.stringify(node.value.length > LONGEST ? `${node.value.slice(0, LONGEST - 1)}…` : node.value);
}

/** The types of a schema as a sentence calls them: `text or a list`. */
export function spokenTypes(types: readonly string[]): string {
  const words = types.map((type) => TYPES[type] ?? type);
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "`true` or `false`",
  array: "a list",
  object: "a mapping (keys with values)",
  null: "empty",
};
