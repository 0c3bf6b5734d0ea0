import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bench } from "./client.ts";
import { at, bench } from "./client.ts";

const NOW = new Date("2026-03-02T09:00:00Z");

let here: Bench;
beforeAll(async () => {
  here = await bench({ now: () => NOW });
});
afterAll(() => here.sandbox.close());

test("every answer tells the time of its clock", async () => {
  for (const path of ["/ping", "/lists/nowhere"]) {
    expect((await here.call("GET", path)).headers.get("date")).toBe("Mon, 02 Mar 2026 09:00:00 GMT");
  }
});

test("the account tells the role of the key's user, and one who only looks may change nothing", async () => {
  const audience = here.sandbox.world.audience();
  const roleTold = async () => at((await here.call("GET", "/?fields=role")).body, "role");
  const tagMade = () => here.call("POST", `/lists/${audience.id}/segments`, { name: "partner", static_segment: [] });
  expect(await roleTold()).toBe("owner");
  here.sandbox.world.backstage.role = "viewer";
  expect(await roleTold()).toBe("viewer");
  expect((await tagMade()).body).toMatchObject({ status: 403, title: "Authorization Failure" });
  here.sandbox.world.backstage.role = "manager";
  expect((await tagMade()).status).toBe(200);
});
