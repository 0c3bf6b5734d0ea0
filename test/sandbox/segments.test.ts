import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TODAY } from "../../src/sandbox/quirks.ts";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { Bench } from "./client.ts";
import { at, bench, items } from "./client.ts";

let now: Bench;
let audience: Handle;
beforeAll(async () => {
  now = await bench();
});
beforeEach(() => {
  now.sandbox.world.clear();
  now.sandbox.world.quirks = TODAY;
  audience = now.sandbox.world.audience({ id: "abc0123456" });
  audience.add([{ email: "ada@acme.test" }]);
});
afterAll(() => now.sandbox.close());

const LIST = "/lists/abc0123456";
const emails = (body: unknown) => items(at(body as never, "members")).map((member) => member["email_address"]);

test("a second tag of the same name is refused", async () => {
  expect(
    (await now.call("POST", `${LIST}/segments`, { name: "VIP", static_segment: ["ada@acme.test", "nobody@acme.test"] }))
      .body,
  ).toMatchObject({ member_count: 1 });
  const { status, body } = await now.call("POST", `${LIST}/segments`, { name: "vip", static_segment: [] });
  expect([status, at(body, "title"), at(body, "detail")]).toEqual([
    400,
    "Bad Request",
    "Sorry, that tag already exists.",
  ]);
});

test("a segment wants options or static_segment", async () => {
  expect((await now.call("POST", `${LIST}/segments`, { name: "x" })).body).toMatchObject({
    title: "Invalid Resource",
    detail: 'Must provide either an "options" field or a "static_segment" field',
  });
});

test("a batch adds and removes subscribed contacts and lists the others", async () => {
  audience.add([
    { email: "bob@acme.test", tags: ["VIP"] },
    { email: "gone@acme.test", status: "unsubscribed" },
  ]);
  const { body } = await now.call("POST", `${LIST}/segments/${audience.tag("VIP").id}`, {
    members_to_add: ["ada@acme.test", "gone@acme.test", "nobody@acme.test"],
    members_to_remove: ["bob@acme.test"],
  });
  expect(body).toMatchObject({ total_added: 1, total_removed: 1, error_count: 1 });
  expect(at(body, "errors", 0, "email_addresses")).toEqual(["gone@acme.test", "nobody@acme.test"]);
  expect(audience.member("bob@acme.test")?.tags).toEqual([]);
});

test("a batch of unknown addresses alone is 400, one of 501 too", async () => {
  const path = `${LIST}/segments/${audience.tag("VIP").id}`;
  expect(at((await now.call("POST", path, { members_to_add: ["nobody@acme.test"] })).body, "errors")).toEqual([
    { field: "members_to_add", message: "None of the emails provided were subscribed to the list" },
  ]);
  const many = Array.from({ length: 501 }, (_, index) => `p${index}@acme.test`);
  expect(at((await now.call("POST", path, { members_to_remove: many })).body, "detail")).toContain(
    "Maximum allowed member items exceeded",
  );
});

test("single members are added to and removed from a tag, never from a saved segment", async () => {
  const tag = `${LIST}/segments/${audience.tag("VIP").id}/members`;
  expect((await now.call("POST", tag, { email_address: "ada@acme.test" })).body).toMatchObject({
    email_address: "ada@acme.test",
  });
  expect((await now.call("DELETE", `${tag}/ada@acme.test`)).status).toBe(204);
  const saved = audience.segment("Saved", "all", []);
  const { body } = await now.call("DELETE", `${LIST}/segments/${saved.id}/members/ada@acme.test`);
  expect(at(body, "detail")).toBe(`A Static Segment with an id of "${saved.id}" does not exist for this list.`);
});

test("conditions are stored word for word", async () => {
  const options = { match: "any", conditions: [{ field: "FNAME", op: "is", value: "Ada" }] };
  const { body } = await now.call("POST", `${LIST}/segments`, { name: "Adas", options });
  expect(at(body, "options")).toEqual(options);
});

test("eleven conditions, an unknown operator, and conditions that are no list are refused", async () => {
  const segment = (conditions: unknown) =>
    now.call("POST", `${LIST}/segments`, { name: "x", options: { match: "all", conditions } });
  const fine = { condition_type: "TextMerge", field: "FNAME", op: "is", value: "Ada" };
  expect((await segment(Array.from({ length: 11 }, () => fine))).status).toBe(400);
  expect(at((await segment([{ ...fine, op: "like" }])).body, "errors", 0, "field")).toBe("options.conditions.item:0");
  expect(at((await segment({ 0: fine })).body, "errors")).toEqual([
    { field: "options.conditions", message: "Schema describes array, object found instead" },
  ]);
});

