import type { CodeFrame, Place } from "../model/diagnostic.ts";
import { concealKeys } from "./secret.ts";

const AROUND = 2;
const LONGEST_LINE = 500;

/** The marked line of a text with the two before and the two after it; an API key in them is blotted out. */
export function frameOf(lines: readonly string[], place: Place): CodeFrame {
  const from = Math.max(1, place.line - AROUND);
  const shown = lines.slice(from - 1, place.line + AROUND).map((line) => concealKeys(line).slice(0, LONGEST_LINE));
  return { from, lines: shown };
}

/** The lines of a text, without their ends; the line break at the end of the text starts none. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.length > 1 && lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** The place itself, or, where that is behind the end of the text, the last thing that is written. */
export function within(lines: readonly string[], place: Place): Place {
  const last = lines.findLastIndex((line) => line.trim() !== "") + 1;
  if (place.line <= lines.length || last === 0) return place;
  return { file: place.file, line: last, column: Math.max(1, (lines[last - 1] ?? "").trimEnd().length) };
}
