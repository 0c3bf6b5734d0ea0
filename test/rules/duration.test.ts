import { expect, test } from "vitest";
import { parseDuration } from "../../src/rules/duration.ts";

test("durations are minutes, hours, days and weeks", () => {
  expect(parseDuration("15m")).toBe(900_000);
  expect(parseDuration("12h")).toBe(43_200_000);
  expect(parseDuration("30d")).toBe(2_592_000_000);
  expect(parseDuration("2w")).toBe(1_209_600_000);
});

test.each(["", "30", "d", "30 d", "-1d", "0d", "1.5h", "1y", "30D", "9999999d"])("%j is no duration", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
