import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import type { FieldValue } from "../../model/source.ts";
import { jsonValue } from "../cell.ts";
import { Mismatch } from "../mismatch.ts";
import { amountIn, amountOf, rounded } from "./money.ts";

/** What is known of one record: its row in the list, and what was read of it alone where that was needed. */
export interface Row {
  readonly listed: JsonObject;
  readonly read?: JsonObject;
  /** A partner's referral links. */
  readonly links?: Json;
  /** The program's currency in capitals, `""` where it does not tell. */
  readonly currency: string;
}

/** How a value is taken from a row. */
export type Taking = (row: Row) => FieldValue | Mismatch;

/** A value of the record by its path; a record that was read alone is newer than its row. */
export function at(
  path: string,
  type: "text" | "number" | "boolean" | "datetime" | "date" | "list" | "address",
): Taking {
  const parts = path.split(".");
  return ({ listed, read }) => {
    const found = valueAt(read ?? listed, parts);
    return found === LACKING ? lacking(path) : jsonValue(type, found);
  };
}

/** A word of Partnero's, such as a status: lists and programs differ in its capitals. */
export function word(path: string): Taking {
  const take = at(path, "text");
  return (row) => {
    const value = take(row);
    return typeof value === "string" ? value.trim().toLowerCase() : value;
  };
}

/** Tags: texts when written, objects `{value}` when read, and both are taken. */
export function tags(path: string): Taking {
  return ({ listed, read }) => {
    const found = valueAt(read ?? listed, [path]);
    if (found === undefined || found === null) return undefined;
    if (!Array.isArray(found)) return found === LACKING ? lacking(path) : NO_TAGS;
    return jsonValue(
      "list",
      found.map((tag) => (isJsonObject(tag) ? (tag["value"] ?? tag["name"] ?? null) : tag)),
    );
  };
}

/** An amount; null where the record has none, undefined where it should have one and has not. */
type Sum = (partner: JsonObject, currency: string, own: string) => number | null | undefined;

/** Money in one currency, in the program's own unless another is given. */
export function money(sum: Sum, other?: string): Taking {
  return ({ listed, read, currency: own }) => {
    const currency = other ?? own;
    if (own === "") return NO_CURRENCY;
    const amount = sum(read ?? listed, currency, own);
    if (amount === null) return undefined;
    return amount === undefined ? NO_MONEY : rounded(amount, currency);
  };
}

/** Sums of a partner, in major units: 99.5 is 99 dollars 50. */
export const SUMS = {
  revenue: inPart("referrals", ({ revenue }, currency) => amountIn(currency, revenue)),
  pending: inPart("commissions", ({ pending }, currency) => amountIn(currency, pending)),
  notPaid: inPart("commissions", ({ not_paid }, currency) => amountIn(currency, not_paid)),
  // Partnero gives `paid` without a currency: it is the program's own.
  paid: inPart("commissions", ({ paid }) => amountOf(paid)),
  earned: inPart("commissions", ({ paid, pending, not_paid }, currency, own) => {
    const sums = [currency === own ? amountOf(paid) : 0, amountIn(currency, pending), amountIn(currency, not_paid)];
    return sums.every((one) => one !== undefined) ? sums.reduce((sum, one) => sum + one, 0) : undefined;
  }),
} as const satisfies Record<string, Sum>;

/** An empty map may arrive as an empty list, as PHP writes it: then there is no amount, and nothing is wrong. */
function inPart(name: string, sum: (part: JsonObject, currency: string, own: string) => number | undefined): Sum {
  return (partner, currency, own) => {
    const part = partner[name];
    if (Array.isArray(part) && part.length === 0) return null;
    return isJsonObject(part) ? sum(part, currency, own) : undefined;
  };
}

/** The key in the default referral link, which is what Partnero's pages call a partner's key. */
export function defaultKey({ listed, read, links }: Row): FieldValue | Mismatch {
  const own = (read ?? listed)["key"];
  if (typeof own === "string") return own;
  if (!Array.isArray(links)) return lacking("referral links");
  const link = links.find((one) => isJsonObject(one) && one["default"] === true);
  return isJsonObject(link) ? jsonValue("text", link["key"]) : undefined;
}

/** Rows of what is deleted are shown on and are no records. */
export function isDeleted(row: JsonObject): boolean {
  const { deleted, deleted_at, status } = row;
  if (deleted === true || (deleted_at !== undefined && deleted_at !== null)) return true;
  return typeof status === "string" && status.toLowerCase() === "deleted";
}

/** An object that a documented path leads through is not there at all: the record is not whole. */
const LACKING = Symbol("lacking");

function valueAt(record: JsonObject, parts: readonly string[]): Json | undefined | typeof LACKING {
  let value: Json | undefined = record;
  for (const name of parts) {
    if (Array.isArray(value) && value.length === 0) return undefined;
    if (value === null) return undefined;
    if (!isJsonObject(value)) return LACKING;
    value = value[name];
  }
  return value;
}

function lacking(path: string): Mismatch {
  return new Mismatch(`Partnero's answer has no "${path.split(".")[0] ?? path}".`);
}

const NO_TAGS = new Mismatch("Partnero's answer has tags that are no list.");
const NO_MONEY = new Mismatch("Partnero's answer has an amount that is none, or lacks the amounts altogether.");
const NO_CURRENCY = new Mismatch("The program does not tell its currency, so that nobody knows what an amount is in.");
