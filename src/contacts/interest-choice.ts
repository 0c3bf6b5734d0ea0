import { formatAddress } from "../model/address.ts";
import type { InterestRule, Vocabulary } from "../model/desired.ts";
import { compileCondition } from "../rules/compiled-condition.ts";
import type { Facts } from "../rules/facts.ts";

/** The interests that the rules ask for. */
export interface InterestChoice {
  /** By `rules.interests`: whether the contact is to have each. Of a group that takes one alone at most one is. */
  readonly interests: readonly boolean[];
  /** The addresses of groups that take one alone, where the conditions of several held; the first was taken. */
  readonly severalInterests: readonly string[];
}

/** Asks the rule of each interest. Of a group that takes one interest alone the first in the file is taken. */
export function interestChoice(
  rules: readonly InterestRule[],
  vocabulary: Vocabulary,
  now: number,
): (facts: Facts) => InterestChoice {
  if (rules.length === 0) return () => NO_CHOICE;
  const asked = rules.map((rule) => ({
    holds: compileCondition(rule.when, vocabulary, now),
    group: rule.exclusive ? formatAddress({ kind: "group", key: rule.group }) : undefined,
  }));
  return (facts) => {
    const taken = new Set<string>();
    const several = new Set<string>();
    const interests = asked.map(({ holds, group }) => {
      if (!holds(facts)) return false;
      if (group === undefined) return true;
      if (taken.has(group)) several.add(group);
      return taken.size < taken.add(group).size;
    });
    return { interests, severalInterests: several.size === 0 ? NONE : [...several] };
  };
}

const NONE: readonly string[] = [];
const NO_CHOICE: InterestChoice = { interests: [], severalInterests: NONE };
