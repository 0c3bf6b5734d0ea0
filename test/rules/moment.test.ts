import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMoment } from "../../src/rules/moment.ts";

test("a day stays a day, an instant is written in UTC", () => {
  expect(parseMoment("2024-02-29")).toBe("2024-02-29");
  expect(parseMoment("2025-03-31T02:30+02:00")).toBe("2025-03-31T00:30:00Z");
  expect(parseMoment("2025-03-31T12:00:00.999Z")).toBe("2025-03-31T12:00:00Z");
});

test.each(["2023-02-29", "2025-3-1", "31.03.2025", "2025-03-31T12:00:00", "2025-03-31T25:00Z", "now", "2025"])(
  "%j is no moment",
  (text) => {
    expect(parseMoment(text)).toBeUndefined();
  },
);

test("reading a moment twice changes nothing", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }), (date) => {
      const once = parseMoment(date.toISOString());
      expect(once).toBeDefined();
      expect(parseMoment(once ?? "")).toBe(once);
    }),
  );
});
