import type { Diagnostic } from "../model/diagnostic.ts";
import { diagnosticsText } from "./diagnostics.ts";
import { printed, span, type TextOptions } from "./text/page.ts";
import { counted, enumerated } from "./text/quantity.ts";
import { palette } from "./text/style.ts";

/** What checking a configuration file without a network found. */
export interface ValidationReport {
  readonly file: string;
  /** What the file declares, in its order: `merge field`, 11. Empty where it could not be read. */
  readonly declared: readonly { readonly noun: string; readonly count: number }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The findings, and one line that says whether the file is valid and what it declares. */
export function validateText(report: ValidationReport, options: TextOptions): string {
  const { file, declared, diagnostics } = report;
  const findings = diagnosticsText(diagnostics, options);
  const style = palette(options.colour);
  if (diagnostics.some((diagnostic) => diagnostic.severity === "error")) {
    return findings + printed([[span("error", `${file} is not valid.`)]], style);
  }
  const counts = declared.filter(({ count }) => count > 0).map(({ noun, count }) => counted(count, noun));
  const content = counts.length === 0 ? "it declares nothing" : enumerated(counts);
  return findings + printed([[span("good", `${file} is valid:`), ` ${content}.`]], style);
}
