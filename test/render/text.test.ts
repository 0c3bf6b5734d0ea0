import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonText, visible } from "../../src/render/text/escape.ts";
import { flow, paragraph } from "../../src/render/text/layout.ts";
import { lineWidth, printed } from "../../src/render/text/page.ts";
import { ago, counted, duration, enumerated, grouped, percent } from "../../src/render/text/quantity.ts";
import { palette } from "../../src/render/text/style.ts";
import { clipped, displayWidth } from "../../src/render/text/width.ts";
import { changeText, valueText } from "../../src/render/value-text.ts";
import { hostileText } from "../support/hostile-text.ts";

const PLAIN = palette(false);

describe("text as data", () => {
  test("writes out control characters, bidi overrides and what cannot be seen", () => {
    expect(visible("a\nb\tc\r")).toBe("a\\nb\\tc\\r");
    expect(visible("\u001b[31m\u009b\u202e\u200b\u00a0\u{e0041}")).toBe(
      "\\u001b[31m\\u009b\\u202e\\u200b\\u00a0\\u{e0041}",
    );
    expect(visible("\ud800")).toBe("\\ud800");
  });

  test("keeps letters of every script and emoji as they are", () => {
    for (const text of ["Zoë Ångström", "日本語　タグ", "שלום", "نور", "👩‍👩‍👧 ☕️ 🇪🇪 👍🏽", "e\u0301"]) {
      expect(visible(text)).toBe(text);
    }
  });

  test("writing out twice changes nothing more", () => {
    fc.assert(fc.property(hostileText(), (text) => visible(visible(text)) === visible(text)));
  });

  test("as JSON stays the same data", () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        expect(JSON.parse(jsonText({ text }))).toEqual(JSON.parse(JSON.stringify({ text })));
      }),
    );
  });
});

describe("widths", () => {
  test("count the columns of a terminal", () => {
    expect(["abc", "日本語", "👩‍👩‍👧", "☕️", "🇪🇪", "e\u0301", "ｱ", "Ａ", ""].map(displayWidth)).toEqual([
      3, 6, 2, 2, 2, 1, 1, 2, 0,
    ]);
  });

  test("clipping keeps whole characters", () => {
    expect(clipped("日本語", 6)).toBe("日本語");
    expect(clipped("日本語", 5)).toBe("日本…");
    expect(clipped("日本語", 4)).toBe("日…");
  });

  test("a paragraph keeps its words, and an option its value", () => {
    const lines = paragraph(["is over 5 %. To allow: --allow archive=213"], 30, 2);
    expect(printed(lines, PLAIN)).toBe("  is over 5 %. To allow:\n  --allow archive=213\n");
    const quoted = paragraph(['To allow: --allow "untag:top performer=213" and go on'], 24, 0);
    expect(printed(quoted, PLAIN)).toBe('To allow:\n--allow "untag:top performer=213"\nand go on\n');
  });

  test("a flow breaks between its parts", () => {
    const lines = flow([["one two"], ["three four"], ["five"]], ",", 20, 2);
    expect(printed(lines, PLAIN)).toBe("  one two,\n  three four, five\n");
  });

  test("no line is wider than asked for while every word fits", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 })), fc.integer({ min: 20, max: 60 }), (words, width) => {
        const lines = paragraph([words.join(" ").replaceAll("--", "")], width, 4);
        expect(Math.max(0, ...lines.map((line) => lineWidth(line)))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe("numbers", () => {
  test("have thousands separated and one spelling of plurals", () => {
    expect([0, 999, 1000, 12480, 1250000].map(grouped)).toEqual(["0", "999", "1,000", "12,480", "1,250,000"]);
    expect([counted(1, "contact"), counted(0, "contact"), counted(1204, "person", "people")]).toEqual([
      "1 contact",
      "0 contacts",
      "1,204 people",
    ]);
    expect([percent(0.053), percent(0.3), percent(1)]).toEqual(["5.3 %", "30 %", "100 %"]);
    expect([enumerated([]), enumerated(["a"]), enumerated(["a", "b", "c"])]).toEqual(["", "a", "a, b and c"]);
  });

  test("tell times as people do", () => {
    expect([400, 14_000, 125_000, 3_780_000].map(duration)).toEqual(["under 1 s", "14 s", "2 m 05 s", "1 h 03 m"]);
    expect([59_000, 60_000, 7_200_000, 200_000_000].map(ago)).toEqual([
      undefined,
      "1 minute ago",
      "2 hours ago",
      "2 days ago",
    ]);
  });
});

describe("values", () => {
  test("tell words, texts, numbers and nothing apart", () => {
    expect(
      ["gold", "12", 12, "two words", "", null, true, "true", ["a", "b c"], { city: "Tartu" }].map(valueText),
    ).toEqual(["gold", '"12"', "12", '"two words"', '""', "(unset)", "true", '"true"', '[a, "b c"]', "{city: Tartu}"]);
  });

  test("that are long lists show what came and went", () => {
    expect(changeText([1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 8])).toBe("+8 −7");
    expect(changeText([1, 2], [2, 1])).toBe("[1, 2] → [2, 1]");
  });
});
