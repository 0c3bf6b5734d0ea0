import { visible } from "./escape.ts";
import type { Role, Style } from "./style.ts";
import { displayWidth } from "./width.ts";

/** A piece of a line: data with the role that colours it. */
export interface Span {
  readonly text: string;
  readonly role?: Role;
}

/** One line as pieces; nothing in it is escaped or coloured yet. */
export type Line = readonly (Span | string)[];

/** How a renderer lays text out. */
export interface TextOptions {
  readonly colour: boolean;
  /** The columns of the terminal; 100 for what is no terminal. */
  readonly width: number;
}

/** Lines as text. The one place where text leaves: every piece is escaped here, then coloured. */
export function printed(lines: readonly Line[], style: Style): string {
  return lines.map((line) => `${printedLine(line, style)}\n`).join("");
}

/** A piece with a role. */
export function span(role: Role, text: string): Span {
  return { text, role };
}

/** The columns that a line will take. */
export function lineWidth(line: Line): number {
  return line.reduce((width, piece) => width + displayWidth(visible(textOf(piece))), 0);
}

/** The raw text of a piece. */
export function textOf(piece: Span | string): string {
  return typeof piece === "string" ? piece : piece.text;
}

function printedLine(line: Line, style: Style): string {
  const pieces = joined(line).map(({ text, role }) => {
    const shown = visible(text);
    return role === undefined || shown === "" ? shown : style(role, shown);
  });
  return pieces.join("").trimEnd();
}

/** Neighbours of one role as one piece, a space between them included, so that they are coloured once. */
function joined(line: Line): readonly Span[] {
  const pieces: Span[] = [];
  for (const piece of line) {
    const [gap, last] = [pieces.at(-1), pieces.at(-2)];
    const role = typeof piece === "string" ? undefined : piece.role;
    if (role !== undefined && gap?.text === " " && last?.role === role) {
      pieces.splice(-2, 2, { text: `${last.text} ${textOf(piece)}`, role });
    } else pieces.push({ text: textOf(piece), ...(role === undefined ? {} : { role }) });
  }
  return pieces;
}
