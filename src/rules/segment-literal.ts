import type { Json } from "../model/json.ts";
import { isDay } from "./moment.ts";

const DAY = 86_400_000;

/** `2025-03-31` as Mailchimp's conditions on date fields write it, `03/31/2025`. */
export function usDay(day: string): string {
  const [year, month, date] = day.split("-");
  return `${month}/${date}/${year}`;
}

/** How many days a duration has, where it is whole days. */
export function wholeDays(duration: number): number | undefined {
  return duration % DAY === 0 ? duration / DAY : undefined;
}

/** Why Mailchimp cannot compare a moment; undefined where it is a whole day. */
export function dayMisfit(value: Json): string | undefined {
  return typeof value === "string" && !isDay(value)
    ? `Mailchimp compares days, and ${JSON.stringify(value)} is an instant. Write the day: ${value.slice(0, 10)}.`
    : undefined;
}

/** Why a text is no birthday as Mailchimp writes one; undefined where it is. */
export function birthdayMisfit(value: Json): string | undefined {
  const [, month = "", date = ""] = /^(\d{2})\/(\d{2})$/.exec(String(value)) ?? [];
  return isDay(`2000-${month}-${date}`)
    ? undefined
    : `A birthday is a month and a day, "MM/DD", and ${JSON.stringify(value)} is none: the 30th of January is "01/30".`;
}

/** Why a number is no rating; undefined where it is. */
export function ratingMisfit(value: Json): string | undefined {
  return [1, 2, 3, 4, 5].some((stars) => stars === value)
    ? undefined
    : `A rating is a whole number from 1 to 5, and ${JSON.stringify(value)} is none.`;
}

/** Why a text is no language of Mailchimp's; undefined where it may be one. */
export function languageMisfit(value: Json): string | undefined {
  return /^[a-z]{2}(_[A-Z]{2})?$/.test(String(value))
    ? undefined
    : `A language is written as its code, "de" or "pt_PT", and ${JSON.stringify(value)} is none.`;
}
