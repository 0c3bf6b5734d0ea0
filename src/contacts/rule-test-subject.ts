import { formatAddress, interestAddress } from "../model/address.ts";
import type { Condition } from "../model/condition.ts";
import type { ContactRules } from "../model/desired.ts";
import type { Place } from "../model/diagnostic.ts";

/** A rule with a condition: what tests can make true and false. */
export interface RuleTestSubject {
  /** `tag.active`, `sync.include`, `sync.newContacts[0]`. */
  readonly rule: string;
  readonly when: Condition;
  readonly declaredAt?: Place;
}

/** Every rule that has a condition, in the order tags, interests, include, new contacts. */
export function ruleTestSubjects(rules: ContactRules): readonly RuleTestSubject[] {
  return [
    ...rules.tags.map(({ name, when, declaredAt }) => ({
      rule: formatAddress({ kind: "tag", key: name }),
      when,
      declaredAt,
    })),
    ...rules.interests.map(({ group, interest, when, declaredAt }) => ({
      rule: formatAddress(interestAddress(group, interest)),
      when,
      declaredAt,
    })),
    ...(rules.include === undefined ? [] : [{ rule: "sync.include", when: rules.include }]),
    ...rules.newContacts.flatMap(({ when }, index) =>
      when === undefined ? [] : [{ rule: `sync.newContacts[${index}]`, when }],
    ),
  ];
}
