import type { Typed } from "./terminal.ts";

/** Stands in a shown block for lines that are left out. */
const LEFT_OUT = "…";

/** One command of a shown block, and what the block says came of it. */
export interface Shown {
  readonly command: string;
  readonly output: readonly string[];
}

/** The commands of a block whose lines begin with `$ `, each with the lines under it. */
export function shownCommands(lines: readonly string[]): readonly Shown[] {
  const starts = lines.flatMap((line, index) => (line.startsWith("$ ") ? [index] : []));
  return starts.map((start, place) => ({
    command: (lines[start] ?? "").slice("$ ".length),
    output: lines.slice(start + 1, starts[place + 1]),
  }));
}

/** What the block must say: all of the output, or as many lines before and after a `…` as it shows now. */
export function toldAgain({ output }: Shown, typed: Typed): readonly string[] {
  const lines = typed.output
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => line.trimEnd());
  const real = typed.output === "" ? [] : lines;
  const gap = output.indexOf(LEFT_OUT);
  if (gap === -1) return real;
  const after = output.length - gap - 1;
  return real.length <= gap + after ? real : [...real.slice(0, gap), LEFT_OUT, ...real.slice(real.length - after)];
}
