import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { canonicalConditions } from "../../src/rules/segment-canonical.ts";
import { segmentNaming } from "../../src/rules/segment-catalog.ts";

const NAMING = segmentNaming({
  fields: [
    { id: "3", tag: "TIER", type: "dropdown" },
    { id: "4", tag: "MMERGE4", type: "text" },
    { id: "7", tag: "BIRTH", type: "birthday" },
    { id: "8", tag: "JOINED", type: "date" },
  ],
  tags: [{ id: "4788452", name: "Partner" }],
  groups: [
    {
      id: "7b24b8a11a",
      title: "Club",
      interests: [
        { id: "44401", name: "Gold" },
        { id: "44402", name: "Silver" },
      ],
    },
  ],
});

const canonical = (...conditions: readonly JsonObject[]) => canonicalConditions(conditions, NAMING);

describe("what Mailchimp writes in several ways is one thing", () => {
  test.each<readonly [string, JsonObject, JsonObject]>([
    [
      "EMAIL and merge0",
      { condition_type: "EmailAddress", field: "merge0", op: "is", value: "a" },
      { condition_type: "EmailAddress", field: "EMAIL", op: "is", value: "a" },
    ],
    [
      "a number and its text",
      { condition_type: "TextMerge", field: "MMERGE4", op: "is", value: 10 },
      { condition_type: "TextMerge", field: "MMERGE4", op: "is", value: "10" },
    ],
    [
      "a tag's id and its name",
      { condition_type: "StaticSegment", field: "static_segment", op: "static_is", value: 4788452 },
      { condition_type: "StaticSegment", field: "static_segment", op: "static_is", value: "partner" },
    ],
    [
      "interests by id and by name",
      { condition_type: "Interests", field: "interests-7b24b8a11a", op: "interestcontains", value: ["44402", "44401"] },
      { condition_type: "Interests", field: "interests-Club", op: "interestcontains", value: ["Gold", "Silver"] },
    ],
    [
      "an empty extra and none",
      { condition_type: "SelectMerge", field: "TIER", op: "is", value: "gold", extra: "" },
      { condition_type: "SelectMerge", field: "TIER", op: "is", value: "gold" },
    ],
    [
      "a field's tag, MERGE3 and MMERGE3",
      { condition_type: "SelectMerge", field: "MMERGE3", op: "is", value: "gold" },
      { condition_type: "SelectMerge", field: "merge3", op: "is", value: "gold" },
    ],
    [
      "a type that is left out and one that is given",
      { field: "TIER", op: "is", value: "gold" },
      { condition_type: "SelectMerge", field: "TIER", op: "is", value: "gold" },
    ],
    [
      "is nothing and blank",
      { condition_type: "SelectMerge", field: "TIER", op: "is", value: "" },
      { condition_type: "SelectMerge", field: "TIER", op: "blank" },
    ],
    [
      "a day with the month first and with the year first",
      { condition_type: "DateMerge", field: "JOINED", op: "less", value: "1/30/2025" },
      { condition_type: "DateMerge", field: "JOINED", op: "less", value: "2025-01-30" },
    ],
    [
      "a day in value and in extra",
      { condition_type: "Date", field: "info_changed", op: "less", value: "2025-01-30" },
      { condition_type: "Date", field: "info_changed", op: "less", value: "date", extra: "2025-01-30T00:00:00Z" },
    ],
  ])("%s", (_, one, other) => {
    expect(canonical(one)).toEqual(canonical(other));
  });

  test("the order of conditions, and saying one twice", () => {
    const [vip, stars] = [
      { condition_type: "VIP", field: "gmonkey", op: "member" },
      { condition_type: "MemberRating", field: "rating", op: "is", value: 5 },
    ];
    expect(canonical(vip, stars, vip)).toEqual(canonical(stars, vip));
  });
});

describe("what only the web application makes stays as it is", () => {
  test("operators and values that the API does not document", () => {
    const recorded = { condition_type: "BirthdayMerge", field: "BIRTH", op: "starts", value: "January" };
    expect(canonical(recorded)).toEqual([recorded]);
  });

  test("types that nobody knows, ids that nobody knows", () => {
    const strange = { condition_type: "ContactEvent", field: "events", op: "did", value: "x" };
    const gone = { condition_type: "StaticSegment", field: "static_segment", op: "static_is", value: 1 };
    const elsewhere = { condition_type: "Interests", field: "interests-9", op: "interestcontains", value: ["1", "2"] };
    expect(canonical(strange)).toEqual([strange]);
    expect(canonical(gone)).toEqual([gone]);
    expect(canonical(elsewhere)).toEqual([elsewhere]);
  });
});
