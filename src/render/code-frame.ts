import type { CodeFrame, Place } from "../model/diagnostic.ts";
import { visible } from "./text/escape.ts";
import { blank } from "./text/layout.ts";
import { type Line, type Span, span } from "./text/page.ts";
import type { Role } from "./text/style.ts";
import { clipped, displayWidth } from "./text/width.ts";

/** The lines around a place, numbered, with a mark under the exact columns; a long line is shown around its mark. */
export function codeFrame(frame: CodeFrame, place: Place, role: Role, width: number): readonly Line[] {
  const digits = String(frame.from + frame.lines.length - 1).length;
  const room = Math.max(20, width - digits - GUTTER);
  return frame.lines.flatMap((source, index) => {
    const number = frame.from + index;
    const gutter = span("dim", `  ${String(number).padStart(digits)} | `);
    if (number !== place.line) return [[gutter, clipped(shown(source), room)]];
    const marked = markedLine(source, place, room);
    return [
      [gutter, marked.text],
      [span("dim", `  ${blank(digits)} | `), blank(marked.before), underline(marked.length, role)],
    ];
  });
}

/** What the gutter takes beside the digits. */
const GUTTER = 5;

interface MarkedLine {
  readonly text: string;
  /** In columns of the terminal. */
  readonly before: number;
  readonly length: number;
}

function markedLine(source: string, place: Place, room: number): MarkedLine {
  const start = place.column - 1;
  const before = shown(source.slice(0, start));
  const length = Math.max(1, displayWidth(shown(source.slice(start, Math.max(start, (place.endColumn ?? 0) - 1)))));
  const fits = displayWidth(before) + length <= room;
  const left = fits ? before : tail(before, Math.floor(room / 3));
  const used = displayWidth(left);
  return {
    text: clipped(left + shown(source.slice(start)), room),
    before: used,
    length: Math.min(length, Math.max(1, room - used)),
  };
}

function underline(length: number, role: Role): Span {
  return span(role, "^".repeat(length));
}

/** A line of a file with tabs as two spaces and nothing hidden in it. */
function shown(source: string): string {
  return visible(source.replaceAll("\t", "  "));
}

/** The end of a text after an ellipsis, at most `width` columns. */
function tail(text: string, width: number): string {
  const kept: string[] = [];
  let used = 1;
  for (const character of [...text].reverse()) {
    used += displayWidth(character);
    if (used > width) break;
    kept.unshift(character);
  }
  return `…${kept.join("")}`;
}
