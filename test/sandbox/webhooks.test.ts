import { createHmac } from "node:crypto";
import type { Server } from "node:http";
import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TODAY } from "../../src/sandbox/quirks.ts";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { Bench } from "./client.ts";
import { at, bench, items, keysOf } from "./client.ts";
import { results } from "./like-batch.ts";

interface Delivery {
  readonly method: string;
  readonly agent: string;
  readonly signature: string;
  readonly raw: string;
  readonly form: URLSearchParams;
}

let now: Bench;
let audience: Handle;
let ear: Server;
let earUrl = "";
let answer = 200;
const heard: Delivery[] = [];

beforeAll(async () => {
  now = await bench();
  ear = createServer(async (request, response) => {
    let raw = "";
    for await (const chunk of request) raw += String(chunk);
    const signature = String(request.headers["x-mailchimp-signature"] ?? "");
    heard.push({
      method: request.method ?? "",
      agent: request.headers["user-agent"] ?? "",
      signature,
      raw,
      form: new URLSearchParams(raw),
    });
    response.writeHead(answer).end();
  });
  await new Promise<void>((resolve) => ear.listen(0, "127.0.0.1", resolve));
  const address = ear.address();
  earUrl = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/hook`;
});
beforeEach(() => {
  heard.length = 0;
  answer = 200;
  now.sandbox.world.clear();
  now.sandbox.world.quirks = TODAY;
  audience = now.sandbox.world.audience({ id: "abc0123456" });
  audience.add([{ email: "ada@acme.test", mergeFields: { FNAME: "Ada" } }]);
});
afterAll(async () => {
  await now.sandbox.close();
  ear.close();
});

const HOOKS = "/lists/abc0123456/webhooks";
const post = (body: object) => now.call("POST", HOOKS, body);
const told = async () => {
  await now.sandbox.world.courier.idle();
  return heard.map(({ form }) => form.get("type"));
};

test("the signing secret is shown at creation and never again", async () => {
  const { status, body } = await post({
    url: "https://acme.test/hook",
    events: { subscribe: true },
    sources: { user: true },
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    signing_enabled: true,
    events: { subscribe: true, upemail: false },
    sources: { user: true, api: false },
  });
  expect(String(at(body, "signing_secret")).length).toBeGreaterThan(20);
  const seen = await now.call("GET", `${HOOKS}/${String(at(body, "id"))}`);
  expect(keysOf(seen.body)).not.toContain("signing_secret");
});

test("one URL has one webhook, whatever its query", async () => {
  await post({ url: "https://acme.test/hook?a=1" });
  const { status, body } = await post({ url: "https://acme.test/hook?a=2" });
  expect(status).toBe(400);
  expect(at(body, "errors")).toEqual([
    { field: "url", message: "Sorry, you can't set up multiple WebHooks for one URL" },
  ]);
});

test("what is no URL is refused, and where checking is on a URL must answer a GET with 200", async () => {
  expect(at((await post({ url: "nonsense" })).body, "errors", 0, "message")).toBe("Invalid URL");
  now.sandbox.world.quirks = { ...TODAY, webhookUrlCheck: true };
  expect((await post({ url: earUrl })).status).toBe(200);
  expect(heard[0]).toMatchObject({ method: "GET", agent: "MailChimp.com WebHook Validator" });
  answer = 500;
  expect(at((await post({ url: `${earUrl}/2` })).body, "errors", 0, "message")).toBe(
    "We couldn't verify the URL is working. Please double check and try again. HTTP Code: 500",
  );
});

test("PATCH changes the flags that it names, DELETE is 204", async () => {
  const id = String(
    at((await post({ url: "https://acme.test/hook", events: { subscribe: true, profile: true } })).body, "id"),
  );
  const { body } = await now.call("PATCH", `${HOOKS}/${id}`, {
    events: { profile: false },
    url: "https://acme.test/other",
  });
  expect(body).toMatchObject({ url: "https://acme.test/other", events: { subscribe: true, profile: false } });
  expect((await now.call("DELETE", `${HOOKS}/${id}`)).status).toBe(204);
  expect((await now.call("GET", HOOKS)).body).toMatchObject({ webhooks: [], total_items: 0 });
});

test("what people do is delivered form-encoded and signed", async () => {
  const { secret } = audience.webhook(earUrl);
  audience.acts.unsubscribes("ada@acme.test");
  expect(await told()).toEqual(["unsubscribe"]);
  const [delivery] = heard;
  expect(delivery?.form.get("data[email]")).toBe("ada@acme.test");
  expect(delivery?.form.get("data[merges][FNAME]")).toBe("Ada");
  expect(delivery?.form.get("data[reason]")).toBe("manual");
  expect(delivery?.form.get("fired_at")).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  const [, time, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(delivery?.signature ?? "") ?? [];
  expect(mac).toBe(createHmac("sha256", secret).update(`${time}.${delivery?.raw}`).digest("hex"));
});

test("writes of the API are told only to a webhook with the source api", async () => {
  audience.webhook(earUrl);
  audience.webhook(`${earUrl}/api`, undefined, { user: false, admin: false, api: true });
  await now.call("PATCH", "/lists/abc0123456/members/ada@acme.test", { merge_fields: { FNAME: "A" } });
  expect(await told()).toEqual(["profile"]);
});

test("each act has its event", async () => {
  audience.webhook(earUrl);
  audience.acts.changesProfile("ada@acme.test", { FNAME: "A" });
  audience.acts.changesAddress("ada@acme.test", "ada@new.test");
  audience.acts.bounces("ada@new.test");
  audience.acts.signsUp("bob@acme.test");
  audience.acts.isArchived("bob@acme.test");
  expect((await told()).toSorted()).toEqual(["cleaned", "profile", "subscribe", "unsubscribe", "upemail"]);
});

test("an answer of 410 ends a webhook", async () => {
  audience.webhook(earUrl);
  answer = 410;
  audience.acts.changesProfile("ada@acme.test", { FNAME: "A" });
  await told();
  audience.acts.changesProfile("ada@acme.test", { FNAME: "B" });
  expect(await told()).toEqual(["profile"]);
});

test("a batch runs after its answer, and its archive holds each operation's answer as a string", async () => {
  await now.call("POST", "/batch-webhooks", { url: earUrl });
  const operations = [
    { method: "GET", path: "/ping", operation_id: "a" },
    {
      method: "PUT",
      path: "/lists/abc0123456/members/bob@acme.test",
      body: JSON.stringify({ email_address: "bob@acme.test", status: "subscribed" }),
    },
    { method: "GET", path: "/lists/none" },
    { method: "POST", path: "/lists/abc0123456/members", body: { email_address: "x@acme.test" } },
  ];
  const found = await results(now, operations);
  expect(found[0]).toEqual({
    status_code: 200,
    operation_id: "a",
    response: '{"health_status":"Everything\'s Chimpy!"}',
  });
  expect(found.map((item) => at(item, "status_code"))).toEqual([200, 200, 404, 400]);
  expect(JSON.parse(String(at(found[2], "response")))).toMatchObject({ title: "Resource Not Found", instance: "" });
  expect(audience.member("bob@acme.test")?.status).toBe("subscribed");
  expect(await told()).toEqual(["batch_operation_completed"]);
  const [form] = heard.map((delivery) => delivery.form);
  expect(form?.get("data[finished_operations]")).toBe("4");
  expect(form?.get("data[_links][1][rel]")).toBe("self");
});

test("a batch starts as pending with nothing counted, and may be empty", async () => {
  const { body } = await now.call("POST", "/batches", { operations: [] });
  expect(body).toMatchObject({ status: "pending", total_operations: 0, completed_at: "", response_body_url: "" });
  expect(items(at((await now.call("GET", "/batches")).body, "batches"))).toHaveLength(1);
});

test("a GET in a batch goes through all pages", async () => {
  audience.add(Array.from({ length: 1500 }, (_, index) => ({ email: `p${index}@acme.test` })));
  const found = await results(now, [
    { method: "GET", path: "/lists/abc0123456/members", params: { fields: "members.id,total_items" } },
  ]);
  expect(found.map((item) => items(at(JSON.parse(String(at(item, "response"))), "members")).length)).toEqual([
    1000, 501,
  ]);
});
