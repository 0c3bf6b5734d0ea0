import fc from "fast-check";
import { expect, test } from "vitest";
import { isCalendarDay } from "../../src/model/calendar-day.ts";

test("every day of four centuries is one, and so is nothing that Date moves into another month", () => {
  const parts = fc.tuple(fc.integer({ min: 1800, max: 2200 }), fc.nat(15), fc.nat(40));
  fc.assert(
    fc.property(parts, ([year, month, day]) => {
      const text = [year, month, day].map((part) => String(part).padStart(2, "0")).join("-");
      const date = new Date(Date.UTC(year, month - 1, day));
      expect(isCalendarDay(text)).toBe(date.toISOString().startsWith(text));
    }),
    { numRuns: 2000 },
  );
});

test("other ways to write a day are none", () => {
  const others = ["2026-1-01", "2026-01-1", "2026-01-01 ", " 2026-01-01", "2026/01/01", "26-01-01", "2026-0a-01", ""];
  expect(others.filter(isCalendarDay)).toEqual([]);
});
