import { paragraph } from "./text/layout.ts";
import { type Line, printed, span, type TextOptions } from "./text/page.ts";
import { counted, enumerated } from "./text/quantity.ts";
import { palette } from "./text/style.ts";

/** What became of an audience that was written down. */
export interface ImportReport {
  readonly audience: { readonly name: string };
  /** Where it stands now; absent where it went to standard output. */
  readonly file?: string;
  readonly declared: readonly { readonly noun: string; readonly count: number }[];
  readonly leftOut: readonly { readonly address: string; readonly reason: string }[];
  /** The variables that the file wants; their values only where they may be shown. */
  readonly variables: readonly { readonly note: string; readonly name: string; readonly value?: string }[];
}

/** What was written, what was left out and why, and which variables have to be set. */
export function importText(report: ImportReport, options: TextOptions): string {
  const { width } = options;
  const counts = report.declared.filter(({ count }) => count > 0).map(({ noun, count }) => counted(count, noun));
  const content = counts.length === 0 ? "nothing but the audience itself" : enumerated(counts);
  const where = report.file === undefined ? "Written:" : `Written to ${report.file}:`;
  const lines: readonly Line[] = [
    ...paragraph([span("good", where), ` ${content}, of the audience "${report.audience.name}".`], width, 0),
    ["Proven: a plan with this file changes nothing."],
    ...leftOutLines(report, width),
    ...variableLines(report, width),
  ];
  return printed(lines, palette(options.colour));
}

const SHOWN = 20;

function leftOutLines({ leftOut }: ImportReport, width: number): readonly Line[] {
  if (leftOut.length === 0) return [];
  const more = leftOut.length - SHOWN;
  return [
    [span("warning", "Left out:"), " the end of the file says so too."],
    ...leftOut.slice(0, SHOWN).flatMap(({ address, reason }) => paragraph([`${address}: ${reason}`], width, 2, 4)),
    ...(more > 0 ? [[`  and ${counted(more, "more object")}`]] : []),
  ];
}

function variableLines({ variables }: ImportReport, width: number): readonly Line[] {
  if (variables.length === 0) return [];
  return [
    [span("warning", "Set before you plan:"), " these are secret and not in the file."],
    ...variables.flatMap(({ name, note, value }) =>
      paragraph([value === undefined ? note : `${name}=${value}`], width, 2, 4),
    ),
  ];
}
