import { isCalendarDay } from "../model/calendar-day.ts";
import { Mismatch } from "./mismatch.ts";

const NO_DATE = new Mismatch(
  "A date is written YYYY-MM-DD and stands in the calendar. Where the time of day is there too, declare the column as datetime.",
);
const NO_DATETIME = new Mismatch(
  "A datetime is written YYYY-MM-DDTHH:MM:SSZ or with an offset such as +02:00; without either it counts as UTC.",
);

const DATETIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** A calendar day, `YYYY-MM-DD` and nothing else. */
export function dateOf(text: string): string | Mismatch {
  return isCalendarDay(text) ? text : NO_DATE;
}

/** An instant to the second, in UTC. */
export function datetimeOf(text: string): string | Mismatch {
  const [, day = "", hour = "00", minute = "00", second = "00", zone = "Z"] = DATETIME.exec(text) ?? [];
  if (!isCalendarDay(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return NO_DATETIME;
  const offset = minutesOf(zone);
  if (Math.abs(offset) > 14 * 60) return NO_DATETIME;
  if (offset === 0) return `${day}T${hour}:${minute}:${second}Z`;
  const instant = new Date(Date.parse(`${day}T${hour}:${minute}:${second}Z`) - offset * 60_000);
  return instant.toISOString().replace(/\.\d+Z$/, "Z");
}

function minutesOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}
