import type { Diagnostic, Place } from "../../src/model/diagnostic.ts";

/** Diagnostics as plain text, every part of each in sight. */
export function printed(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.length === 0 ? "no findings\n" : `${diagnostics.map(one).join("\n\n")}\n`;
}

function one({ severity, code, summary, detail, place, frame }: Diagnostic): string {
  const where = place === undefined ? "" : `${place.file}:${place.line}:${place.column} `;
  const lines = (frame?.lines ?? []).flatMap((line, index) => {
    const number = (frame?.from ?? 1) + index;
    const text = `  ${String(number).padStart(3)} │ ${line}`.trimEnd();
    return place?.line === number ? [text, mark(place)] : [text];
  });
  return [`${where}${severity} ${code}`, summary, ...lines, ...wrapped(detail)].join("\n");
}

function mark({ column, endColumn = column + 1 }: Place): string {
  return `      │ ${" ".repeat(column - 1)}${"^".repeat(endColumn - column)}`;
}

function wrapped(detail: string): readonly string[] {
  const lines: string[] = [];
  for (const word of detail.split(" ")) {
    const last = lines.pop() ?? "";
    const fits = last === "" || last.length + word.length < 95;
    lines.push(...(fits ? [`${last} ${word}`.trim()] : [last, word]));
  }
  return lines.map((line) => `  ${line}`);
}
