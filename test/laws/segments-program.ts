import fc from "fast-check";
import type { JsonObject } from "../../src/model/json.ts";

/** A segment as a file declares it. */
export type SegmentEntry = { readonly when: Condition } | Words;

/** The same in Mailchimp's own words. */
export interface Words {
  readonly match: "all" | "any";
  readonly conditions: readonly JsonObject[];
}

type Condition = JsonObject;

/** Somebody in the source, in the audience, or in both. */
export interface Person {
  readonly record?: JsonObject;
  readonly live?: {
    readonly status: "subscribed" | "unsubscribed" | "cleaned" | "transactional";
    readonly owned: boolean;
    readonly mergeFields: Readonly<Record<string, string | number>>;
    readonly tags: readonly string[];
    readonly clubs: readonly string[];
    readonly vip: boolean;
    readonly rating: number;
    readonly language: string;
    readonly source: string;
    readonly optedAt: string;
  };
}

/** Two states of a file's segments, and the people that they meet. */
export interface SegmentsProgram {
  readonly first: Readonly<Record<string, SegmentEntry>>;
  readonly second: Readonly<Record<string, SegmentEntry>>;
  readonly people: readonly Person[];
}

/** What stands in every audience of the law. */
export const CLUBS = ["Gold", "Silver"];

const TIERS = ["bronze", "silver", "gold"];
const CITIES = ["Lisbon", "Leeds", "New York", "San José", "O'Higgins"];
const DAYS = ["2024-02-29", "2025-01-30", "2025-12-31", "2026-03-02"];
const BIRTHDAYS = ["02/29", "01/30", "12/31"];
const SALES = [0, 1, 9.5, 10, 100];
const MOMENTS = ["2026-03-01T23:59:59+00:00", "2026-01-31T00:00:00+00:00", "2025-01-30T10:00:00+00:00"];

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const of = <T>(values: readonly T[]) => fc.constantFrom(...values);
const test = (name: string, asked: fc.Arbitrary<unknown>) => asked.map((value) => ({ [name]: value }) as Condition);
const op = (word: string, value: fc.Arbitrary<unknown>) => value.map((one) => ({ [word]: one }));
const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });

/** Tests that come to one condition, which may stand anywhere. */
const single: fc.Arbitrary<Condition> = fc.oneof(
  test("TIER", fc.oneof(of(TIERS), op("contains", of(["o", "old", "SIL"])), of(["exists", "missing"]))),
  test("TOTAL_SALES", fc.oneof(of(SALES), op("gt", of(SALES)), op("lt", of(SALES)), of(["exists", "missing"]))),
  test(
    "CITY",
    fc.oneof(
      of(CITIES),
      ...["contains", "startsWith", "endsWith"].map((word) => op(word, of(["Le", "o", "n", "é", "New York"]))),
      of(["exists", "missing"]),
    ),
  ),
  test("JOINED", fc.oneof(of(DAYS), op("before", of(DAYS)), op("after", of(DAYS)), of(["exists", "missing"]))),
  test("BIRTHDAY", fc.oneof(of(BIRTHDAYS), of(["exists", "missing"]))),
  test("FNAME", fc.oneof(of(["Ada", "Bo"]), of(["exists", "missing"]))),
  test("tag", fc.oneof(of(["partner", "buyer"]), op("ne", of(["partner", "by-hand"])))),
  test("group", test("Club", fc.oneof(of(CLUBS), op("in", some(CLUBS)), op("ne", of(CLUBS))))),
  test("email", fc.oneof(op("contains", of(["1@", "harbor"])), op("startsWith", of(["person1", "P"])))),
  test("vip", fc.boolean()),
  test("rating", fc.oneof(of([1, 2, 5]), op("gt", of([1, 4])), op("lt", of([2, 5])), op("ne", of([2])))),
  test("language", of(["de", "en"])),
  test("source", of(["Import", "API - Generic"])),
  test("signup", fc.oneof(op("within", of(["1d", "30d", "2w"])), op("before", of(DAYS)), of(["exists", "missing"]))),
  test("changed", op("within", of(["1d", "365d"]))),
);

/** Tests that come to several conditions, all of which must hold. */
const joint: fc.Arbitrary<Condition> = fc.oneof(
  test("TIER", fc.oneof(op("ne", of(TIERS)), op("notIn", some(TIERS)), op("notContains", of(["o", "x"])))),
  test("TOTAL_SALES", fc.oneof(op("ne", of(SALES)), op("notIn", some(SALES)))),
  test("CITY", fc.oneof(op("ne", of(CITIES)), op("notContains", of(["Le", "n"])))),
  test("JOINED", op("ne", of(DAYS))),
  test("signup", op("olderThan", of(["1d", "30d"]))),
);

