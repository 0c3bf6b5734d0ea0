/** Chance that can be had again: the same seed gives the same throws in the same order. */
export interface Chance {
  /** From 0 up to but without 1. */
  readonly share: () => number;
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number;
  readonly oneOf: <Thing>(things: readonly Thing[]) => Thing;
  /** Whether something of this probability happens. */
  readonly happens: (probability: number) => boolean;
}

/** mulberry32: small, and the same on every machine. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number) => least + Math.floor(share() * (most - least + 1));
  return {
    share,
    between,
    oneOf: (things) => {
      const chosen = things[between(0, things.length - 1)];
      if (chosen === undefined) throw new RangeError("There is nothing to choose from.");
      return chosen;
    },
    happens: (probability) => share() < probability,
  };
}

/** A day between two years, both included, as `2024-03-09`. */
export function day(chance: Chance, from: number, to: number): string {
  const start = Date.UTC(from, 0, 1);
  const days = (Date.UTC(to, 11, 31) - start) / 86_400_000;
  return new Date(start + chance.between(0, days) * 86_400_000).toISOString().slice(0, 10);
}
