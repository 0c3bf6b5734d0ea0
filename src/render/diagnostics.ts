import type { Diagnostic, Place, Severity } from "../model/diagnostic.ts";
import { codeFrame } from "./code-frame.ts";
import { paragraph } from "./text/layout.ts";
import { type Line, printed, span, type TextOptions } from "./text/page.ts";
import { counted, enumerated } from "./text/quantity.ts";
import { palette } from "./text/style.ts";

/** Findings for a person: what, where, the marked line, the way out; the last line counts them. Empty where there are none. */
export function diagnosticsText(diagnostics: readonly Diagnostic[], options: TextOptions): string {
  if (diagnostics.length === 0) return "";
  const findings = diagnostics.flatMap((diagnostic) => [...diagnosticLines(diagnostic, options.width), []]);
  return printed([...findings, [`${severityCounts(diagnostics)}.`]], palette(options.colour));
}

/** One finding as lines. */
export function diagnosticLines(diagnostic: Diagnostic, width: number): readonly Line[] {
  const { severity, summary, code, detail, place, frame } = diagnostic;
  return [
    [span(severity, `${severity}:`), " ", span("heading", summary), span("dim", ` (${code})`)],
    ...(place === undefined ? [] : [["  ", span("dim", placeText(place))]]),
    ...(place === undefined || frame === undefined ? [] : codeFrame(frame, place, severity, width)),
    ...paragraph([detail], width, 2),
  ];
}

/** `2 errors and 1 warning`; kinds that do not occur are left out. */
export function severityCounts(diagnostics: readonly Diagnostic[]): string {
  const of = (severity: Severity) => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const counts = [["error", of("error")] as const, ["warning", of("warning")] as const];
  return enumerated(counts.filter(([, count]) => count > 0).map(([word, count]) => counted(count, word)));
}

/** `file:line:column`, as editors open it. */
export function placeText(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}
