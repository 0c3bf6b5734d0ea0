import { afterAll, beforeAll, expect, test } from "vitest";
import { at } from "../client.ts";
import { data, type PartneroBench, partneroBench, rows } from "./client.ts";

let now: PartneroBench;
beforeAll(async () => {
  now = await partneroBench();
});
afterAll(() => now.sandbox.close());

const HOOK = { name: "Ours", url: "https://hooks.orchard-row.dev/in", events: ["partner.created", "partner.approved"] };

test("a webhook is made with a key and a secret, read again, changed and deleted", async () => {
  const made = await now.call("POST", "/webhooks", HOOK);
  expect(made.status).toBe(201);
  expect(data(made)).toEqual({
    ...HOOK,
    is_active: true,
    key: expect.stringMatching(/^[0-9A-Za-z]{12}$/),
    signature: expect.stringMatching(/^[0-9A-Za-z]{16}$/),
  });
  const path = `/webhooks/${String(at(data(made), "key"))}`;
  expect(data(await now.get(path))).toEqual(data(made));
  expect(rows(await now.get("/webhooks"))).toEqual([data(made)]);
  await now.call("PUT", path, { is_active: false, events: ["transaction.created"] });
  expect(data(await now.get(path))).toMatchObject({ name: "Ours", is_active: false, events: ["transaction.created"] });
  expect((await now.call("DELETE", path)).body).toEqual({ status: 1 });
  expect((await now.get(path)).status).toBe(404);
});

test.each([
  [{ ...HOOK, url: "ours" }, "url"],
  [{ ...HOOK, name: "" }, "name"],
  [{ ...HOOK, events: undefined }, "events"],
  [{ ...HOOK, events: ["subscriber.created"] }, "events"],
])("%j is refused: this program tells of no such thing", async (body, field) => {
  const answer = await now.call("POST", "/webhooks", body);
  expect([answer.status, Object.keys(at(answer.body, "errors") ?? {})]).toEqual([422, [field]]);
});

test("lists of webhooks go from 10 to 100", async () => {
  expect((await now.get("/webhooks?limit=9")).status).toBe(422);
  expect((await now.get("/webhooks?limit=101")).status).toBe(422);
  expect(at((await now.get("/webhooks")).body, "meta", "per_page")).toBe(10);
});
