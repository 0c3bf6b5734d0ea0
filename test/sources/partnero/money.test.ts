import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amountIn, amountOf, rounded } from "../../../src/sources/partnero/money.ts";

describe("money from Partnero", () => {
  test("is rounded to the digits of its currency, half up, as people reckon", () => {
    expect([29.997, 1.005, 0.1 + 0.2, 12.344].map((amount) => rounded(amount, "USD"))).toEqual([30, 1.01, 0.3, 12.34]);
    expect(rounded(1234.5, "JPY")).toBe(1235);
    expect(rounded(1.2345, "KWD")).toBe(1.235);
    expect(rounded(2.345, "COINS")).toBe(2.35);
  });

  test("counts in the currency that is asked for, whatever its capitals, and in no other", () => {
    const list = [
      { currency: "USD", amount: 125 },
      { currency: "eur", amount: "10.50" },
      { currency: "usd", amount: 0.5 },
    ];
    expect([amountIn("USD", list), amountIn("EUR", list), amountIn("GBP", list)]).toEqual([125.5, 10.5, 0]);
    expect(amountIn("USD", [])).toBe(0);
  });

  test("that is no money is told from none at all", () => {
    expect(amountIn("USD", undefined)).toBeUndefined();
    expect(amountIn("USD", [{ currency: "USD", amount: "much" }])).toBeUndefined();
    expect(amountIn("USD", [{ amount: 5 }])).toBeUndefined();
    expect([amountOf(""), amountOf(null), amountOf("375.00"), amountOf(0)]).toEqual([undefined, undefined, 375, 0]);
  });

  test("rounded once is rounded for good", () => {
    const amounts = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(amounts, fc.constantFrom("USD", "JPY", "KWD"), (amount, currency) => {
        const once = rounded(amount, currency);
        expect(rounded(once, currency)).toBe(once);
        expect(Math.abs(once - amount)).toBeLessThanOrEqual(0.5001);
      }),
    );
  });
});
