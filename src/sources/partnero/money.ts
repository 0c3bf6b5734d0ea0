import { isJsonObject, type Json } from "../../model/json.ts";

/** The currencies of ISO 4217 that this machine knows, in capitals. */
export const CURRENCIES: readonly string[] = Intl.supportedValuesOf("currency");

/** What a list of `{currency, amount}` holds in one currency; undefined where it is no such list. */
export function amountIn(currency: string, list: Json | undefined): number | undefined {
  if (!Array.isArray(list)) return undefined;
  let sum = 0;
  for (const item of list) {
    const amount = isJsonObject(item) ? amountOf(item["amount"]) : undefined;
    const unit = isJsonObject(item) ? item["currency"] : undefined;
    if (amount === undefined || typeof unit !== "string") return undefined;
    if (unit.toUpperCase() === currency) sum += amount;
  }
  return sum;
}

/** An amount, written as a number or as one in quotes. */
export function amountOf(value: Json | undefined): number | undefined {
  const amount = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof amount === "number" && Number.isFinite(amount) ? amount : undefined;
}

/** An amount to the digits that its currency has: Partnero reckons in fractions of a cent, such as 29.997. */
export function rounded(amount: number, currency: string): number {
  const scale = 10 ** digitsOf(currency);
  // 1.005 * 100 is 100.49999999999999: what binary fractions leave behind is cut off first. And no -0.
  return Math.round(Number((amount * scale).toFixed(4))) / scale + 0;
}

const DIGITS = new Map<string, number>();

function digitsOf(currency: string): number {
  const known = DIGITS.get(currency);
  if (known !== undefined) return known;
  const found = CURRENCIES.includes(currency)
    ? new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits
    : undefined;
  DIGITS.set(currency, found ?? 2);
  return found ?? 2;
}
