import { formatAddress } from "../model/address.ts";
import type { ExplainedFamily, ExplainedInterest, ExplainedTag, Turn } from "../model/explained-person.ts";
import { valueLine } from "../rules/value-line.ts";
import type { Comparing } from "./comparing.ts";
import { explainedCondition } from "./explained-condition.ts";
import { interestRefusals } from "./managed-interests.ts";
import { tagRules } from "./managed-tags.ts";

/** What becomes of each declared tag, in the order of the file. */
export function explainedTags(comparing: Comparing): readonly ExplainedTag[] {
  const { declared, standing, live, change } = comparing;
  const held = lowerCase(live?.tags);
  const [added, removed] = [lowerCase(change?.tags.add), lowerCase(change?.tags.remove)];
  return declared.tags.map(({ name, when, quiet }) => {
    const lower = name.toLowerCase();
    const turn = turnOf(added.has(lower), removed.has(lower));
    const stands = standing.tags.some((tag) => tag.name === name);
    const condition = explainedCondition(when, comparing);
    return {
      name,
      holds: condition.holds,
      when: condition,
      ...(live === undefined ? {} : { held: held.has(lower) }),
      ...turn,
      quiet: quiet === true,
      ...(stands ? {} : { withheld: "not-standing" as const }),
    };
  });
}

/** What each family makes, and takes away. */
export function explainedFamilies(comparing: Comparing): readonly ExplainedFamily[] {
  const { declared, live, change, wish } = comparing;
  const ruleOf = tagRules(declared);
  return declared.families.map((family, index) => {
    const rule = formatAddress({ kind: "tag", key: family.pattern });
    const own = (names: readonly string[] = []): readonly string[] => names.filter((name) => ruleOf(name) === rule);
    const tag = wish.families[index];
    const refused = wish.refusedTags.find((one) => one.rule === rule);
    return {
      pattern: family.pattern,
      from: valueLine(family.value),
      ...(tag === undefined ? {} : { tag }),
      several: wish.severalMatches.includes(rule),
      ...(refused === undefined ? {} : { refused: { tag: refused.tag, reason: refused.reason } }),
      held: own(live?.tags),
      add: own(change?.tags.add),
      remove: own(change?.tags.remove),
    };
  });
}

/** What becomes of each declared interest, in the order of the file. */
export function explainedInterests(comparing: Comparing): readonly ExplainedInterest[] {
  const { declared, projection, live, change, wish, row } = comparing;
  const barred = live === undefined ? [] : interestRefusals(row.interests, live, projection).map(([group]) => group);
  return declared.interests.map(({ group, interest, when }, index) => {
    const place = projection.interests.findIndex((one) => one.index === index);
    const diff = change?.groups.find((one) => one.group === group && one.interest === interest);
    const condition = explainedCondition(when, comparing);
    const isBarred = barred.includes(formatAddress({ kind: "group", key: group }));
    const withheld = withholding(condition.holds, place >= 0, wish.interests[index] === true, isBarred);
    return {
      group,
      interest,
      holds: condition.holds,
      when: condition,
      ...(live === undefined ? {} : { held: live.interests.includes(place) }),
      ...turnOf(diff?.after === true, diff?.after === false),
      ...withheld,
    };
  });
}

function withholding(
  holds: boolean,
  stands: boolean,
  wished: boolean,
  barred: boolean,
): Pick<ExplainedInterest, "withheld"> {
  if (!stands) return { withheld: "not-standing" };
  if (holds && !wished) return { withheld: "another-first" };
  return barred && holds ? { withheld: "taken-by-hand" } : {};
}

function turnOf(added: boolean, removed: boolean): { readonly turn?: Turn } {
  if (added) return { turn: "add" };
  return removed ? { turn: "remove" } : {};
}

function lowerCase(names: readonly string[] = []): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}
