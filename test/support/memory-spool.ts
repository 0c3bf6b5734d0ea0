import type { Spool } from "../../src/contacts/spool.ts";

/** A spool that is no file. */
export function memorySpool(): Spool {
  const lines: string[] = [];
  return {
    get count() {
      return lines.length;
    },
    append: (line) => lines.push(line) - 1,
    read: (place) => lines[place] ?? "",
    async *[Symbol.asyncIterator]() {
      yield* lines;
    },
  };
}
