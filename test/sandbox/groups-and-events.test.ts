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

const GROUPS = "/lists/abc0123456/interest-categories";
const ADA = "/lists/abc0123456/members/ada@acme.test";

test("a group is made with 200, and a second of its title is refused", async () => {
  const { status, body } = await now.call("POST", GROUPS, { title: "Days", type: "checkboxes" });
  expect(status).toBe(200);
  expect(keysOf(body)).toEqual(["list_id", "id", "title", "display_order", "type", "_links"]);
  expect(at((await now.call("POST", GROUPS, { title: "Days", type: "radio" })).body, "detail")).toBe(
    "An interest category with the title 'Days' already exists.",
  );
});

test("an interest counts its subscribers in a string, and a second of its name is refused", async () => {
  const group = audience.group("Days", []);
  const path = `${GROUPS}/${group.id}/interests`;
  const { body } = await now.call("POST", path, { name: "Monday" });
  expect(body).toMatchObject({ name: "Monday", subscriber_count: "0", display_order: 1, category_id: group.id });
  expect(at((await now.call("POST", path, { name: "Monday" })).body, "detail")).toBe(
    'Cannot add "Monday" because it already exists on the list.',
  );
  await now.call("PATCH", ADA, { interests: { [String(at(body, "id"))]: true } });
  expect(at((await now.call("GET", path)).body, "interests", 0, "subscriber_count")).toBe("1");
});

test("interests stand on members only where the audience has any, all of them, and writing merges", async () => {
  expect(keysOf((await now.call("GET", ADA)).body)).not.toContain("interests");
  const ids = audience.group("Days", ["Monday", "Tuesday"]).interests.map(({ id }) => id);
  const [monday = "", tuesday = ""] = ids;
  await now.call("PATCH", ADA, { interests: { [monday]: true } });
  expect(at((await now.call("PATCH", ADA, { interests: { [tuesday]: true } })).body, "interests")).toEqual({
    [monday]: true,
    [tuesday]: true,
  });
});

test("an unknown interest is refused by name", async () => {
  expect((await now.call("PATCH", ADA, { interests: { c06bb4b529: true } })).body).toMatchObject({
    title: "Invalid Resource",
    detail: "Invalid interest ID: 'c06bb4b529'.",
  });
});

test("deleting an interest or a group takes it from every member", async () => {
  const group = audience.group("Days", ["Monday", "Tuesday"]);
  const [monday, tuesday] = group.interests;
  await now.call("PATCH", ADA, { interests: { [monday?.id ?? ""]: true, [tuesday?.id ?? ""]: true } });
  expect((await now.call("DELETE", `${GROUPS}/${group.id}/interests/${monday?.id}`)).status).toBe(204);
  expect(audience.member("ada@acme.test")?.interests).toEqual(["Tuesday"]);
  expect((await now.call("DELETE", `${GROUPS}/${group.id}`)).status).toBe(204);
  expect(keysOf((await now.call("GET", ADA)).body)).not.toContain("interests");
});

test("the sixty-first interest is refused", async () => {
  const group = audience.group(
    "Many",
    Array.from({ length: 60 }, (_, index) => `i${index}`),
  );
  expect((await now.call("POST", `${GROUPS}/${group.id}/interests`, { name: "more" })).status).toBe(400);
});

test("events are answered 204, listed newest first, and a second POST is a second event", async () => {
  const post = (body: object) => now.call("POST", `${ADA}/events`, body);
  expect((await post({ name: "first_sale", occurred_at: "2024-01-01T00:00:00Z" })).status).toBe(204);
  await post({ name: "tenth_sale", properties: { sales: "10", none: null } });
  await post({ name: "tenth_sale" });
  const { body } = await now.call("GET", `${ADA}/events`);
  expect(items(at(body, "events")).map(({ name }) => name)).toEqual(["tenth_sale", "tenth_sale", "first_sale"]);
  expect(at(body, "events", 1, "properties")).toEqual({ sales: "10", none: "" });
  expect(at(body, "events", 2, "occurred_at")).toBe("2024-01-01T00:00:00+00:00");
});

test.each([
  ["x", {}],
  ["x".repeat(31), {}],
  ["sale", { n: 1 }],
])("the event %j with %j is refused", async (name, properties) => {
  expect((await now.call("POST", `${ADA}/events`, { name, properties })).status).toBe(400);
});

test("events of nobody are 404", async () => {
  expect((await now.call("POST", "/lists/abc0123456/members/no@acme.test/events", { name: "sale" })).status).toBe(404);
});
