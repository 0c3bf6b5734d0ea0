import type { LiveObject } from "../kinds/kind.ts";
import type { EmittedConfig } from "./emit.ts";
import { parse } from "./parse.ts";
import type { ConfigNode } from "./tree.ts";

/** The object of which a line of a written file tells. */
export function entryAt(emitted: EmittedConfig, line: number | undefined): LiveObject | undefined {
  if (line === undefined) return undefined;
  const starts = startsOf(emitted);
  return starts.findLast((start) => start.line <= line)?.object;
}

interface Start {
  readonly line: number;
  readonly object: LiveObject | undefined;
}

const STARTS = new WeakMap<EmittedConfig, readonly Start[]>();

/** Where each entry starts, in the order of the file; a section's own key starts none. */
function startsOf(emitted: EmittedConfig): readonly Start[] {
  const known = STARTS.get(emitted);
  if (known !== undefined) return known;
  const sections = parse("written", emitted.text).root?.entries ?? [];
  const starts = sections.flatMap(({ key, keyPlace, node }) => [
    { line: keyPlace.line, object: undefined },
    ...lines(node).map((line, index) => ({ line, object: emitted.told[key]?.[index] })),
  ]);
  STARTS.set(emitted, starts);
  return starts;
}

function lines(node: ConfigNode): readonly number[] {
  if (node.is === "list") return node.items.map(({ place }) => place.line);
  return node.is === "map" ? node.entries.map(({ keyPlace }) => keyPlace.line) : [];
}
