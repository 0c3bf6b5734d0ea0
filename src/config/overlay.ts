import type { Finding } from "../model/diagnostic.ts";
import { nearestOffer } from "../model/nearest-name.ts";
import { SECTIONS } from "./sections/index.ts";
import { type ConfigNode, type Entry, entryOf, type MapNode } from "./tree.ts";
import { list } from "./wording.ts";

export interface Overlaid {
  readonly root: MapNode;
  readonly findings: readonly Finding[];
}

/** The names of the environments that a file has. */
export function environmentNames(root: MapNode): readonly string[] {
  const environments = entryOf(root, "environments")?.node;
  return environments?.is === "map" ? environments.entries.map(({ key }) => key) : [];
}

/** Lays an environment over the file: mappings merge, lists and single values replace, `null` takes out. */
export function overlay(root: MapNode, environment: string | undefined): Overlaid {
  if (environment === undefined) return { root, findings: [] };
  const node = entryOf(entryOf(root, "environments")?.node, environment)?.node;
  if (node === undefined) return { root, findings: [unknownEnvironment(root, environment)] };
  if (node.is !== "map") return { root, findings: [] };
  const allowed = node.entries.filter(({ key }) => SECTIONS.some(({ name }) => name === key) && !FIXED.includes(key));
  return { root: mergeMaps(root, { ...node, entries: allowed }, WHOLE), findings: [] };
}

/** One file has one version and one set of tests. */
const FIXED = SECTIONS.filter((section) => section.overlay === "fixed").map(({ name }) => name);

/** Half of one audience and half of another would be a third. */
const WHOLE = SECTIONS.filter((section) => section.overlay === "replaced").map(({ name }) => name);

function mergeMaps(base: MapNode, over: MapNode, whole: readonly string[] = []): MapNode {
  const replaced = base.entries.flatMap((entry) => {
    const change = entryOf(over, entry.key);
    if (change === undefined) return [entry];
    return isNull(change.node) ? [] : [merged(entry, change, whole)];
  });
  const added = over.entries.filter(({ key, node }) => entryOf(base, key) === undefined && !isNull(node));
  return { ...base, entries: [...replaced, ...added.map(withoutNulls)] };
}

function merged(base: Entry, over: Entry, whole: readonly string[]): Entry {
  const deep = base.node.is === "map" && over.node.is === "map" && !whole.includes(base.key);
  return deep && base.node.is === "map" && over.node.is === "map"
    ? { ...over, node: mergeMaps(base.node, over.node) }
    : withoutNulls(over);
}

/** A `null` that takes out what is not there has done its work already. */
function withoutNulls(entry: Entry): Entry {
  if (entry.node.is !== "map") return entry;
  const kept = entry.node.entries.filter(({ node }) => !isNull(node)).map(withoutNulls);
  return { ...entry, node: { ...entry.node, entries: kept } };
}

function isNull(node: ConfigNode): boolean {
  return node.is === "scalar" && node.value === null;
}

function unknownEnvironment(root: MapNode, environment: string): Finding {
  const names = environmentNames(root);
  return {
    severity: "error",
    code: "unknown-environment",
    summary: "Unknown environment",
    detail:
      names.length === 0
        ? `The file has no \`environments\`, so there is no ${JSON.stringify(environment)} to choose.`
        : `There is no environment ${JSON.stringify(environment)}.${nearestOffer(environment, names)} The file has ${list(names, "and")}.`,
    path: ["environments"],
    mark: "key",
  };
}
