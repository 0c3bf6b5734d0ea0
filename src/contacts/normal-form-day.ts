/** The day of a date or of a date with a time, `YYYY-MM-DD`; undefined where the text is neither. */
export function dayOf(text: string): string | undefined {
  const day = /^\s*(\d{4}-\d{2}-\d{2})(?:[Tt ].*)?\s*$/.exec(text)?.[1];
  return day !== undefined && isDay(day) ? day : undefined;
}

/** The birthday in a date or in `MM/DD`, as `MM/DD`; the 29th of February is one. */
export function birthdayOf(text: string): string | undefined {
  const day = dayOf(text);
  if (day !== undefined) return day.slice(5).replace("-", "/");
  const [, month = "", date = ""] = /^\s*(\d{1,2})\/(\d{1,2})\s*$/.exec(text) ?? [];
  const birthday = `${month.padStart(2, "0")}/${date.padStart(2, "0")}`;
  return isDay(`${LEAP_YEAR}-${birthday.replace("/", "-")}`) ? birthday : undefined;
}

const LEAP_YEAR = 2000;
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

// Counted by hand: this runs for each date of a million contacts, and building a Date costs more than all the rest.
function isDay(day: string): boolean {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2 && date === 29) return leap;
  return date >= 1 && date <= (LENGTHS[month - 1] ?? 0);
}
