import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { Bench } from "./client.ts";
import { at, bench, items, keysOf } from "./client.ts";

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

const MEMBERS = "/lists/abc0123456/members";
const post = (body: object) => now.call("POST", MEMBERS, body);

test("pages have ten members unless asked, a thousand at most, and total_items ignores them", async () => {
  audience.add(Array.from({ length: 1005 }, (_, index) => ({ email: `p${index}@acme.test` })));
  expect(items(at((await now.call("GET", MEMBERS)).body, "members"))).toHaveLength(10);
  const { body } = await now.call("GET", `${MEMBERS}?count=5000&fields=members.id,total_items`);
  expect(items(at(body, "members"))).toHaveLength(1000);
  expect(at(body, "total_items")).toBe(1005);
  expect((await now.call("GET", `${MEMBERS}?offset=2000`)).body).toMatchObject({ members: [], total_items: 1005 });
});

test("fields keeps only what it names, exclude_fields takes away, unknown and empty names are 422", async () => {
  audience.add([{ email: "ada@acme.test", mergeFields: { FNAME: "Ada" } }]);
  const only = await now.call("GET", `${MEMBERS}?fields=members.email_address,members.merge_fields.FNAME`);
  expect(only.body).toEqual({ members: [{ email_address: "ada@acme.test", merge_fields: { FNAME: "Ada" } }] });
  const without = await now.call("GET", `${MEMBERS}?exclude_fields=members._links,_links`);
  expect(keysOf(without.body)).toEqual(["members", "list_id", "total_items"]);
  for (const name of ["._links", "members.nonsense", "nonsense"]) {
    const { status, body } = await now.call("GET", `${MEMBERS}?fields=${name}`);
    expect(status).toBe(422);
    expect(at(body, "detail")).toBe(`Some of the fields requested were invalid: ${name}`);
  }
});

test("since_last_changed is exclusive, in whole seconds, and takes fractions with Z", async () => {
  audience.add(
    [1, 2, 3].map((second) => ({ email: `p${second}@acme.test`, changedAt: `2024-05-01T00:00:0${second}+00:00` })),
  );
  const total = async (moment: string) =>
    at((await now.call("GET", `${MEMBERS}?since_last_changed=${moment}`)).body, "total_items");
  expect(await total("2024-05-01T00:00:02%2B00:00")).toBe(1);
  expect(await total("2024-05-01T00:00:01.500Z")).toBe(2);
  expect((await now.call("GET", `${MEMBERS}?since_last_changed=yesterday`)).status).toBe(400);
});

test("members are sorted by an asked field, and again after a write", async () => {
  audience.add([3, 1, 2].map((day) => ({ email: `p${day}@acme.test`, optedAt: `2024-05-0${day}T00:00:00+00:00` })));
  const order = async (direction: string) => {
    const { body } = await now.call(
      "GET",
      `${MEMBERS}?sort_field=timestamp_opt&sort_dir=${direction}&fields=members.email_address`,
    );
    return items(at(body, "members")).map((member) => member["email_address"]);
  };
  expect(await order("ASC")).toEqual(["p1@acme.test", "p2@acme.test", "p3@acme.test"]);
  expect(await order("DESC")).toEqual(["p3@acme.test", "p2@acme.test", "p1@acme.test"]);
  await post({ email_address: "p0@acme.test", status: "subscribed", timestamp_opt: "2024-04-30 12:00:00" });
  expect((await order("ASC"))[0]).toBe("p0@acme.test");
});

test("unsubscribed_since wants status unsubscribed, since_last_campaign wants any status", async () => {
  expect((await now.call("GET", `${MEMBERS}?unsubscribed_since=2024-01-01T00:00:00Z`)).status).toBe(400);
  expect((await now.call("GET", `${MEMBERS}?since_last_campaign=False`)).body).toMatchObject({
    detail: "Status is required when using since_last_campaign filter.",
  });
});

test("a search finds exact addresses and parts of names", async () => {
  audience.add([{ email: "ada@acme.test", mergeFields: { LNAME: "Lovelace" } }, { email: "bob@acme.test" }]);
  const { body } = await now.call("GET", "/search-members?query=ada@acme.test&list_id=abc0123456");
  expect(body).toMatchObject({ exact_matches: { total_items: 1 }, full_search: { total_items: 1 } });
  expect((await now.call("GET", "/search-members?query=love")).body).toMatchObject({
    exact_matches: { total_items: 0 },
    full_search: { total_items: 1 },
  });
});
