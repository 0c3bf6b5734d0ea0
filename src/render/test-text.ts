import type { Mismatch, RuleTestReport, RuleTestResult, UnprovenRule } from "../model/rule-test-report.ts";
import { placeText } from "./diagnostics.ts";
import { columns, paragraph } from "./text/layout.ts";
import { type Line, printed, span, type TextOptions } from "./text/page.ts";
import { counted, grouped } from "./text/quantity.ts";
import { palette } from "./text/style.ts";
import { valueText } from "./value-text.ts";

/** The report of the rule tests: each failure with what was expected, found and why, then rules that no test proves. */
export function testText(report: RuleTestReport, options: TextOptions): string {
  const failed = report.results.filter((result) => result.mismatches.length > 0);
  const passed = report.results.filter((result) => result.mismatches.length === 0);
  const sections = [
    passed.length > LISTED ? [] : passed.map((result): Line => ["  ", span("good", "ok"), `    ${result.name}`]),
    ...failed.map((result) => failureLines(result, options.width)),
    unprovenLines(report.unproven),
    [verdict(passed.length, failed.length, report.unproven.length)],
  ].filter((lines) => lines.length > 0);
  return printed(
    sections.flatMap((lines, index) => (index === 0 ? lines : [[], ...lines])),
    palette(options.colour),
  );
}

/** With more tests than this those that pass are only counted. */
const LISTED = 30;

function failureLines({ name, declaredAt, mismatches }: RuleTestResult, width: number): readonly Line[] {
  return [
    ["  ", span("error", "FAIL"), `  ${name}  `, span("dim", placeText(declaredAt))],
    ...mismatches.flatMap((mismatch) => mismatchLines(mismatch, width)),
  ];
}

function mismatchLines({ on, expected, found, because = [] }: Mismatch, width: number): readonly Line[] {
  const [wanted, got] =
    typeof expected === "boolean" ? [yesNo(expected), yesNo(found === true)] : texts(expected, found);
  return [
    ["        ", span("heading", on), ": expected ", span("create", wanted), ", found ", span("delete", got)],
    ...because.flatMap((sentence) => paragraph([span("dim", sentence)], width, 10, 12)),
  ];
}

function texts(expected: Mismatch["expected"], found: Mismatch["found"]): readonly [string, string] {
  return [valueText(expected), valueText(found)];
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}

const NEVER: Readonly<Record<UnprovenRule["never"], string>> = {
  true: "no test makes it true",
  false: "no test makes it false",
  either: "no test asks it",
};

function unprovenLines(unproven: readonly UnprovenRule[]): readonly Line[] {
  if (unproven.length === 0) return [];
  const rows = unproven.map(({ rule, never, declaredAt }): Line[] => [
    [rule],
    [NEVER[never]],
    [span("dim", declaredAt === undefined ? "" : placeText(declaredAt))],
  ]);
  return [[span("warning", "Rules that the tests leave unproven")], ...columns(rows, ["left", "left", "left"], 2)];
}

function verdict(passed: number, failed: number, unproven: number): Line {
  const total = `${counted(passed + failed, "test")}: `;
  const counts = [
    ...(passed > 0 || failed === 0 ? [`${grouped(passed)} passed`] : []),
    ...(failed > 0 ? [`${grouped(failed)} failed`] : []),
  ].join(", ");
  const rest = unproven === 0 ? "" : ` ${counted(unproven, "rule")} unproven.`;
  return [span(failed > 0 ? "error" : "good", `${total}${counts}.`), rest];
}
