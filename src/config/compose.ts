import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type Scalar,
} from "yaml";
import type { Diagnostic, Place } from "../model/diagnostic.ts";
import type { ConfigNode, Entry, ScalarNode } from "./tree.ts";
import { unmaskVariables } from "./variable.ts";

/** The most nodes that aliases may stand for: more is a bomb, not a configuration. */
const MOST_REPEATED = 50_000;

/** A YAML document as a tree with places, aliases resolved; what YAML allows and we do not is a diagnostic. */
export function compose(
  document: Document.Parsed,
  file: string,
  lineCounter: LineCounter,
): { readonly node?: ConfigNode; readonly diagnostics: readonly Diagnostic[] } {
  const composer = new Composer(document, file, lineCounter);
  const node = document.contents === null ? undefined : composer.node(document.contents);
  return { ...(node === undefined ? {} : { node }), diagnostics: composer.diagnostics };
}

class Composer {
  readonly diagnostics: Diagnostic[] = [];
  readonly #document: Document.Parsed;
  readonly #file: string;
  readonly #lines: LineCounter;
  /** The aliases being resolved, outermost first. */
  readonly #open: Node[] = [];
  #repeated = 0;

  constructor(document: Document.Parsed, file: string, lineCounter: LineCounter) {
    this.#document = document;
    this.#file = file;
    this.#lines = lineCounter;
  }

  node(node: Node): ConfigNode {
    const place = this.#place(node);
    if (this.#open.length > 0) this.#repeated += 1;
    if (isAlias(node)) return this.#alias(node, place);
    if (node.tag !== undefined && node.tag !== PLAIN_TEXT) this.#refuse("tag", place);
    if (isMap(node)) return { is: "map", place, entries: node.items.flatMap((pair) => this.#entry(pair)) };
    if (isSeq(node)) return { is: "list", place, items: node.items.map((item) => this.#value(item, place)) };
    return { is: "scalar", place, ...(isScalar(node) ? scalar(node) : { value: null }) };
  }

  #value(value: unknown, place: Place): ConfigNode {
    return isNode(value) ? this.node(value) : { is: "scalar", place, value: null };
  }

  #entry({ key, value }: Pair<unknown, unknown>): readonly Entry[] {
    if (!isNode(key)) return [];
    const keyPlace = this.#place(key);
    const name = isScalar(key) ? key.value : undefined;
    if (name === "<<") return this.#refuse("merge", keyPlace);
    if (name === "__proto__") return this.#refuse("proto", keyPlace);
    if (typeof name !== "string" && typeof name !== "number" && typeof name !== "boolean") {
      return this.#refuse("key", keyPlace);
    }
    const written = isScalar(key) ? key.source : undefined;
    return [{ key: unmaskVariables(written ?? String(name)), keyPlace, node: this.#value(value, keyPlace) }];
  }

  #alias(alias: Alias, place: Place): ConfigNode {
    const nothing: ScalarNode = { is: "scalar", place, value: null };
    const target = alias.resolve(this.#document);
    if (target === undefined) this.#refuse("unknownAlias", place);
    else if (this.#open.includes(target)) this.#refuse("cycle", place);
    else if (this.#repeated > MOST_REPEATED) {
      if (!this.diagnostics.some(({ code }) => code === REFUSALS.bomb.code)) this.#refuse("bomb", place);
    } else {
      this.#open.push(target);
      const node = this.node(target);
      this.#open.pop();
      return node;
    }
    return nothing;
  }

  #refuse(what: keyof typeof REFUSALS, place: Place): readonly [] {
    this.diagnostics.push({ severity: "error", ...REFUSALS[what], place });
    return [];
  }

  #place(node: Node): Place {
    const [start, end] = node.range ?? [0, 0, 0];
    const from = this.#lines.linePos(start);
    const to = this.#lines.linePos(end);
    const place = { file: this.#file, line: from.line, column: from.col };
    return to.line === from.line && to.col > from.col ? { ...place, endColumn: to.col } : place;
  }
}

const PLAIN_TEXT = "tag:yaml.org,2002:str";

const REFUSALS = {
  tag: {
    code: "yaml-tag",
    summary: "A YAML tag is not understood",
    detail:
      "Types written with an exclamation mark have no meaning in a configuration. If the text itself starts with one, put it in quotes.",
  },
  merge: {
    code: "yaml-merge",
    summary: "Merge keys are not supported",
    detail:
      "`<<` is no part of YAML 1.2, and where a value came from could not be told. Write the keys out, or give the whole mapping an anchor and use it as an alias; what differs between staging and production goes under `environments`.",
  },
  proto: {
    code: "yaml-key",
    summary: "A key has a name that cannot be used",
    detail: "`__proto__` means something to JavaScript and cannot be a key.",
  },
  key: {
    code: "yaml-key",
    summary: "A key is not text",
    detail:
      "A key must be a text, but this one is empty, a list or a mapping. If it starts with a bracket, a brace or a star, put it in quotes.",
  },
  unknownAlias: {
    code: "yaml-alias",
    summary: "An alias has no anchor",
    detail:
      "An unquoted `*name` repeats the value that `&name` marks further up, and there is none. A text that starts with a star needs quotes.",
  },
  cycle: {
    code: "yaml-cycle",
    summary: "An alias stands for itself",
    detail: "The value that this alias repeats contains the alias, so it would never end.",
  },
  bomb: {
    code: "yaml-alias-bomb",
    summary: "Aliases stand for too many values",
    detail: `Written out, the aliases of this file would be more than ${MOST_REPEATED.toLocaleString("en")} values. Use fewer, or none.`,
  },
} as const;

function isNode(value: unknown): value is Node {
  return isAlias(value) || isMap(value) || isSeq(value) || isScalar(value);
}

/** YAML also knows numbers without end: `.inf`, and the audience id `12e3456789`. As they are spelt, they are text. */
function scalar({ value, source }: Scalar): Pick<ScalarNode, "value" | "spelt"> {
  if (typeof value === "string") return { value: unmaskVariables(value) };
  if (typeof value === "boolean" || value === null) return { value };
  const spelt = source ?? String(value);
  return typeof value === "number" && Number.isFinite(value) ? { value, spelt } : { value: spelt };
}
