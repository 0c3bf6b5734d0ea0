import { blank, paragraph } from "./layout.ts";
import { type Line, lineWidth, type Span, span } from "./page.ts";
import type { Role } from "./style.ts";
import { displayWidth } from "./width.ts";

/** Whether a rule says yes or no; what is no rule says neither. */
export type Mark = "yes" | "no" | "none";

/** What becomes of something. */
type Turn = "add" | "remove" | "change" | "held";

/** One row of a list of rules: its answer, its name, what there is to say, and the tests below it. */
export interface Entry {
  readonly mark: Mark;
  readonly turn?: Turn;
  readonly name: string;
  readonly text: Line;
  readonly parts?: readonly { readonly mark: Mark; readonly depth: number; readonly text: Line }[];
}

/** Rows under one another, their texts in one column, wrapped within it. */
export function entryLines(entries: readonly Entry[], width: number): readonly Line[] {
  const named = Math.min(LONGEST_NAME, Math.max(...entries.map(({ name }) => displayWidth(name))));
  const marked = entries.some(({ mark }) => mark === "yes" || mark === "no");
  return entries.flatMap((entry) => {
    const title: Line = [
      "  ",
      turnSpan(entry.turn),
      " ",
      ...(marked ? [markSpan(entry.mark), " "] : []),
      entry.name,
      blank(named - displayWidth(entry.name)),
    ];
    const indent = 4 + (marked ? 4 : 0) + named + 2;
    const parts = entry.parts ?? [];
    return [
      ...hung(title, entry.text, width, indent),
      ...parts.flatMap(({ mark, depth, text }) =>
        hung([blank(indent + depth * 2), markSpan(mark)], text, width, indent + depth * 2 + 4),
      ),
    ];
  });
}

const LONGEST_NAME = 28;

const MARKS: Readonly<Record<Mark, string>> = { yes: "yes", no: "no ", none: "   " };

const TURNS: Readonly<Record<Turn, { readonly symbol: string; readonly role: Role }>> = {
  add: { symbol: "+", role: "create" },
  remove: { symbol: "−", role: "delete" },
  change: { symbol: "~", role: "update" },
  held: { symbol: "!", role: "held" },
};

function markSpan(mark: Mark): Span {
  return mark === "yes" ? span("good", MARKS.yes) : { text: MARKS[mark] };
}

function turnSpan(turn: Turn | undefined): Span {
  return turn === undefined ? { text: " " } : span(TURNS[turn].role, TURNS[turn].symbol);
}

/** A text that begins beside its title; a title that reaches into its column has a line of its own. */
function hung(title: Line, text: Line, width: number, indent: number): readonly Line[] {
  const [first, ...rest] = paragraph(text, width, indent);
  if (first === undefined) return [title];
  const gap = indent - lineWidth(title);
  return gap < 1 ? [title, first, ...rest] : [[...title, blank(gap), ...first.slice(1)], ...rest];
}
