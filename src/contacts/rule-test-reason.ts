import { formatAddress, interestAddress } from "../model/address.ts";
import type { ContactRules, Vocabulary } from "../model/desired.ts";
import { explainCondition } from "../rules/explanation.ts";
import { explanationLines } from "../rules/explanation-line.ts";
import type { RuleTestContact } from "./rule-test-contact.ts";
import type { RuleTestCase } from "./rule-test-coverage.ts";
import { ruleTestSubjects } from "./rule-test-subject.ts";
import type { Wish } from "./wish.ts";

/** What the rules decided about the person of a test. */
export interface RuleTestDecision extends RuleTestCase {
  readonly rules: ContactRules;
  readonly vocabulary: Vocabulary;
  readonly wish: Wish;
  readonly contact: RuleTestContact;
}

/** Why somebody is let in or left out. */
export function whyIncluded(decision: RuleTestDecision): readonly string[] {
  const lines = whyRule("sync.include", decision);
  return lines.length > 0 ? lines : ["There is no `sync.include`, so everybody in the sources is included."];
}

/** Why a new contact enters with its status. */
export function whyStatus(decision: RuleTestDecision, stands: boolean): readonly string[] {
  if (stands) return ["The contact stands already, and the status of one that stands is never sent."];
  if (!decision.wish.included) return whyIncluded(decision);
  return decision.rules.newContacts.flatMap((_, index) => whyRule(`sync.newContacts[${index}]`, decision));
}

/** Why a contact has a tag or has it not. */
export function whyTag(tag: string, decision: RuleTestDecision): readonly string[] {
  const { leftAlone } = decision.contact;
  if (leftAlone !== undefined) return [leftAlone, ...(decision.wish.included ? [] : whyIncluded(decision))];
  const declared = decision.rules.tags.find((rule) => rule.name.toLowerCase() === tag.toLowerCase());
  if (declared !== undefined) return whyRule(formatAddress({ kind: "tag", key: declared.name }), decision);
  return familyReasons(decision);
}

/** Why a contact has an interest or has it not. */
export function whyInterest(group: string, interest: string, decision: RuleTestDecision): readonly string[] {
  const { leftAlone, interests } = decision.contact;
  if (leftAlone !== undefined) return [leftAlone, ...(decision.wish.included ? [] : whyIncluded(decision))];
  const title = formatAddress({ kind: "group", key: group });
  const several = decision.wish.severalInterests.includes(title) ? [SEVERAL] : [];
  return [...whyRule(formatAddress(interestAddress(group, interest)), decision), ...several, ...interests.notes];
}

const SEVERAL = "Several interests of the group hold, and it takes one alone: the first in the file.";

function whyRule(rule: string, { rules, vocabulary, now, facts }: RuleTestDecision): readonly string[] {
  const subject = ruleTestSubjects(rules).find((one) => one.rule === rule);
  return subject === undefined ? [] : explanationLines(explainCondition(subject.when, vocabulary, now)(facts));
}

function familyReasons({ rules, wish }: RuleTestDecision): readonly string[] {
  const refused = wish.refusedTags.map((one) => `${one.rule} would make ${JSON.stringify(one.tag)}. ${one.reason}`);
  const made = rules.families.map(({ pattern }, index) => {
    const tag = wish.families[index];
    return `The family ${JSON.stringify(pattern)} gives ${tag === undefined ? "no tag" : JSON.stringify(tag)}.`;
  });
  const reasons = [...made, ...refused];
  return reasons.length > 0 ? reasons : ["No rule declares this tag."];
}
