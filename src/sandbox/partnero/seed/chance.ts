import { generator } from "../../random.ts";

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

/** Chance from a seed. */
export function chanceFrom(seed: number): Chance {
  const share = generator(seed);
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
