import { formatAddress, interestAddress } from "../model/address.ts";
import type { ContactRules, FieldRule, RuleTest, TestExpectation, Vocabulary } from "../model/desired.ts";
import type { Mismatch, RuleTestReport } from "../model/rule-test-report.ts";
import type { FieldValue } from "../model/source.ts";
import { normalWish, sameNormal } from "./normal-form.ts";
import { ruleTestContact } from "./rule-test-contact.ts";
import { unprovenRules } from "./rule-test-coverage.ts";
import { type RuleTestDecision, whyIncluded, whyInterest, whyStatus, whyTag } from "./rule-test-reason.ts";
import { ruleTestSubjects } from "./rule-test-subject.ts";
import { compileWish } from "./wish.ts";

/** Runs the tests of the file against its rules; `now` serves the tests that name no instant of their own. */
export function runRuleTests(
  tests: readonly RuleTest[],
  rules: ContactRules,
  vocabulary: Vocabulary,
  now: number,
): RuleTestReport {
  const decisions = tests.map((test) => decide(test, rules, vocabulary, test.now ?? now));
  const results = decisions.map(({ test, ...decision }) => ({
    name: test.name,
    declaredAt: test.declaredAt,
    mismatches: [
      ...admission(test, decision),
      ...tags(test, decision),
      ...interests(test, decision),
      ...mergeFields(test, decision),
    ],
  }));
  return { results, unproven: unprovenRules(ruleTestSubjects(rules), decisions, vocabulary) };
}

function decide(
  test: RuleTest,
  rules: ContactRules,
  vocabulary: Vocabulary,
  now: number,
): RuleTestDecision & { readonly test: RuleTest } {
  const given = new Map(Object.entries(test.given));
  const records = vocabulary.sources.map((source) => given.get(source.name));
  const wish = compileWish(rules, vocabulary, now)(records);
  const facts = { records, wished: wish.values };
  return { test, rules, vocabulary, now, facts, wish, contact: ruleTestContact(test, wish, rules) };
}

function admission({ expect, live }: RuleTest, decision: RuleTestDecision): readonly Mismatch[] {
  const { included } = decision.wish;
  const { status } = decision.contact;
  const mismatches: Mismatch[] = [];
  if (expect.included !== undefined && expect.included !== included) {
    mismatches.push({ on: "included", expected: expect.included, found: included, because: whyIncluded(decision) });
  }
  if (expect.status !== undefined && expect.status !== status) {
    const because = whyStatus(decision, typeof live === "object");
    mismatches.push({
      on: "status",
      expected: expect.status,
      found: status,
      ...(because.length === 0 ? {} : { because }),
    });
  }
  return mismatches;
}

function tags({ expect }: RuleTest, decision: RuleTestDecision): readonly Mismatch[] {
  const held = new Set(decision.contact.tags.map((tag) => tag.toLowerCase()));
  const mismatch = (tag: string, expected: boolean): Mismatch => ({
    on: formatAddress({ kind: "tag", key: tag }),
    expected,
    found: !expected,
    because: whyTag(tag, decision),
  });
  const { tags: wanted = [], notTags: unwanted = [] } = expect;
  return [
    ...wanted.filter((tag) => !held.has(tag.toLowerCase())).map((tag) => mismatch(tag, true)),
    ...unwanted.filter((tag) => held.has(tag.toLowerCase())).map((tag) => mismatch(tag, false)),
  ];
}

function interests({ expect }: RuleTest, decision: RuleTestDecision): readonly Mismatch[] {
  const mismatches = (groups: TestExpectation["groups"] = {}, expected: boolean): readonly Mismatch[] =>
    Object.entries(groups).flatMap(([group, names]) =>
      names
        .filter((interest) => decision.contact.interests.has(group, interest) !== expected)
        .map((interest) => ({
          on: formatAddress(interestAddress(group, interest)),
          expected,
          found: !expected,
          because: whyInterest(group, interest, decision),
        })),
    );
  return [...mismatches(expect.groups, true), ...mismatches(expect.notGroups, false)];
}

function mergeFields({ expect }: RuleTest, decision: RuleTestDecision): readonly Mismatch[] {
  return Object.entries(expect.mergeFields ?? {}).flatMap(([key, expected]): readonly Mismatch[] => {
    const index = decision.rules.fields.findIndex((field) => field.key === key);
    const field = decision.rules.fields[index];
    if (field !== undefined) return mergeField(field, index, expected ?? undefined, decision);
    const on = formatAddress({ kind: "mergeField", key });
    const because = ["No merge field of this key has a value."];
    return expected === null ? [] : [{ on, expected: expected ?? null, found: null, because }];
  });
}

function mergeField(
  field: FieldRule,
  index: number,
  expected: FieldValue,
  decision: RuleTestDecision,
): readonly Mismatch[] {
  const wanted = normalWish(expected, { ...field, type: field.type ?? "text" });
  const { value = "", note } = decision.contact.values[index] ?? {};
  if (wanted.refused === undefined && sameNormal(wanted.value, value)) return [];
  const because = [
    ...(wanted.refused === undefined ? [] : [`Mailchimp would refuse the expected value: ${wanted.refused}.`]),
    ...[note, decision.contact.leftAlone].filter((reason) => reason !== undefined),
  ];
  const on = formatAddress({ kind: "mergeField", key: field.key });
  const found = value === "" ? null : value;
  return [{ on, expected: expected ?? null, found, ...(because.length === 0 ? {} : { because }) }];
}
