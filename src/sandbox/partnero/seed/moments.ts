import { partneroStamp } from "../stamp.ts";

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

/** How long a seeded program has been open. */
export const THREE_YEARS_MS = 3 * 365 * DAY_MS;

/** A moment before another one, never after it. */
export function earlier(now: Date, byMs: number): string {
  return partneroStamp(new Date(now.getTime() - Math.max(0, byMs)));
}

/** Each word as often as its number says: to be drawn from. */
export function weighted(weights: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(weights).flatMap(([word, times]) => Array.from({ length: times }, () => word));
}
