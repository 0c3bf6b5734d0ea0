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

/** The lines of a text, without their ends. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/);
}
