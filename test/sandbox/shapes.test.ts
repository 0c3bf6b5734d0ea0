import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Bench } from "./client.ts";
import { at, bench, items, keysOf } from "./client.ts";

let now: Bench;
beforeAll(async () => {
  now = await bench();
});
afterAll(() => now.sandbox.close());

const LIST = "/lists/abc0123456";
const ADA = `${LIST}/members/ada@acme.test`;

beforeEach(() => {
  now.sandbox.world.clear();
  now.sandbox.world.audience({ id: "fff0123456" });
  now.sandbox.world.audience({ id: "abc0123456" }).add([{ email: "ada@acme.test", tags: ["VIP"] }]);
});

/** What the links of an answer say: rel and where it leads, below the API. */
async function links(path: string): Promise<readonly string[]> {
  const { body } = await now.call("GET", path);
  return items(at(body, "_links")).map(({ rel, href }) => `${rel} ${String(href).split("/3.0")[1]}`);
}

test("recorded 2018 to 2021: audiences are listed in the order of their ids, unless asked for their age", async () => {
  const ids = async (query: string) =>
    items(at((await now.call("GET", `/lists${query}`)).body, "lists")).map(({ id }) => id);
  expect(await ids("")).toEqual(["abc0123456", "fff0123456"]);
  expect(await ids("?sort_field=date_created&sort_dir=DESC")).toHaveLength(2);
});

test.each([
  ["/lists", ["self /lists", "create /lists"]],
  [`${LIST}/merge-fields`, [`self ${LIST}/merge-fields`, `create ${LIST}/merge-fields`, `parent ${LIST}`]],
  [
    `${LIST}/interest-categories`,
    [`self ${LIST}/interest-categories`, `parent ${LIST}/`, `create ${LIST}/interest-categories`],
  ],
  [`${LIST}/members`, [`self ${LIST}/members`, `parent ${LIST}`, `create ${LIST}/members`]],
])("recorded 2021: the links of %s stand in the order of the real service", async (path, expected) => {
  expect(await links(path)).toEqual(expected);
});

test("recorded 2018: the list of a segment's members names no audience and shows less of each of them", async () => {
  const id = String(at((await now.call("GET", `${LIST}/tag-search`)).body, "tags", 0, "id"));
  const { body } = await now.call("GET", `${LIST}/segments/${id}/members`);
  expect(keysOf(body)).toEqual(["members", "total_items", "_links"]);
  const keys = keysOf(at(body, "members", 0));
  expect(keys.slice(0, 6)).toEqual(["id", "email_address", "unique_email_id", "email_type", "status", "merge_fields"]);
  for (const own of ["full_name", "web_id", "source", "tags", "contact_id"]) expect(keys).not.toContain(own);
});

test("recorded 2024: a row of a batch tells no region, a member's own address does", async () => {
  const { body } = await now.call("POST", LIST, {
    members: [{ email_address: "ada@acme.test", status: "subscribed" }],
    update_existing: true,
  });
  expect(keysOf(at(body, "updated_members", 0, "location"))).not.toContain("region");
  expect(keysOf(at((await now.call("GET", ADA)).body, "location"))).toContain("region");
});

test("an audience tells how it grew this month", async () => {
  const { body } = await now.call("GET", `${LIST}/growth-history`);
  expect(body).toMatchObject({ history: [{ list_id: "abc0123456", subscribed: 1, pending: 0 }], total_items: 1 });
  const month = String(at(body, "history", 0, "month"));
  expect((await now.call("GET", `${LIST}/growth-history/${month}`)).body).toEqual(at(body, "history", 0));
  expect((await now.call("GET", `${LIST}/growth-history/1999-01`)).status).toBe(404);
});

test("the permissions of an audience with GDPR fields are learnt from any member, and given by their ids", async () => {
  await now.call("PATCH", LIST, { marketing_permissions: true });
  const [first] = items(at((await now.call("GET", ADA)).body, "marketing_permissions"));
  expect(first).toMatchObject({ text: "Email", enabled: false });
  const given = { marketing_permissions: [{ ...first, enabled: true }] };
  const { body } = await now.call("PATCH", ADA, given);
  expect(items(at(body, "marketing_permissions")).map(({ enabled }) => enabled)).toEqual([true, false, false]);
});

test("a field that no item has is refused at any depth, and one that only some have is not", async () => {
  const refused = await now.call("GET", "/lists?fields=lists.id,lists.stats.nothing");
  expect([refused.status, at(refused.body, "detail")]).toEqual([
    422,
    "Some of the fields requested were invalid: lists.stats.nothing",
  ]);
  await now.call("POST", `${LIST}/segments`, { name: "Saved", options: { match: "all", conditions: [] } });
  const some = await now.call("GET", `${LIST}/segments?fields=segments.options.match,segments.name`);
  expect(items(at(some.body, "segments"))).toContainEqual({ name: "Saved", options: { match: "all" } });
  const values = await now.call("GET", `${LIST}/merge-fields?fields=merge_fields.options.choices`);
  expect(values.status).toBe(200);
  // What is written stays written, whatever the answer was to show.
  const written = await now.call("POST", `${LIST}/segments?fields=nothing`, { name: "New", static_segment: [] });
  expect([written.status, written.body]).toEqual([200, {}]);
});

test("groups stand in the order in which forms show them", async () => {
  for (const [title, display_order] of [
    ["Last", 7],
    ["First", 1],
  ])
    await now.call("POST", `${LIST}/interest-categories`, { title, type: "radio", display_order });
  const { body } = await now.call("GET", `${LIST}/interest-categories`);
  expect(items(at(body, "categories")).map(({ title }) => title)).toEqual(["First", "Last"]);
});
