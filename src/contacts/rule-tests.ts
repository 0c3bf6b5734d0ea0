import { formatAddress } from "../model/address.ts";
import type { ContactRules, FieldRule, RuleTest, Vocabulary } from "../model/desired.ts";
import type { Json } from "../model/json.ts";
import type { Mismatch, RuleTestReport, RuleTestResult } from "../model/rule-test-report.ts";
import type { FieldValue } from "../model/source.ts";
import type { Facts } from "../rules/facts.ts";
import { type NormalValue, normalWish, sameNormal } from "./normal-form.ts";
import { askedRules, provenBy } from "./rule-test-coverage.ts";
import { type TestedContact, testedContact } from "./rule-test-contact.ts";
import { whyRule, whyTag } from "./rule-test-reason.ts";
import { compileWish, type Wish } from "./wish.ts";

/** Runs the tests of the file against its rules, each person alone; `now` is for tests that name no instant of their own. */
export function runRuleTests(
  tests: readonly RuleTest[],
  rules: ContactRules,
  vocabulary: Vocabulary,
  now: number,
): RuleTestReport {
  const runs = tests.map((test) => run(test, rules, vocabulary, test.now ?? now));
  return {
    results: runs.map((one) => one.result),
    unproven: provenBy(runs, askedRules(rules), vocabulary),
  };
}

/** One test with all that its mismatches are explained from. */
export interface RuleTestRun {
  readonly result: RuleTestResult;
  readonly facts: Facts;
  readonly now: number;
}

/** A test while its expectations are checked. */
export interface Tested {
  readonly test: RuleTest;
  readonly rules: ContactRules;
  readonly vocabulary: Vocabulary;
  readonly now: number;
  readonly facts: Facts;
  readonly wish: Wish;
  readonly contact: TestedContact;
}

function run(test: RuleTest, rules: ContactRules, vocabulary: Vocabulary, now: number): RuleTestRun {
  const records = vocabulary.sources.map((source) =>
    Object.hasOwn(test.given, source.name) ? test.given[source.name] : undefined,
  );
  const wish = compileWish(rules, vocabulary, now)(records);
  const facts: Facts = { records, wished: wish.values };
  const tested = { test, rules, vocabulary, now, facts, wish, contact: testedContact(test, wish, rules) };
  const mismatches = [...admission(tested), ...tags(tested), ...mergeFields(tested)];
  return { result: { name: test.name, declaredAt: test.declaredAt, mismatches }, facts, now };
}

function admission(tested: Tested): readonly Mismatch[] {
  const { included, status } = tested.test.expect;
  return [
    ...(included === undefined || included === tested.wish.included
      ? []
      : [
          { on: "included", expected: included, found: tested.wish.included, because: whyRule("sync.include", tested) },
        ]),
    ...(status === undefined || status === tested.contact.status
      ? []
      : [{ on: "status", expected: status, found: tested.contact.status, because: whyStatus(tested) }]),
  ];
}

function whyStatus(tested: Tested): readonly string[] {
  if (typeof tested.test.live === "object")
    return ["The contact stands already, and the status of one that stands is never sent."];
  if (!tested.wish.included) return whyRule("sync.include", tested);
  return tested.rules.newContacts.flatMap((_, index) => whyRule(`sync.newContacts[${index}]`, tested));
}

function tags(tested: Tested): readonly Mismatch[] {
  const held = new Set(tested.contact.tags.map((tag) => tag.toLowerCase()));
  const { tags: wanted = [], notTags: unwanted = [] } = tested.test.expect;
  const mismatch = (tag: string, expected: boolean): Mismatch => ({
    on: formatAddress({ kind: "tag", key: tag }),
    expected,
    found: !expected,
    because: whyTag(tag, tested),
  });
  return [
    ...wanted.filter((tag) => !held.has(tag.toLowerCase())).map((tag) => mismatch(tag, true)),
    ...unwanted.filter((tag) => held.has(tag.toLowerCase())).map((tag) => mismatch(tag, false)),
  ];
}

function mergeFields(tested: Tested): readonly Mismatch[] {
  return Object.entries(tested.test.expect.mergeFields ?? {}).flatMap(([key, expected]) => {
    const index = tested.rules.fields.findIndex((field) => field.key === key);
    const field = tested.rules.fields[index];
    if (field !== undefined) return mergeField(field, index, expected ?? undefined, tested);
    const because = [`No merge field ${key} with a value is declared.`];
    return expected === null ? [] : [{ on: fieldName(key), expected: asJson(expected), found: null, because }];
  });
}

function mergeField(field: FieldRule, index: number, expected: FieldValue, tested: Tested): readonly Mismatch[] {
  const wanted = normalWish(expected, { ...field, type: field.type ?? "text" });
  const found = tested.contact.values[index] ?? "";
  if (wanted.refused === undefined && sameNormal(wanted.value, found)) return [];
  const because = [
    ...(wanted.refused === undefined
      ? []
      : [`Mailchimp would refuse the expected value: it ${predicated(wanted.refused)}.`]),
    ...(tested.contact.notes[index] ?? []),
    ...(tested.contact.leftAlone === undefined ? [] : [tested.contact.leftAlone]),
  ];
  const mismatch = { on: fieldName(field.key), expected: asJson(expected), found: normalJson(found) };
  return [because.length === 0 ? mismatch : { ...mismatch, because }];
}

function fieldName(key: string): string {
  return formatAddress({ kind: "mergeField", key });
}

function normalJson(value: NormalValue): Json {
  return value === "" ? null : value;
}

function asJson(value: FieldValue): Json {
  return value ?? null;
}
