import type { Place } from "../model/diagnostic.ts";
import type { Json } from "../model/json.ts";
import type { Mismatch, RuleTestReport, RuleTestResult, UnprovenRule } from "../model/rule-test-report.ts";

/** The report of the rule tests as JUnit XML, for whatever shows test results in a pipeline. */
export function junit(report: RuleTestReport): string {
  const { results, unproven } = report;
  const failures = results.filter((result) => result.mismatches.length > 0).length;
  const counts = { tests: results.length, failures, errors: 0 };
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: "audiencectl", ...counts })}>`,
    `  <testsuite${attributes({ name: "rule tests", ...counts, skipped: 0 })}>`,
    ...results.flatMap(testCase),
    ...(unproven.length === 0
      ? []
      : [`    <system-out>${escaped(unproven.map(unprovenLine).join("\n"))}</system-out>`]),
    "  </testsuite>",
    "</testsuites>",
  ];
  return `${lines.join("\n")}\n`;
}

function testCase({ name, declaredAt, mismatches }: RuleTestResult): readonly string[] {
  const opening = `    <testcase${attributes({ name, classname: "rules", file: declaredAt.file, line: declaredAt.line })}`;
  if (mismatches.length === 0) return [`${opening}/>`];
  const message = mismatches.map(
    (mismatch) => `${mismatch.on} is ${shown(mismatch.found)}, expected ${shown(mismatch.expected)}`,
  );
  const detail = [...mismatches.flatMap(mismatchLines), `at ${placeText(declaredAt)}`].join("\n");
  return [
    `${opening}>`,
    `      <failure${attributes({ message: message.join("; "), type: "mismatch" })}>${escaped(detail)}</failure>`,
    "    </testcase>",
  ];
}

function mismatchLines({ on, expected, found, because = [] }: Mismatch): readonly string[] {
  return [`${on}: expected ${shown(expected)}, found ${shown(found)}`, ...because.map((line) => `  ${line}`)];
}

function shown(value: Json): string {
  return value === null ? "nothing" : JSON.stringify(value);
}

const NEVER: Record<UnprovenRule["never"], string> = {
  true: "No test makes it true",
  false: "No test makes it false",
  either: "No test asks it",
};

function unprovenLine({ rule, never, declaredAt }: UnprovenRule): string {
  return `${rule}: ${NEVER[never]}${declaredAt === undefined ? "" : ` (${placeText(declaredAt)})`}.`;
}

function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value)).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;")}"`)
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\r": "&#13;",
};

// XML 1.0 has no way to write these at all, not even as numbers.
const UNWRITABLE = /[^\t\n\r\u{20}-\u{7E}\u{85}\u{A0}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function escaped(text: string): string {
  return text.replaceAll(UNWRITABLE, "").replaceAll(/[&<>"'\r]/g, (character) => ENTITIES[character] ?? "");
}
