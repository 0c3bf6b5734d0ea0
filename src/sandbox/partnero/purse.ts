import type { Json } from "../json.ts";

/** Money in major units, by currency. */
export type Purse = Record<string, number>;

/** Puts an amount in; a negative one takes out. Nothing is left of a currency that comes to zero. */
export function pour(purse: Purse, currency: string, amount: number): void {
  const sum = cents((purse[currency] ?? 0) + amount);
  if (sum === 0) delete purse[currency];
  else purse[currency] = sum;
}

/** As the API shows it: `[{ currency, amount }]`. */
export function purseDocument(purse: Purse): Json {
  return Object.entries(purse).map(([currency, amount]) => ({ currency, amount }));
}

/** An amount without the dust of binary fractions; three decimals happen (documented: 29.997). */
export function cents(amount: number): number {
  return Math.round(amount * 1000) / 1000;
}
