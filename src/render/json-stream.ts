import { jsonText } from "./text/escape.ts";

/** A JSON document as pieces of text: literal text, values and lists that are read while they are written. */
export type JsonPart = string | JsonItems;

/** A list, an item a line. */
export interface JsonItems {
  readonly items: AsyncIterable<unknown> | Iterable<unknown>;
}

/** Writes the parts one after another, in chunks worth a write. */
export async function* jsonStream(parts: readonly JsonPart[]): AsyncIterable<string> {
  let pending = "";
  for (const part of parts) {
    if (typeof part === "string") {
      pending += part;
      continue;
    }
    let gap = "\n";
    pending += "[";
    for await (const item of part.items) {
      pending += gap + jsonText(item);
      gap = ",\n";
      if (pending.length > CHUNK) {
        yield pending;
        pending = "";
      }
    }
    pending += gap === "\n" ? "]" : "\n]";
  }
  yield pending;
}

/** A list whose items are changed on their way out. */
export async function* mapped<T>(items: AsyncIterable<T>, shown: (item: T) => unknown): AsyncIterable<unknown> {
  for await (const item of items) yield shown(item);
}

const CHUNK = 64 * 1024;
