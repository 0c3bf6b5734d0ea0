import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bench } from "./client.ts";
import { at, bench } from "./client.ts";

let now: Bench;
beforeAll(async () => {
  now = await bench();
});
afterAll(() => now.sandbox.close());

// Every answer of every sandbox is held against the document when a test ends; this is a walk past all doors.
test("every door of the API opens, and what is behind it is as the OpenAPI document says, where that is there", async () => {
  const audience = now.sandbox.world.audience({ id: "abc0123456", marketingPermissions: true });
  const group = audience.group("Days", ["Monday"]);
  audience.add([{ email: "ada@acme.test", tags: ["VIP"], interests: [group.interests[0]?.id ?? ""] }]);
  const hook = audience.webhook("https://acme.test/hook");
  const list = "/lists/abc0123456";
  const ada = `${list}/members/ada@acme.test`;
  const tag = audience.tag("VIP").id;
  await now.call("POST", `${ada}/events`, { name: "sale" });
  await now.call("POST", `${ada}/notes`, { note: "hello" });
  const batch = String(at((await now.call("POST", "/batches", { operations: [] })).body, "id"));
  const batchHook = String(at((await now.call("POST", "/batch-webhooks", { url: "https://acme.test/b" })).body, "id"));
  const exported = String(
    at((await now.call("POST", "/account-exports", { include_stages: ["audiences"] })).body, "export_id"),
  );
  const doors = [
    "/",
    "/ping",
    "/lists",
    "/automations",
    "/campaigns",
    "/batches",
    `/batches/${batch}`,
    "/batch-webhooks",
    `/batch-webhooks/${batchHook}`,
    "/account-exports",
    `/account-exports/${exported}`,
    "/search-members?query=ada",
    list,
    `${list}?include_total_contacts=true`,
    `${list}/merge-fields`,
    `${list}/merge-fields/1`,
    `${list}/members`,
    ada,
    `${ada}/tags`,
    `${ada}/events`,
    `${ada}/notes`,
    `${ada}/activity`,
    `${ada}/goals`,
    `${list}/segments`,
    `${list}/segments/${tag}`,
    `${list}/segments/${tag}/members`,
    `${list}/tag-search`,
    `${list}/interest-categories`,
    `${list}/interest-categories/${group.id}`,
    `${list}/interest-categories/${group.id}/interests`,
    `${list}/interest-categories/${group.id}/interests/${group.interests[0]?.id}`,
    `${list}/webhooks`,
    `${list}/webhooks/${hook.id}`,
    `${list}/signup-forms`,
  ];
  for (const door of doors) expect((await now.call("GET", door)).status, door).toBe(200);
});
