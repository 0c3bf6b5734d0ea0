import type { Chance } from "../../src/sandbox/partnero/seed/chance.ts";

export { type Chance, chanceFrom } from "../../src/sandbox/partnero/seed/chance.ts";

/** A day between two years, both included, as `2024-03-09`. */
export function day(chance: Chance, from: number, to: number): string {
  const start = Date.UTC(from, 0, 1);
  const days = (Date.UTC(to, 11, 31) - start) / 86_400_000;
  return new Date(start + chance.between(0, days) * 86_400_000).toISOString().slice(0, 10);
}
