import { describe, expect, test } from "vitest";
import { runRuleTests } from "../../src/contacts/rule-tests.ts";
import type { RuleTest } from "../../src/model/desired.ts";
import type { FieldValue } from "../../src/model/source.ts";
import { NOW, record, VOCABULARY } from "../rules/partner-program.ts";
import { RULES, ruleTest } from "./partner-rules.ts";

const GOLD = { id: "p1", status: "active", tags: ["tier:gold"], "referrals.sales_count": 12, name: "Ada" };

function mismatches(
  partner: Readonly<Record<string, FieldValue>>,
  expected: RuleTest["expect"],
  more: Partial<RuleTest> = {},
) {
  const one = ruleTest({
    name: "a partner",
    given: { partner: record("partner", partner) },
    expect: expected,
    ...more,
  });
  const [result] = runRuleTests([one], RULES, VOCABULARY, NOW).results;
  return result?.mismatches ?? [];
}

test("a test passes where all that it expects is so, and it may expect little", () => {
  expect(mismatches(GOLD, {})).toEqual([]);
  expect(
    mismatches(GOLD, {
      included: true,
      status: "pending",
      tags: ["active", "Top Performer", "tier:gold"],
      notTags: ["new", "tier:silver"],
      mergeFields: { TIER: "gold", SALES: 12, FNAME: "Ada" },
    }),
  ).toEqual([]);
});

describe("a failed expectation names what was found and why", () => {
  test("a tag, with the condition that decided", () => {
    expect(mismatches({ ...GOLD, status: "pending" }, { tags: ["active"] })).toEqual([
      {
        on: "tag.active",
        expected: true,
        found: false,
        because: ['partner.status equals "active" is false: it is "pending".'],
      },
    ]);
  });

  test("a tag that nothing declares, or of a family", () => {
    const [missing] = mismatches(GOLD, { tags: ["tier:silver"] });
    expect(missing?.because).toEqual(['The family "tier:*" gives "tier:gold".']);
    expect(mismatches(GOLD, { notTags: ["top performer"] })[0]).toMatchObject({
      on: 'tag."top performer"',
      found: true,
    });
  });

  test("a value", () => {
    expect(mismatches(GOLD, { mergeFields: { SALES: 11, TIER: null } })).toEqual([
      { on: "mergeField.SALES", expected: 11, found: 12 },
      { on: "mergeField.TIER", expected: null, found: "gold" },
    ]);
  });

  test("a value that Mailchimp would refuse", () => {
    const [refused] = mismatches({ ...GOLD, tags: ["tier:platinum"] }, { mergeFields: { TIER: "platinum" } });
    expect(refused).toMatchObject({ expected: "platinum", found: null });
    expect(refused?.because?.join(" ")).toContain('"platinum" is not among the choices (bronze, silver, gold)');
  });

  test("a value of a field that has none", () => {
    expect(mismatches(GOLD, { mergeFields: { OTHER: 1 } })[0]).toMatchObject({ on: "mergeField.OTHER", found: null });
    expect(mismatches(GOLD, { mergeFields: { OTHER: null } })).toEqual([]);
  });

  test("a person whom include leaves out has no tags and no values", () => {
    const found = mismatches(
      { ...GOLD, status: "archived" },
      { included: true, tags: ["tier:gold"], mergeFields: { SALES: 12 }, status: "pending" },
    );
    expect(found.map((one) => one.on)).toEqual(["included", "status", "tag.tier:gold", "mergeField.SALES"]);
    expect(
      found.every((one) => one.because?.join(" ").includes("include") || one.because?.join(" ").includes("archived")),
    ).toBe(true);
  });
});

describe("what Mailchimp holds already", () => {
  test("keeps its status, which is never sent", () => {
    expect(mismatches(GOLD, { status: "pending" }, { live: { status: "subscribed" } })[0]).toMatchObject({
      found: "subscribed",
      because: ["The contact stands already, and the status of one that stands is never sent."],
    });
  });

  test("keeps a value that is only written where there is none", () => {
    expect(
      mismatches(GOLD, { mergeFields: { FNAME: "Augusta" } }, { live: { mergeFields: { FNAME: "Augusta" } } }),
    ).toEqual([]);
    expect(mismatches(GOLD, { mergeFields: { FNAME: "Ada" } }, { live: {} })).toEqual([]);
    expect(
      mismatches(GOLD, { mergeFields: { FNAME: "Ada" } }, { live: { mergeFields: { FNAME: "Augusta" } } })[0]?.because,
    ).toEqual(["`write: if_empty` keeps the value that stands."]);
  });

  test("is cleared where the source has no value any more, but not in the run that adopts the contact", () => {
    const gone = { id: "p1", status: "active" };
    const live = { mergeFields: { SALES: 12 } };
    expect(
      mismatches(gone, { mergeFields: { SALES: null } }, { live: { mergeFields: { SALES: 12, ID: "p1" } } }),
    ).toEqual([]);
    expect(mismatches(gone, { mergeFields: { SALES: 12 } }, { live })).toEqual([]);
  });

  test("keeps tags that are not managed, and loses managed ones that no longer hold", () => {
    const live = { tags: ["vip", "new", "Tier:Silver"] };
    expect(mismatches(GOLD, { tags: ["vip", "tier:gold"], notTags: ["new", "tier:silver"] }, { live })).toEqual([]);
  });

  test("stays as it is where the contact is not kept current", () => {
    const live = { status: "cleaned", tags: ["new"] };
    expect(mismatches(GOLD, { tags: ["new"], notTags: ["active"] }, { live })).toEqual([]);
  });
});

test("a test may bring its own now", () => {
  const given = { ...GOLD, created_at: "2020-01-05T00:00:00Z" };
  expect(mismatches(given, { tags: ["new"] }, { now: Date.parse("2020-01-10T00:00:00Z") })).toEqual([]);
  expect(mismatches(given, { tags: ["new"] })).toHaveLength(1);
});

describe("what the tests leave unproven", () => {
  const unproven = (...people: readonly Readonly<Record<string, FieldValue>>[]) => {
    const tests = people.map((values) =>
      ruleTest({ name: "one", given: { partner: record("partner", values) }, expect: {} }),
    );
    return runRuleTests(tests, RULES, VOCABULARY, NOW).unproven.map(({ rule, never }) => `${rule}: ${never}`);
  };

  test("without tests is everything", () => {
    expect(unproven()).toEqual([
      "tag.active: either",
      'tag."top performer": either',
      "tag.new: either",
      "sync.include: either",
      "sync.newContacts[0]: either",
    ]);
  });

  test("is what is never true, or never false", () => {
    expect(unproven(GOLD)).toEqual([
      "tag.active: false",
      'tag."top performer": false',
      "tag.new: true",
      "sync.include: false",
      "sync.newContacts[0]: true",
    ]);
    expect(unproven(GOLD, { status: "archived", created_at: "2025-03-30T00:00:00Z", tags: ["consented"] })).toEqual([]);
  });
});
