import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
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
  audience = now.sandbox.world.audience({ id: "abc0123456", name: "People" });
});
afterAll(() => now.sandbox.close());

const FIELDS = "/lists/abc0123456/merge-fields";
const post = (body: object) => now.call("POST", FIELDS, body);

test("a merge tag of eleven characters is stored cut to ten and answered 200", async () => {
  const { status, body } = await post({ tag: "TOTAL_SALES", name: "Total sales", type: "number" });
  expect(status).toBe(200);
  expect(body).toMatchObject({ tag: "TOTAL_SALE", merge_id: 5, type: "number", options: {}, list_id: "abc0123456" });
});

test("the same long tag again is taken, in the words of the cut tag", async () => {
  await post({ tag: "TOTAL_SALES", name: "Total sales", type: "number" });
  const { status, body } = await post({ tag: "TOTAL_SALES", name: "Total sales", type: "number" });
  expect(status).toBe(400);
  expect(body).toMatchObject({
    title: "Invalid Resource",
    detail: 'A Merge Field with the tag "TOTAL_SALE" already exists for this list.',
  });
});

test("a field without a tag is called MMERGE and its number", async () => {
  expect((await post({ name: "Colour", type: "text" })).body).toMatchObject({
    tag: "MMERGE5",
    merge_id: 5,
    options: { size: 25 },
  });
});

test("an audience starts with FNAME, LNAME, ADDRESS, PHONE, and lists them by tag without EMAIL", async () => {
  const { body } = await now.call("GET", FIELDS);
  expect(
    items(at(body, "merge_fields")).map(({ tag, merge_id, display_order }) => [tag, merge_id, display_order]),
  ).toEqual([
    ["ADDRESS", 3, 4],
    ["FNAME", 1, 2],
    ["LNAME", 2, 3],
    ["PHONE", 4, 5],
  ]);
  expect(body).toMatchObject({ total_items: 4, merge_field_limit: 30 });
});

test.each([
  ["text", { size: 25 }],
  ["number", {}],
  ["address", { default_country: 164 }],
  ["phone", {}],
  ["date", { date_format: "MM/DD/YYYY" }],
  ["birthday", { date_format: "MM/DD" }],
  ["url", { size: 25 }],
  ["imageurl", { size: 25 }],
  ["zip", {}],
])("a field of type %s has options of its own", async (type, options) => {
  expect((await post({ tag: "X", name: "X", type })).body).toMatchObject({ type, options });
});

test.each(["radio", "dropdown"])("a %s keeps its choices, and PATCH replaces them whole", async (type) => {
  const { body } = await post({ tag: "TIER", name: "Tier", type, options: { choices: ["a", "b"] } });
  expect(body).toMatchObject({ options: { choices: ["a", "b"] } });
  const changed = await now.call("PATCH", `${FIELDS}/5`, { name: "Tier", options: { choices: ["c"] } });
  expect(at(changed.body, "options")).toEqual({ choices: ["c"] });
});

test("an unknown type and a missing name are named", async () => {
  const { body } = await post({ type: "colour" });
  expect(items(at(body, "errors")).map(({ field }) => field)).toEqual(["", "type"]);
});

test("the field over the limit is refused as Merge Max Limit Exceeded", async () => {
  for (let index = 5; index <= 30; index++) audience.mergeField({ tag: `F${index}` });
  expect((await post({ tag: "MORE", name: "More", type: "text" })).body).toMatchObject({
    title: "Merge Max Limit Exceeded",
    status: 400,
  });
});

test("PATCH passes over type and size, and takes the rest", async () => {
  const { status, body } = await now.call("PATCH", `${FIELDS}/1`, {
    tag: "GIVEN",
    name: "Given name",
    type: "number",
    required: true,
    options: { size: 99 },
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ tag: "GIVEN", name: "Given name", type: "text", required: true, options: { size: 25 } });
});

test("a renamed tag keeps its values", async () => {
  audience.add([{ email: "ada@acme.test", mergeFields: { FNAME: "Ada" } }]);
  await now.call("PATCH", `${FIELDS}/1`, { tag: "GIVEN" });
  expect(audience.member("ada@acme.test")?.mergeFields).toEqual({ GIVEN: "Ada" });
});

test("DELETE is 204 and takes the values of all contacts; the number is not used again", async () => {
  audience.add([{ email: "ada@acme.test", mergeFields: { PHONE: "1" } }]);
  expect((await now.call("DELETE", `${FIELDS}/4`)).status).toBe(204);
  expect((await post({ tag: "PHONE", name: "Phone", type: "phone" })).body).toMatchObject({ merge_id: 5 });
  expect(audience.member("ada@acme.test")?.mergeFields).toEqual({});
  expect((await now.call("GET", `${FIELDS}/4`)).status).toBe(404);
});
