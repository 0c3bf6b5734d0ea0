import type { ContactRules, InterestRule, LiveGiven } from "../model/desired.ts";
import { heldInterests, interestDifference, interestRefusals, managedInterests } from "./managed-interests.ts";
import type { Wish } from "./wish.ts";

/** The interests of the contact that a test's person ends up as. */
export interface RuleTestInterests {
  has(group: string, interest: string): boolean;
  /** Why a group stays as it is against the rules. */
  readonly notes: readonly string[];
}

/** What the contact has that a test gives. */
export function interestsOf(live: LiveGiven | undefined): RuleTestInterests {
  return { has: (group, interest) => live?.groups?.[group]?.includes(interest) === true, notes: [] };
}

/** The same after the rules; in a test every interest of the file stands, and its name is id enough. */
export function ruleTestInterests(live: LiveGiven | undefined, wish: Wish, rules: ContactRules): RuleTestInterests {
  const before = interestsOf(live);
  const given = Object.entries(live?.groups ?? {}).flatMap(([group, names]) =>
    names.map((interest) => ({ group, interest })),
  );
  const standing = [...rules.interests, ...given.filter((one) => !rules.interests.some((rule) => isSame(one, rule)))];
  const managed = managedInterests(
    rules.interests,
    standing.map(({ group, interest }) => ({ group, interest, id: idOf(group, interest) })),
  );
  const wished = managed.interests.flatMap(({ index }, place) => (wish.interests[index] === true ? [place] : []));
  const held = heldInterests(Object.fromEntries(given.map((one) => [idOf(one.group, one.interest), true])), managed);
  const changes = interestDifference(wished, held, managed);
  return {
    has: (group, interest) =>
      changes.find((one) => one.group === group && one.interest === interest)?.after ?? before.has(group, interest),
    notes: interestRefusals(wished, held, managed).map(([, why]) => why),
  };
}

type Named = Pick<InterestRule, "group" | "interest">;

function isSame(one: Named, other: Named): boolean {
  return one.group === other.group && one.interest === other.interest;
}

function idOf(group: string, interest: string): string {
  return JSON.stringify([group, interest]);
}
