import type { Diagnostic } from "../model/diagnostic.ts";

const LONGEST = 5 * 1024 * 1024;

/** Why a text is not even read as YAML; undefined where it may be. */
export function refusedText(file: string, text: string): Diagnostic | undefined {
  const place = { file, line: 1, column: 1 };
  if (text.length > LONGEST) {
    return {
      severity: "error",
      code: "file-too-large",
      summary: "The configuration is too large",
      detail: `The file has ${(text.length / 1024 / 1024).toFixed(1)} MB; at most 5 MB are read. People belong into a source (a CSV or NDJSON file), not into the configuration.`,
      place,
    };
  }
  if (text.includes("\0") || text.includes("\uFFFD")) {
    return {
      severity: "error",
      code: "not-text",
      summary: "The configuration is not UTF-8 text",
      detail:
        "The file holds bytes that are no UTF-8 text. If it comes from an editor on Windows, save it as UTF-8; if it is another file, give the right one with `--config`.",
      place,
    };
  }
  return undefined;
}
