import { Mismatch } from "./mismatch.ts";

const NO_DATE = new Mismatch(
  "A date is written YYYY-MM-DD and stands in the calendar. Where the time of day is there too, declare the column as datetime.",
);
const NO_DATETIME = new Mismatch(
  "A datetime is written YYYY-MM-DDTHH:MM:SSZ or with an offset such as +02:00; without either it counts as UTC.",
);

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;

const DATETIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** A calendar day, `YYYY-MM-DD` and nothing else. */
export function dateOf(text: string): string | Mismatch {
  return isDay(text) ? text : NO_DATE;
}

/** An instant to the second, in UTC. */
export function datetimeOf(text: string): string | Mismatch {
  const [, day = "", hour = "00", minute = "00", second = "00", zone = "Z"] = DATETIME.exec(text) ?? [];
  if (!isDay(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return NO_DATETIME;
  const offset = minutesOf(zone);
  if (Math.abs(offset) > 14 * 60) return NO_DATETIME;
  if (offset === 0) return `${day}T${hour}:${minute}:${second}Z`;
  const instant = new Date(Date.parse(`${day}T${hour}:${minute}:${second}Z`) - offset * 60_000);
  return instant.toISOString().replace(/\.\d+Z$/, "Z");
}

function isDay(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? [];
  return day !== undefined && Number(day) >= 1 && Number(day) <= daysOf(Number(year), Number(month));
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [0, 31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month] ?? 0;
}

function minutesOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}
