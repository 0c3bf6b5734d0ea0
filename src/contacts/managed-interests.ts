import { formatAddress } from "../model/address.ts";
import type { InterestDiff } from "../model/contact.ts";
import type { InterestRule } from "../model/desired.ts";
import { isJsonObject, type Json } from "../model/json.ts";

/** An interest that stands, or will once the schema's steps are done. */
export interface StandingInterest {
  /** The group's title. */
  readonly group: string;
  readonly interest: string;
  /** Absent until it is made. */
  readonly id?: string;
}

/** One managed interest: a rule decides who has it. */
export interface ManagedInterest extends StandingInterest {
  /** Its place among the interests of a wish. */
  readonly index: number;
}

/** A group of which a contact has one interest, and those of its interests over which no rule decides. */
export interface ExclusiveGroup {
  readonly title: string;
  readonly others: readonly StandingInterest[];
}

/** What of a contact's interests is managed. */
export interface ManagedInterests {
  readonly interests: readonly ManagedInterest[];
  readonly exclusive: readonly ExclusiveGroup[];
}

/** Resolves the rules against the audience; a rule whose interest does not come to stand is left out. */
export function managedInterests(
  rules: readonly InterestRule[],
  standing: readonly StandingInterest[],
): ManagedInterests {
  const interests = rules.flatMap((rule, index): ManagedInterest[] => {
    const found = standing.find((one) => isSame(one, rule));
    return found === undefined ? [] : [{ ...found, index }];
  });
  const titles = new Set(rules.filter((rule) => rule.exclusive).map((rule) => rule.group));
  const exclusive = [...titles].map((title) => ({
    title,
    others: standing.filter((one) => one.group === title && !rules.some((rule) => isSame(one, rule))),
  }));
  return { interests, exclusive };
}

/** Whether something of what contacts have stands already, and must be read of each. */
export function readsInterests({ interests, exclusive }: ManagedInterests): boolean {
  return [...interests, ...exclusive.flatMap(({ others }) => others)].some(({ id }) => id !== undefined);
}

/** What a contact has of the managed groups. */
export interface HeldInterests {
  /** By place among the managed interests. */
  readonly interests: readonly number[];
  /** Interests over which no rule decides, in groups that take one: the group's title and the interest. */
  readonly taken: readonly (readonly [string, string])[];
}

/** Reads the interests that Mailchimp gives for a member. */
export function heldInterests(given: Json | undefined, managed: ManagedInterests): HeldInterests {
  if (!isJsonObject(given)) return NONE;
  const has = (one: StandingInterest): boolean => one.id !== undefined && given[one.id] === true;
  return {
    interests: managed.interests.flatMap((one, place) => (has(one) ? [place] : [])),
    taken: managed.exclusive.flatMap(({ title, others }) =>
      others.filter(has).map((one) => [title, one.interest] as const),
    ),
  };
}

const NONE: HeldInterests = { interests: [], taken: [] };

/** The interests that a contact gets and loses. A group in which somebody chose what no rule decides over stays as it is. */
export function interestDifference(
  wished: readonly number[],
  held: HeldInterests,
  managed: ManagedInterests,
): readonly InterestDiff[] {
  const barred = new Set(barredGroups(wished, held, managed).map(([title]) => title));
  return managed.interests.flatMap(({ group, interest }, place) => {
    const [before, after] = [held.interests.includes(place), wished.includes(place)];
    return before === after || barred.has(group) ? [] : [{ group, interest, before, after }];
  });
}

/** The groups that stay as they are against the wish: the address of each and the reason. */
export function interestRefusals(
  wished: readonly number[],
  held: HeldInterests,
  managed: ManagedInterests,
): readonly (readonly [string, string])[] {
  return barredGroups(wished, held, managed).map(([title, other]) => [
    formatAddress({ kind: "group", key: title }),
    `The contact has the interest ${JSON.stringify(other)}, over which no rule decides, and the group takes one alone: it is left as it is.`,
  ]);
}

function barredGroups(
  wished: readonly number[],
  held: HeldInterests,
  managed: ManagedInterests,
): HeldInterests["taken"] {
  if (held.taken.length === 0) return [];
  const gained = wished.filter((place) => !held.interests.includes(place));
  return held.taken.filter(([title]) => gained.some((place) => managed.interests[place]?.group === title));
}

function isSame(one: StandingInterest, rule: InterestRule): boolean {
  return one.group === rule.group && one.interest === rule.interest;
}
