/**
 * The canonical form of a moment that a rule names: `YYYY-MM-DD` for a whole day, `YYYY-MM-DDTHH:MM:SSZ` for an
 * instant (which must say its zone); undefined where the text is neither.
 */
export function parseMoment(text: string): string | undefined {
  if (isDay(text)) return text;
  const parts = /^(\d{4}-\d{2}-\d{2})[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})$/.exec(text);
  if (parts?.[1] === undefined || !isDay(parts[1])) return undefined;
  const instant = new Date(text.toUpperCase().replace(" ", "T"));
  const [year] = Number.isNaN(instant.getTime()) ? [] : instant.toISOString().split("-");
  return year?.length === 4 ? `${instant.toISOString().slice(0, 19)}Z` : undefined;
}

/** Whether a text is `YYYY-MM-DD` and a day of the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Whether a canonical moment is a whole day. */
export function isWholeDay(moment: string): boolean {
  return moment.length === "YYYY-MM-DD".length;
}

/** The day of a canonical moment, in UTC. */
export function dayOf(moment: string): string {
  return moment.slice(0, "YYYY-MM-DD".length);
}
