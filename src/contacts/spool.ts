import type { Replayable } from "../model/plan.ts";

/** A store of lines that lives outside memory: written once, read at a place or from the start. See `files/`. */
export interface Spool extends Replayable<string> {
  /** Keeps one line (without a line break in it) and tells its place. */
  append(line: string): number;
  /** The line at a place. */
  read(place: number): string;
}

/** Opens an empty spool; the name only helps whoever looks for it. */
export type OpenSpool = (name: string) => Spool;

/** A spool read as values of the run's own making. */
export function replayed<T>(spool: Spool): Replayable<T> {
  return {
    get count() {
      return spool.count;
    },
    async *[Symbol.asyncIterator]() {
      // The run's own spool: what was written in this process, read back.
      for await (const line of spool) yield JSON.parse(line) as T;
    },
  };
}
