import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TODAY } from "../../src/sandbox/quirks.ts";
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
  now.sandbox.world.quirks = TODAY;
  audience = now.sandbox.world.audience({ id: "abc0123456" });
  audience.add([{ email: "ada@acme.test" }]);
});
afterAll(() => now.sandbox.close());

const LIST = "/lists/abc0123456";
const TAGS = `${LIST}/members/ada@acme.test/tags`;
const tags = (body: unknown) => now.call("POST", TAGS, body);

test("tags are put on and taken off by name, 204 without content but with a content type", async () => {
  const { status, text, headers } = await tags({
    tags: [
      { name: "one", status: "active" },
      { name: "two", status: "active" },
    ],
  });
  expect([status, text, headers.get("content-type")]).toEqual([204, "", "application/json; charset=utf-8"]);
  await tags({
    tags: [
      { name: "one", status: "inactive" },
      { name: "never seen", status: "inactive" },
    ],
  });
  expect(audience.member("ada@acme.test")?.tags).toEqual(["two"]);
  expect((await now.call("GET", TAGS)).body).toMatchObject({ tags: [{ name: "two" }], total_items: 1 });
});

test.each([[{ tags: [] }], [[]], [["a"]], [{ tags: ["a"] }], [{ tags: [[{ name: "a", status: "active" }]] }]])(
  "the body %j is answered 204 and does nothing",
  async (body) => {
    expect((await tags(body)).status).toBe(204);
    expect(audience.member("ada@acme.test")?.tags).toEqual([]);
  },
);

test("tags of nobody are 404, PUT and PATCH of tags are 405", async () => {
  expect((await now.call("POST", `${LIST}/members/nobody@acme.test/tags`, { tags: [] })).status).toBe(404);
  for (const method of ["PUT", "PATCH"])
    expect((await now.call(method, TAGS, {})).headers.get("allow")).toBe("GET, POST");
});

test("a tag change moves last_changed, one that changes nothing does not", async () => {
  const old = "2020-01-01T00:00:00+00:00";
  audience.add([{ email: "bob@acme.test", tags: ["one"], changedAt: old }]);
  const path = `${LIST}/members/bob@acme.test/tags`;
  await now.call("POST", path, { tags: [{ name: "one", status: "active" }] });
  expect(audience.member("bob@acme.test")?.lastChanged).toBe(old);
  await now.call("POST", path, { tags: [{ name: "one", status: "inactive" }] });
  expect(audience.member("bob@acme.test")?.lastChanged).not.toBe(old);
});

test("a member shows fifty tags and the true number; its own list shows all", async () => {
  audience.add([{ email: "bob@acme.test", tags: Array.from({ length: 60 }, (_, index) => `t${index}`) }]);
  const { body } = await now.call("GET", `${LIST}/members/bob@acme.test`);
  expect([items(at(body, "tags")).length, at(body, "tags_count")]).toEqual([50, 60]);
  const all = await now.call("GET", `${LIST}/members/bob@acme.test/tags?count=1000`);
  expect(items(at(all.body, "tags"))).toHaveLength(60);
});

test("a tag is a static segment of the same id, without options", async () => {
  audience.tagMember("ada@acme.test", "VIP");
  const id = at((await now.call("GET", TAGS)).body, "tags", 0, "id");
  const { body } = await now.call("GET", `${LIST}/segments/${String(id)}`);
  expect(body).toMatchObject({ id, name: "VIP", type: "static", member_count: 1 });
  expect(keysOf(body)).toEqual(["id", "name", "member_count", "type", "created_at", "updated_at", "list_id", "_links"]);
});

test("tag-search finds tags by their beginning in any case", async () => {
  for (const name of ["Gold", "golden", "silver"]) audience.tag(name);
  expect((await now.call("GET", `${LIST}/tag-search?name=GOL`)).body).toMatchObject({ total_items: 2 });
  expect((await now.call("GET", `${LIST}/tag-search`)).body).toMatchObject({ total_items: 3 });
});

test("tags differ by more than case, unless a quirk says otherwise", async () => {
  audience.tag("VIP");
  await tags({ tags: [{ name: "vip", status: "active" }] });
  expect(audience.member("ada@acme.test")?.tags).toEqual(["VIP"]);
  now.sandbox.world.quirks = { ...TODAY, tagCaseSensitive: true };
  audience.audience.touchSchema();
  await tags({ tags: [{ name: "vip", status: "active" }] });
  expect(audience.member("ada@acme.test")?.tags).toEqual(["VIP", "vip"]);
});

test("tags on PUT are ignored for somebody who is there, unless a quirk says otherwise", async () => {
  const put = () => now.call("PUT", `${LIST}/members/ada@acme.test`, { tags: ["one"] });
  expect((await put()).body).toMatchObject({ tags_count: 0 });
  now.sandbox.world.quirks = { ...TODAY, tagsAppliedByPut: true };
  expect((await put()).body).toMatchObject({ tags_count: 1 });
});

test("a tag is renamed for all who carry it, emptied by an empty static_segment, and deleted from everybody", async () => {
  audience.tagMember("ada@acme.test", "VIP");
  const path = `${LIST}/segments/${audience.tag("VIP").id}`;
  await now.call("PATCH", path, { name: "Best" });
  expect(audience.member("ada@acme.test")?.tags).toEqual(["Best"]);
  await now.call("PATCH", path, { name: "Best", static_segment: [] });
  expect(audience.member("ada@acme.test")?.tags).toEqual([]);
  audience.tagMember("ada@acme.test", "Best");
  expect((await now.call("DELETE", path)).status).toBe(204);
  expect(audience.member("ada@acme.test")?.tags).toEqual([]);
});
