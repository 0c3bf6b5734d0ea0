import { Document, isMap, isScalar, isSeq, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { isJsonObject, type Json } from "../model/json.ts";
import { concealKeys } from "./secret.ts";

/** A piece of a file to be written. */
export type Piece = Scalar | YAMLMap | YAMLSeq;

/** A text as data: what would be read as a variable is written so that it is not. */
export function dataNode(value: Json): Piece {
  if (isList(value)) return listNode(value.map(dataNode));
  if (isJsonObject(value)) return mapNode(Object.entries(value).map(([key, one]) => [key, dataNode(one)]));
  if (typeof value === "string") return textNode(value.replaceAll(/\$(?=[${])/g, "$$$$"));
  return textNode(value);
}

/** `${NAME}`, to be put in when the file is read. */
export function variableNode(name: string): Piece {
  return textNode(`\${${name}}`);
}

/** A mapping whose keys stand in the given order. */
export function mapNode(entries: readonly (readonly [string, Piece])[]): YAMLMap {
  const map = new YAMLMap();
  for (const [key, value] of entries) map.items.push(new Pair(textNode(key), value));
  return map;
}

/** A list, a line each unless it is short. */
export function listNode(items: readonly Piece[]): YAMLSeq {
  const list = new YAMLSeq();
  list.items.push(...items);
  return list;
}

/** Written on one line where that is short and nothing in it could be taken for a variable. */
export function compact<Node extends Piece>(node: Node): Node {
  if (!isMap(node) && !isSeq(node)) return node;
  if (node.items.length === 0 || isShort(node)) node.flow = true;
  else for (const item of node.items) compactItem(item);
  return node;
}

/** An empty line before every key but the first. */
export function spacedOut(map: YAMLMap): YAMLMap {
  for (const { key } of map.items.slice(1)) if (isScalar(key)) key.spaceBefore = true;
  return map;
}

/** The text of a file; whatever hides or reorders text, or is no text to a reader of YAML, is written out. */
export function fileText(root: YAMLMap, heading: string, ending: string): string {
  const document = new Document<YAMLMap>(root, { compat: "yaml-1.1" });
  document.commentBefore = comment(heading);
  if (ending !== "") document.comment = comment(ending);
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: true, indentSeq: true });
  return text.replace(HIDDEN, escaped);
}

/** Said of what follows it. */
export function commented<Node extends Piece>(node: Node, said: string): Node {
  node.commentBefore = comment(said);
  return node;
}

const LONGEST_LINE = 110;

/** Also the one that stands for what could not be read. */
const HIDDEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFFD]|(?! )\p{Zs}/gu;

function textNode(value: string | number | boolean | null): Scalar {
  const node = new Scalar(value);
  if (typeof value === "string" && (new RegExp(HIDDEN, "u").test(value) || /[\n\u{10000}-\u{10FFFF}]/u.test(value))) {
    node.type = Scalar.QUOTE_DOUBLE;
  }
  return node;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function compactItem(item: unknown): void {
  if (isMap(item) || isSeq(item)) compact(item);
  else if (item instanceof Pair) compactItem(item.value);
}

function isShort(node: Piece): boolean {
  const text = JSON.stringify(node.toJSON());
  return text.length <= LONGEST_LINE && !text.includes("${") && depth(node) <= 2;
}

function depth(node: unknown): number {
  if (node instanceof Pair) return depth(node.value);
  if (isScalar(node) || (!isMap(node) && !isSeq(node))) return 0;
  const inner: readonly unknown[] = node.items;
  return 1 + Math.max(0, ...inner.map(depth));
}

function comment(text: string): string {
  const lines = concealKeys(text).split("\n");
  return lines.map((line) => (line === "" ? "" : ` ${line}`)).join("\n");
}

/** In double quotes, as a text with such a character is, this is the character; in a comment it can be seen. */
function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

function hex(code: number, length: number): string {
  return code.toString(16).padStart(length, "0");
}