/** Tests that come to several conditions, one of which must hold. */
const either: fc.Arbitrary<Condition> = fc.oneof(
  test("TIER", op("in", some(TIERS))),
  test("TOTAL_SALES", op("in", some(SALES))),
  test("not", test("TOTAL_SALES", fc.oneof(op("gte", of(SALES)), op("gt", of(SALES)), op("ne", of(SALES))))),
  test("not", test("JOINED", op("before", of(DAYS)))),
);

const opposite = test("not", fc.oneof(test("TIER", of(TIERS)), test("tag", of(["partner"])), test("CITY", of(CITIES))));

const when: fc.Arbitrary<Condition> = fc.oneof(
  single,
  joint,
  either,
  opposite,
  test("all", fc.array(fc.oneof(single, joint, opposite), { minLength: 1, maxLength: 2 })),
  test("any", fc.array(fc.oneof(single, opposite), { minLength: 1, maxLength: 4 })),
);

const words: fc.Arbitrary<Words> = fc.record({
  match: of(["all", "any"] as const),
  conditions: fc.array(
    of<JsonObject>([
      { condition_type: "VIP", field: "gmonkey", op: "notmember" },
      { condition_type: "EmailAddress", field: "merge0", op: "ends", value: ".dev" },
      { condition_type: "StaticSegment", field: "static_segment", op: "static_is", value: { tag: "By-Hand" } },
      { condition_type: "StaticSegment", field: "static_segment", op: "static_not", value: "partner" },
      { condition_type: "Interests", field: "interests-Club", op: "interestcontainsall", value: ["Silver", "Gold"] },
      { condition_type: "MemberRating", field: "rating", op: "greater", value: 2 },
      { condition_type: "TextMerge", field: "SALES", op: "is", value: 10 },
      { condition_type: "DateMerge", field: "JOINED", op: "less", value: "2025-12-31" },
      { condition_type: "BirthdayMerge", field: "BIRTHDAY", op: "starts", value: "01" },
      { condition_type: "Date", field: "timestamp_opt", op: "blank", value: "" },
      { condition_type: "IPGeoUnknown", field: "ipgeo", op: "ipgeounknown" },
      { condition_type: "EcommNumber", field: "ecomm_orders", op: "greater", value: 3 },
    ]),
    { minLength: 1, maxLength: 4 },
  ),
});

const entry: fc.Arbitrary<SegmentEntry> = fc.oneof(
  { weight: 5, arbitrary: when.map((condition) => ({ when: condition })) },
  { weight: 1, arbitrary: words },
);

const entries = fc
  .subarray(["Alpha", "Beta group", "Gamma & more"], { minLength: 1 })
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, entry]))));

const values = {
  tier: maybe(of(TIERS)),
  sales: maybe(of(SALES)),
  city: maybe(of(CITIES)),
  joined: maybe(of(DAYS)),
  birthday: maybe(of(BIRTHDAYS)),
  name: maybe(of(["Ada", "Bo"])),
};

const person: fc.Arbitrary<Person> = fc.record(
  {
    record: fc.record({ ...values, buys: fc.boolean(), clubs: fc.subarray(CLUBS) }) as fc.Arbitrary<JsonObject>,
    live: fc.record({
      status: of(["subscribed", "subscribed", "subscribed", "unsubscribed", "cleaned", "transactional"] as const),
      owned: fc.boolean(),
      mergeFields: fc.record(
        {
          TIER: of(TIERS),
          SALES: of(SALES),
          CITY: of(CITIES),
          JOINED: of(DAYS),
          BIRTHDAY: of(BIRTHDAYS),
          FNAME: of(["Ada", "Bo"]),
        },
        { requiredKeys: [] },
      ) as fc.Arbitrary<Readonly<Record<string, string | number>>>,
      tags: fc.subarray(["partner", "Buyer", "by-hand"]),
      clubs: fc.subarray(CLUBS),
      vip: fc.boolean(),
      rating: fc.integer({ min: 1, max: 5 }),
      language: of(["", "de", "en"]),
      source: of(["Import", "API - Generic"]),
      optedAt: of(MOMENTS),
    }),
  },
  { requiredKeys: [] },
);

/** Two states of a file's segments and up to eight people. */
export const segmentsPrograms: fc.Arbitrary<SegmentsProgram> = fc.record({
  first: entries,
  second: entries,
  people: fc.array(person, { minLength: 1, maxLength: 8 }),
});
