import type { Checked, CheckVerdict } from "../model/checked.ts";
import type { DoctorView } from "./doctor-view.ts";
import { blank, paragraph } from "./text/layout.ts";
import { type Line, lineWidth, printed, span, type TextOptions } from "./text/page.ts";
import { counted, enumerated, grouped } from "./text/quantity.ts";
import { palette, type Role } from "./text/style.ts";

/** What doctor found for a terminal or a log: a line a check, below it what to do, and one line that counts. */
export function doctorText({ environment, checks, counts }: DoctorView, options: TextOptions): string {
  const widest = Math.max(0, ...checks.map((check) => lineWidth([nameOf(check)])));
  const lines = checks.flatMap((check) => checkLines(check, widest, options.width));
  const where: readonly Line[] = environment === undefined ? [] : [[`environment ${environment}`], []];
  return printed([...where, ...lines, [], closing(counts)], palette(options.colour));
}

/** The words stand in columns; a dash says that nothing was looked at. */
const WORDS: Readonly<Record<CheckVerdict, { readonly word: string; readonly role: Role }>> = {
  ok: { word: "ok", role: "good" },
  warning: { word: "warn", role: "warning" },
  problem: { word: "FAIL", role: "error" },
  unknown: { word: "?", role: "dim" },
  skipped: { word: "–", role: "dim" },
};

const VERDICT_WIDTH = 6;

function checkLines(check: Checked, widest: number, width: number): readonly Line[] {
  const { verdict, subject, summary, detail, wayOut } = check;
  const { word, role } = WORDS[verdict];
  const indent = 2 + VERDICT_WIDTH + widest + 2;
  const text = subject === undefined ? [summary] : [span("heading", subject), `: ${summary}`];
  const [first = [], ...rest] = paragraph(text, width, indent);
  const name = nameOf(check);
  const head: Line = [
    "  ",
    span(role, word),
    blank(VERDICT_WIDTH - lineWidth([word])),
    name,
    blank(widest - lineWidth([name]) + 2),
  ];
  const below = [
    ...(detail === undefined ? [] : paragraph([detail], width, indent + 2)),
    ...(wayOut === undefined ? [] : paragraph([`→ ${wayOut}`], width, indent + 2, indent + 4)),
  ];
  return [[...head, ...first.slice(1)], ...rest, ...below];
}

function nameOf({ name }: Checked): string {
  return name.replaceAll("-", " ");
}

function closing({ ok, warning, problem, unknown, skipped }: DoctorView["counts"]): Line {
  const found = [
    ...(problem === 0 ? [] : [counted(problem, "problem")]),
    ...(warning === 0 ? [] : [counted(warning, "warning")]),
    ...(unknown === 0 ? [] : [`${grouped(unknown)} unknown`]),
    ...(skipped === 0 ? [] : [`${grouped(skipped)} skipped`]),
    `${grouped(ok)} ok`,
  ];
  const role = problem > 0 ? "error" : warning > 0 ? "warning" : "good";
  return [span(role, "Doctor:"), ` ${enumerated(found)}. Nothing was changed.`];
}
