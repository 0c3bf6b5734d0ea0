import { expect, test } from "vitest";
import { progressLine } from "../../src/render/progress.ts";
import { displayWidth } from "../../src/render/text/width.ts";

const HALF = { phase: "Reading members", done: 6200, total: 12480, failed: 0, elapsedMs: 10_000 };

test("progress shows counts, share and time left", () => {
  expect(progressLine(HALF, 100)).toBe(
    "Reading members  [█████████░░░░░░░░░░░]   6,200 of 12,480  49 %  about 10 s left",
  );
});

test("progress says what failed", () => {
  expect(progressLine({ ...HALF, failed: 3 }, 60)).toBe("Reading members   6,200 of 12,480  3 failed  about 10 s left");
});

test("progress without a total only counts", () => {
  expect(progressLine({ phase: "Reading the source", done: 6200, failed: 0, elapsedMs: 10_000 }, 80)).toBe(
    "Reading the source  6,200",
  );
});

test("progress promises no time before it has a rate, nor when it is done", () => {
  expect(progressLine({ ...HALF, elapsedMs: 500 }, 80)).not.toContain("left");
  expect(progressLine({ ...HALF, done: 12480 }, 80)).not.toContain("left");
});

test("progress never takes more than its width", () => {
  for (let width = 1; width < 120; width += 1) {
    expect(displayWidth(progressLine({ ...HALF, failed: 12 }, width))).toBeLessThanOrEqual(width);
  }
});
