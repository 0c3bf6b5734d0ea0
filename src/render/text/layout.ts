import { type Line, lineWidth, type Span, textOf } from "./page.ts";

/** Breaks a line at its spaces so that it fits; each line starts after `indent` columns. A word that is too long stays whole. */
export function paragraph(line: Line, width: number, indent: number): readonly Line[] {
  return filled(words(line), " ", width, indent);
}

/** Lays out things that do not break, `separator` between them, as many on a line as fit. */
export function flow(atoms: readonly Line[], separator: string, width: number, indent: number): readonly Line[] {
  const closed = atoms.map((atom, index) => (index < atoms.length - 1 ? [...atom, separator.trimEnd()] : atom));
  return filled(closed, " ", width, indent);
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

function filled(atoms: readonly Line[], glue: string, width: number, indent: number): readonly Line[] {
  const lines: (Span | string)[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const atom of atoms) {
    const wide = lineWidth(atom);
    if (used + glue.length + wide > width) {
      lines.push([blank(indent), ...atom]);
      used = indent + wide;
    } else {
      lines.at(-1)?.push(glue, ...atom);
      used += glue.length + wide;
    }
  }
  return lines;
}

/** The pieces between spaces; a word may change its role halfway. */
function words(line: Line): readonly Line[] {
  const found: Span[][] = [[]];
  for (const piece of line) {
    const role = typeof piece === "string" ? {} : piece;
    textOf(piece)
      .split(" ")
      .forEach((text, index) => {
        if (index > 0) found.push([]);
        if (text !== "") found.at(-1)?.push({ ...role, text });
      });
  }
  return found;
}
