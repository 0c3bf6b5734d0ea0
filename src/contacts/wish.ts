import { formatAddress } from "../model/address.ts";
import type { Condition } from "../model/condition.ts";
import type { ContactRules, FamilyRule, NewContactStatus, Vocabulary } from "../model/desired.ts";
import type { FieldValue, SourceRecord } from "../model/source.ts";
import { compileCondition } from "../rules/compiled-condition.ts";
import { compileValue } from "../rules/compiled-value.ts";
import type { Facts } from "../rules/facts.ts";
import { textOf } from "../rules/facts.ts";
import { type InterestChoice, interestChoice } from "./interest-choice.ts";
import { wishedValue } from "./wish-value.ts";

/** What the rules ask for one person, before anything is known of the audience. */
export interface Wish extends InterestChoice {
  readonly included: boolean;
  readonly newStatus: NewContactStatus;
  /** By `rules.fields`, each in the type of its merge field. */
  readonly values: readonly FieldValue[];
  /** Whether each of `rules.tags` holds. */
  readonly tags: readonly boolean[];
  /** By `rules.families`: the whole name of the one tag, undefined where there is none. */
  readonly families: readonly (string | undefined)[];
  /** The rules, `mergeField.TIER` or `tag.tier:*`, whose pattern matched several tags; the first was taken. */
  readonly severalMatches: readonly string[];
  /** Tags of families that Mailchimp cannot hold, and that are therefore not wished. */
  readonly refusedTags: readonly RefusedTag[];
}

/** A tag that a family would make and Mailchimp would refuse. */
export interface RefusedTag {
  /** The rule, `tag.tier:*`. */
  readonly rule: string;
  readonly tag: string;
  readonly reason: string;
}

/**
 * Makes the rules into one function from a person's records (by index of `vocabulary.sources`) to what is wished.
 * It is called once for each of perhaps a million people: every name is looked up here, nothing in the loop.
 */
export function compileWish(
  rules: ContactRules,
  vocabulary: Vocabulary,
  now: number,
): (records: readonly (SourceRecord | undefined)[]) => Wish {
  const fields = rules.fields.map((field) => ({
    rule: formatAddress({ kind: "mergeField", key: field.key }),
    find: compileValue(field.value, vocabulary),
    form: wishedValue(field.type),
  }));
  const tags = rules.tags.map((tag) => compileCondition(tag.when, vocabulary, now));
  const families = rules.families.map((family) => familyTag(family, vocabulary));
  const interestsOf = interestChoice(rules.interests, vocabulary, now);
  const include = asked(rules.include, vocabulary, now);
  const newStatus = entrance(rules, vocabulary, now);
  return (records) => {
    let severalMatches = NONE;
    const sources: Facts = { records, wished: NONE };
    const values = fields.map((field) => {
      const { value, several } = field.find(sources);
      if (several) severalMatches = [...severalMatches, field.rule];
      return field.form(value);
    });
    const facts: Facts = { records, wished: values };
    const made = families.map((make) => make(facts));
    for (const one of made) if (one.several !== undefined) severalMatches = [...severalMatches, one.several];
    const { interests, severalInterests } = interestsOf(facts);
    return {
      included: include(facts),
      newStatus: newStatus(facts),
      values,
      tags: tags.map((holds) => holds(facts)),
      families: made.map((one) => one.tag),
      interests,
      severalInterests,
      severalMatches,
      refusedTags: refusals(made),
    };
  };
}

const NONE: readonly string[] = [];
const NO_REFUSALS: readonly RefusedTag[] = [];
const LONGEST_TAG = 100;

interface FamilyTag {
  readonly tag: string | undefined;
  /** The rule, where its pattern matched several tags. */
  readonly several?: string;
  readonly refused?: RefusedTag;
}

const NO_TAG: FamilyTag = { tag: undefined };

function familyTag(family: FamilyRule, vocabulary: Vocabulary): (facts: Facts) => FamilyTag {
  const find = compileValue(family.value, vocabulary);
  const rule = formatAddress({ kind: "tag", key: family.pattern });
  return (facts) => {
    const { value, several } = find(facts);
    const text = textOf(value)?.trim();
    if (text === undefined || text === "") return NO_TAG;
    const tag = family.prefix + text + family.suffix;
    const reason = refusalOf(tag);
    const matches = several ? { several: rule } : {};
    return reason === undefined ? { tag, ...matches } : { tag: undefined, ...matches, refused: { rule, tag, reason } };
  };
}

function refusalOf(tag: string): string | undefined {
  if (tag.includes(",")) return "A tag cannot hold a comma.";
  return tag.length > LONGEST_TAG
    ? `A tag has at most ${LONGEST_TAG} characters, and this one has ${tag.length}.`
    : undefined;
}

function refusals(made: readonly FamilyTag[]): readonly RefusedTag[] {
  const refused = made.flatMap((one) => (one.refused === undefined ? [] : [one.refused]));
  return refused.length === 0 ? NO_REFUSALS : refused;
}

/** A condition that may be left out: then everybody passes. */
function asked(condition: Condition | undefined, vocabulary: Vocabulary, now: number): (facts: Facts) => boolean {
  return condition === undefined ? () => true : compileCondition(condition, vocabulary, now);
}

/** The status of the first rule that holds; who passes none of them is skipped. */
function entrance(rules: ContactRules, vocabulary: Vocabulary, now: number): (facts: Facts) => NewContactStatus {
  const doors = rules.newContacts.map((rule) => ({ opens: asked(rule.when, vocabulary, now), status: rule.status }));
  return (facts) => {
    for (const door of doors) if (door.opens(facts)) return door.status;
    return "skip";
  };
}
