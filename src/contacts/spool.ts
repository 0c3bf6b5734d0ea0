import type { Replayable } from "../model/plan.ts";

/** A store of lines that lives outside memory. Handed in by the shell; see `files/`. */
export interface Spool {
  /** Keeps one line (without a line break in it) and tells its place. */
  append(line: string): number;
  /** The line at a place. */
  read(place: number): string;
}

/** A spool that is written once and then read from its start, as often as wanted. */
export interface LineStore extends Replayable<string> {
  append(line: string): void;
}

/** The spools of one plan. */
export interface Spools {
  random(name: string): Spool;
  sequential(name: string): LineStore;
}

/** A store of lines read as values of the run's own making. */
export function replayed<T>(lines: LineStore): Replayable<T> {
  return {
    get count() {
      return lines.count;
    },
    async *[Symbol.asyncIterator]() {
      // The run's own spool: what was written in this process, read back.
      for await (const line of lines) yield JSON.parse(line) as T;
    },
  };
}
