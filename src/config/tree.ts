import type { Path, Place } from "../model/diagnostic.ts";
import type { Json } from "../model/json.ts";

/** A piece of the configuration that still knows where in the file it stands. */
export type ConfigNode = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly is: "map";
  readonly place: Place;
  readonly entries: readonly Entry[];
}

/** One key of a mapping with what it holds. */
export interface Entry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly node: ConfigNode;
}

export interface ListNode {
  readonly is: "list";
  readonly place: Place;
  readonly items: readonly ConfigNode[];
}

export interface ScalarNode {
  readonly is: "scalar";
  readonly place: Place;
  readonly value: string | number | boolean | null;
  /** How the file spells a number: as `007` or `1.50`, of which the value knows nothing. */
  readonly spelt?: string;
  /** What `${NAME}` put into it; absent where the text stands in the file as it is. */
  readonly filled?: Filled;
}

/** The traces of interpolation in a scalar. */
export interface Filled {
  /** The text as the file has it, which may be shown where the value may not. */
  readonly written: string;
  /** What came from outside the file: it may be a secret and is never shown. */
  readonly secrets: readonly string[];
  /** A variable had no value: the scalar holds a stand-in about which nothing can be said. */
  readonly unset: boolean;
}

/** The entry of a key, where the node is a mapping that has it. */
export function entryOf(node: ConfigNode | undefined, key: string): Entry | undefined {
  return node?.is === "map" ? indexOf(node).get(key) : undefined;
}

/** Looked up for each finding, so that a file with thousands of mistakes is not searched thousands of times. */
const INDEXES = new WeakMap<MapNode, ReadonlyMap<string, Entry>>();

function indexOf(node: MapNode): ReadonlyMap<string, Entry> {
  const known = INDEXES.get(node);
  if (known !== undefined) return known;
  const index = new Map(node.entries.map((entry) => [entry.key, entry]));
  INDEXES.set(node, index);
  return index;
}

/** The node at a path; undefined where the path leads nowhere. */
export function nodeAt(root: ConfigNode, path: Path): ConfigNode | undefined {
  return path.reduce<ConfigNode | undefined>((node, step) => child(node, step), root);
}

/** Where a path stands in the file. A path that leads nowhere is marked at the key of the last thing that exists. */
export function placeAt(root: ConfigNode, path: Path, mark: "key" | "value"): Place {
  let node = root;
  let key: Place | undefined;
  for (const step of path) {
    const next = child(node, step);
    if (next === undefined) return key ?? start(root.place);
    key = entryOf(node, String(step))?.keyPlace;
    node = next;
  }
  return mark === "key" ? (key ?? node.place) : path.length === 0 ? start(root.place) : node.place;
}

/** The tree as plain values, places forgotten. */
export function plain(node: ConfigNode): Json {
  switch (node.is) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(plain);
    case "map":
      return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.node)]));
  }
}

/** The same tree with each scalar replaced; `change` sees the path of each. */
export function mapScalars(
  node: ConfigNode,
  change: (scalar: ScalarNode, path: Path) => ScalarNode,
  path: Path = [],
): ConfigNode {
  switch (node.is) {
    case "scalar":
      return change(node, path);
    case "list":
      return { ...node, items: node.items.map((item, index) => mapScalars(item, change, [...path, index])) };
    case "map":
      return {
        ...node,
        entries: node.entries.map((entry) => ({
          ...entry,
          node: mapScalars(entry.node, change, [...path, entry.key]),
        })),
      };
  }
}

/** Every scalar at or under a node. */
export function scalarsIn(node: ConfigNode): readonly ScalarNode[] {
  switch (node.is) {
    case "scalar":
      return [node];
    case "list":
      return node.items.flatMap(scalarsIn);
    case "map":
      return node.entries.flatMap((entry) => scalarsIn(entry.node));
  }
}

function child(node: ConfigNode | undefined, step: string | number): ConfigNode | undefined {
  if (node?.is === "list") return typeof step === "number" ? node.items[step] : undefined;
  return entryOf(node, String(step))?.node;
}

function start({ file }: Place): Place {
  return { file, line: 1, column: 1 };
}
