import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import { diagnosticsText } from "../../src/render/diagnostics.ts";
import { validateText } from "../../src/render/validate-text.ts";

const OPTIONS = { colour: false, width: 80 };
const FILE = "mailchimp.config.yaml";

const UNKNOWN_TYPE: Diagnostic = {
  severity: "error",
  code: "unknown-merge-field-type",
  summary: "Unknown merge field type",
  detail: '"txt" is not a type Mailchimp has. Did you mean "text"?',
  place: { file: FILE, line: 10, column: 17, endColumn: 20 },
  frame: { from: 9, lines: ["mergeFields:", "  TIER: { type: txt }", "  SALES: { type: number }"] },
};

const UNPROVEN: Diagnostic = {
  severity: "warning",
  code: "unset-variable",
  summary: "Variable is not set",
  detail:
    "WEBHOOK_PATH_SECRET is not set here. It has to be where plan and apply run, or the file has to give a default.",
  place: { file: FILE, line: 44, column: 3 },
};

/** The text of the line that is marked, exactly as far as the mark reaches. */
function marked(line: string, column: number, endColumn: number, width = 80): { line: string; mark: string } {
  const text = diagnosticsText(
    [{ ...UNKNOWN_TYPE, place: { file: FILE, line: 1, column, endColumn }, frame: { from: 1, lines: [line] } }],
    { colour: false, width },
  );
  const [, , shown = "", mark = ""] = text.split("\n");
  return { line: shown, mark };
}

describe("diagnostics", () => {
  test("show what is wrong, where, the line with a mark, and the way out", async () => {
    await expect(diagnosticsText([UNKNOWN_TYPE, UNPROVEN, UNKNOWN_TYPE], OPTIONS)).toMatchFileSnapshot(
      "golden/diagnostics/three.txt",
    );
  });

  test("can be coloured", async () => {
    await expect(diagnosticsText([UNKNOWN_TYPE, UNPROVEN], { colour: true, width: 80 })).toMatchFileSnapshot(
      "golden/diagnostics/coloured.txt",
    );
  });

  test("are nothing where there are none", () => {
    expect(diagnosticsText([], OPTIONS)).toBe("");
  });

  test("mark the exact columns after tabs, wide characters and emoji", () => {
    expect(marked("\tkey: txt", 7, 10)).toEqual({ line: "  1 |   key: txt", mark: "    |        ^^^" });
    expect(marked("名前: txt", 5, 8)).toEqual({ line: "  1 | 名前: txt", mark: "    |       ^^^" });
    expect(marked("a: 金色 # x", 4, 6)).toEqual({ line: "  1 | a: 金色 # x", mark: "    |    ^^^^" });
    expect(marked("🎉: txt", 5, 8)).toEqual({ line: "  1 | 🎉: txt", mark: "    |     ^^^" });
    expect(marked("a\u001b: txt", 5, 8)).toEqual({ line: "  1 | a\\u001b: txt", mark: "    |          ^^^" });
  });

  test("mark a place after the end of its line", () => {
    expect(marked("tag:", 5, 5).mark).toBe("    |     ^");
  });

  test("show a long line around its mark", () => {
    const { line, mark } = marked(`${"x".repeat(300)} txt ${"y".repeat(300)}`, 302, 305, 60);
    expect(line.length).toBeLessThanOrEqual(60);
    expect(line.slice(mark.indexOf("^"), mark.lastIndexOf("^") + 1)).toBe("txt");
  });
});

describe("validation", () => {
  const declared = [
    { noun: "merge field", count: 11 },
    { noun: "tag", count: 8 },
    { noun: "source", count: 2 },
    { noun: "test", count: 1 },
    { noun: "limit", count: 0 },
  ];

  test("of a valid file is one line that says what it declares", () => {
    expect(validateText({ file: FILE, declared, diagnostics: [] }, OPTIONS)).toBe(
      `${FILE} is valid: 11 merge fields, 8 tags, 2 sources and 1 test.\n`,
    );
  });

  test("with warnings is valid all the same", async () => {
    await expect(validateText({ file: FILE, declared, diagnostics: [UNPROVEN] }, OPTIONS)).toMatchFileSnapshot(
      "golden/validate/warnings.txt",
    );
  });

  test("of an invalid file shows every finding", async () => {
    await expect(
      validateText({ file: FILE, declared: [], diagnostics: [UNKNOWN_TYPE, UNPROVEN] }, OPTIONS),
    ).toMatchFileSnapshot("golden/validate/invalid.txt");
  });
});
