import { type Line, lineWidth, type Span, textOf } from "./page.ts";

/**
 * Breaks a line at its spaces so that it fits, the first line after `indent` columns, the others after `hanging`.
 * A word that is too long stays whole, and so does an option with its value, which somebody will copy.
 */
export function paragraph(line: Line, width: number, indent: number, hanging = indent): readonly Line[] {
  return filled(words(line), width, indent, hanging);
}

/** Lays out things that do not break unless a line is too short for one, `separator` after each, as many on a line as fit. */
export function flow(atoms: readonly Line[], separator: string, width: number, indent: number): readonly Line[] {
  const closed = atoms.map((atom, index) => (index < atoms.length - 1 ? [...atom, separator] : atom));
  const fitting = closed.flatMap((atom) => (lineWidth(atom) > width - indent ? words(atom) : [atom]));
  return filled(fitting, width, indent, indent);
}

/** How the cells of a column stand. */
export type Alignment = "left" | "right";

/** Rows as aligned columns, two spaces apart; a row may leave out its last cells. */
export function columns(rows: readonly (readonly Line[])[], align: readonly Alignment[], indent: number): Line[] {
  const widths = align.map((_, column) => Math.max(0, ...rows.map((row) => lineWidth(row[column] ?? []))));
  return rows.map((row) => [
    blank(indent),
    ...row.flatMap((cell, column) => {
      const space = blank((widths[column] ?? 0) - lineWidth(cell));
      const gap = column < row.length - 1 ? "  " : "";
      return align[column] === "right" ? [space, ...cell, gap] : [...cell, space, gap];
    }),
  ]);
}

/** So many spaces. */
export function blank(width: number): string {
  return " ".repeat(Math.max(0, width));
}

function filled(atoms: readonly Line[], width: number, indent: number, hanging: number): readonly Line[] {
  const lines: (Span | string)[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const atom of atoms) {
    const wide = lineWidth(atom);
    if (used + 1 + wide > width) {
      const margin = lines.length === 0 ? indent : hanging;
      lines.push([blank(margin), ...atom]);
      used = margin + wide;
    } else {
      lines.at(-1)?.push(" ", ...atom);
      used += 1 + wide;
    }
  }
  return lines;
}

/** A space, but not between an option such as `--allow` and its value, nor within that value's quotes. */
const BREAK = /(?<!(?:^|\s)--[\w-]+(?: "[^"]*)?) /;

/** The pieces between spaces; a word may change its role halfway. */
function words(line: Line): readonly Line[] {
  const found: Span[][] = [[]];
  for (const piece of line) {
    const role = typeof piece === "string" ? {} : piece;
    textOf(piece)
      .split(BREAK)
      .forEach((text, index) => {
        if (index > 0) found.push([]);
        if (text !== "") found.at(-1)?.push({ ...role, text });
      });
  }
  return found;
}