const CONDITIONS: readonly (readonly [string, object, readonly string[]])[] = [
  ["text", { condition_type: "TextMerge", field: "FNAME", op: "starts", value: "a" }, ["ada@acme.test"]],
  ["a number", { condition_type: "TextMerge", field: "SALES", op: "greater", value: "9" }, ["bob@acme.test"]],
  ["a blank", { condition_type: "TextMerge", field: "SALES", op: "blank" }, ["cid@acme.test"]],
  ["a choice", { condition_type: "SelectMerge", field: "TIER", op: "is", value: "gold" }, ["ada@acme.test"]],
  ["a date", { condition_type: "DateMerge", field: "SINCE", op: "less", value: "01/01/2024" }, ["ada@acme.test"]],
  ["an address", { condition_type: "EmailAddress", field: "EMAIL", op: "contains", value: "bob" }, ["bob@acme.test"]],
  ["VIPs", { condition_type: "VIP", field: "gmonkey", op: "member" }, ["bob@acme.test"]],
  ["a rating", { condition_type: "MemberRating", field: "rating", op: "greater", value: 3 }, ["cid@acme.test"]],
  [
    "a source",
    { condition_type: "SignupSource", field: "source", op: "source_is", value: "Import" },
    ["ada@acme.test", "bob@acme.test", "cid@acme.test"],
  ],
  ["a language", { condition_type: "Language", field: "language", op: "is", value: "lt" }, ["cid@acme.test"]],
  [
    "an opt-in",
    { condition_type: "Date", field: "timestamp_opt", op: "greater", value: "date", extra: "2024-02-01" },
    ["cid@acme.test"],
  ],
];

test.each(CONDITIONS)("a segment on %s has whom it describes", async (_, condition, expected) => {
  now.sandbox.world.clear();
  const people = now.sandbox.world.audience({
    id: "abc0123456",
    mergeFields: [
      { tag: "SALES", type: "number" },
      { tag: "TIER", type: "dropdown", choices: ["gold"] },
      { tag: "SINCE", type: "date" },
    ],
  });
  const optedAt = "2024-01-01T00:00:00+00:00";
  people.add([
    { email: "ada@acme.test", optedAt, mergeFields: { FNAME: "Ada", SALES: 9, TIER: "gold", SINCE: "2023-05-05" } },
    { email: "bob@acme.test", optedAt, vip: true, mergeFields: { FNAME: "Bob", SALES: 10, SINCE: "2024-05-05" } },
    { email: "cid@acme.test", optedAt: "2024-03-01T00:00:00+00:00", language: "lt", rating: 5, mergeFields: {} },
    { email: "out@acme.test", status: "unsubscribed", optedAt, mergeFields: { FNAME: "Ada", SALES: 99 } },
  ]);
  const made = await now.call("POST", `${LIST}/segments`, {
    name: "x",
    options: { match: "all", conditions: [condition] },
  });
  expect(at(made.body, "member_count")).toBe(expected.length);
  const { body } = await now.call("GET", `${LIST}/segments/${String(at(made.body, "id"))}/members`);
  expect(emails(body)).toEqual(expected);
});

test("a segment on a tag and an interest follows both, and counts the unsubscribed only where asked", async () => {
  const group = audience.group("Days", ["Monday"]);
  const [monday] = group.interests;
  audience.add([
    { email: "bob@acme.test", tags: ["VIP"], interests: [monday?.id ?? ""] },
    { email: "out@acme.test", status: "unsubscribed", tags: ["VIP"] },
  ]);
  const segment = audience.segment("x", "all", [
    { condition_type: "StaticSegment", field: "static_segment", op: "static_is", value: audience.tag("VIP").id },
    { condition_type: "Interests", field: `interests-${group.id}`, op: "interestcontains", value: [monday?.id ?? ""] },
  ]);
  expect(emails((await now.call("GET", `${LIST}/segments/${segment.id}/members`)).body)).toEqual(["bob@acme.test"]);
  const all = await now.call("GET", `${LIST}/segments/${audience.tag("VIP").id}/members?include_unsubscribed=true`);
  expect(emails(all.body)).toEqual(["bob@acme.test", "out@acme.test"]);
});
