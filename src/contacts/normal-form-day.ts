import { isCalendarDay } from "../model/calendar-day.ts";

/** The day of a date or of a date with a time, `YYYY-MM-DD`; undefined where the text is neither. */
export function dayOf(text: string): string | undefined {
  if (isCalendarDay(text)) return text;
  const day = /^\s*(\d{4}-\d{2}-\d{2})(?:[Tt ].*)?\s*$/.exec(text)?.[1];
  return day !== undefined && isCalendarDay(day) ? day : undefined;
}

/** The birthday in a date or in `MM/DD`, as `MM/DD`; the 29th of February is one. */
export function birthdayOf(text: string): string | undefined {
  const day = dayOf(text);
  if (day !== undefined) return day.slice(5).replace("-", "/");
  const [, month = "", date = ""] = /^\s*(\d{1,2})\/(\d{1,2})\s*$/.exec(text) ?? [];
  const birthday = `${month.padStart(2, "0")}/${date.padStart(2, "0")}`;
  return isCalendarDay(`${LEAP_YEAR}-${birthday.replace("/", "-")}`) ? birthday : undefined;
}

const LEAP_YEAR = 2000;
