/** `YYYY-MM-DD` from what Mailchimp takes as a date, undefined if it is none. A time after the day is cut off (recorded). */
export function calendarDay(text: string, dayFirst: boolean): string | undefined {
  const trimmed = text.trim();
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$/.exec(trimmed);
  if (iso !== null) return day(iso[1], iso[2], iso[3]);
  const dashed = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(trimmed);
  if (dashed !== null) return day(dashed[3], dashed[2], dashed[1]);
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(trimmed);
  if (slashed === null) return undefined;
  return dayFirst ? day(slashed[3], slashed[2], slashed[1]) : day(slashed[3], slashed[1], slashed[2]);
}

/** `MM/DD`, undefined if the text is none. The 29th of February is a birthday. Whatever the field's format: MM/DD alone is documented. */
export function birthday(text: string): string | undefined {
  const parts = /^(\d{1,2})\/(\d{1,2})$/.exec(text.trim());
  if (parts === null) return undefined;
  return day("2000", parts[1], parts[2])?.slice(5).replace("-", "/");
}

function day(year = "", month = "", date = ""): string | undefined {
  const text = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === text ? text : undefined;
}
