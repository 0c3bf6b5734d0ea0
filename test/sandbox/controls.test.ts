import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bench } from "./client.ts";
import { bench } from "./client.ts";

let now: Bench;
beforeAll(async () => {
  now = await bench();
});
afterAll(() => now.sandbox.close());

async function order(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${now.sandbox.origin}/sandbox/${path}`, { method, headers, ...sent });
  return { status: response.status, body: (await response.json()) as unknown };
}

test("another process can make an audience, plant people, play acts and look at what stands", async () => {
  expect(await order("POST", "audiences", { id: "abc0123456", name: "People" })).toEqual({
    status: 200,
    body: { id: "abc0123456" },
  });
  const members = [{ email: "ada@acme.test", tags: ["VIP"] }, { email: "bob@acme.test" }];
  expect((await order("POST", "members", { audience: "abc0123456", members })).body).toEqual({ members: 2 });
  const acts = [
    { audience: "abc0123456", act: "unsubscribes", email: "ada@acme.test" },
    { audience: "abc0123456", act: "edit", email: "bob@acme.test", mergeFields: { FNAME: "Bob" } },
  ];
  expect((await order("POST", "acts", acts)).body).toEqual({ played: 2 });
  expect((await order("GET", "audiences/abc0123456/members")).body).toMatchObject([
    { email: "ada@acme.test", status: "unsubscribed", compliance: true, tags: ["VIP"] },
    { email: "bob@acme.test", mergeFields: { FNAME: "Bob" } },
  ]);
});

test("what can be ordered is told to whoever asks, and the rule against fake addresses can be lifted", async () => {
  const told = (await order("GET", "")).body;
  expect(told).toMatchObject({ quirks: { fakeAddressRule: true } });
  expect((await order("GET", "nowhere")).body).toEqual({
    error: "There is nothing here; the API is below /3.0, and GET /sandbox tells what a test can order.",
  });
  const join = (path: string) => now.call("POST", path, { email_address: "ada@example.com", status: "subscribed" });
  const { id } = now.sandbox.world.audience({ id: "fff0123456" });
  expect((await join(`/lists/${id}/members`)).status).toBe(400);
  await order("PUT", "quirks", { fakeAddressRule: false });
  expect((await order("GET", "quirks")).body).toMatchObject({ fakeAddressRule: false });
  expect((await join(`/lists/${id}/members`)).status).toBe(200);
  await order("PUT", "quirks", { fakeAddressRule: true });
});

test("faults and latency are ordered, looked at and taken back", async () => {
  expect(
    (await order("PUT", "faults", { faults: "429@/ping", seed: 3, latencyMs: 1, jitterMs: 2 })).body,
  ).toMatchObject({
    rules: [{ kind: "429", path: "/ping" }],
    latency: { ms: 1, jitterMs: 2 },
  });
  expect((await now.call("GET", "/ping")).status).toBe(429);
  await order("DELETE", "faults");
  expect((await now.call("GET", "/ping")).status).toBe(200);
});

test("traffic is counted and cleared", async () => {
  await order("DELETE", "traffic");
  await now.call("GET", "/ping");
  expect((await order("GET", "traffic?last=1")).body).toMatchObject({
    total: 1,
    byMethod: { GET: 1 },
    requests: [{ path: "/ping", status: 200 }],
  });
});

test.each([
  ["POST", "acts", { audience: "none", act: "confirms", email: "x" }, 'There is no audience "none".'],
  ["POST", "acts", { audience: "abc0123456", act: "dances" }, "There is no act"],
  ["POST", "acts", { audience: "abc0123456", act: "confirms", email: "no@acme.test" }, "Nobody of the address"],
  ["PUT", "faults", { faults: "418" }, "orders no fault"],
  ["PUT", "quirks", { colour: 1 }, "There is no quirk"],
])("%s %s with %j is refused with a reason", async (method, path, body, reason) => {
  const answer = await order(method, path, body);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain(JSON.stringify(reason).slice(1, -1));
});

test("a web page cannot reach it", async () => {
  expect((await order("DELETE", "traffic", undefined, { origin: "https://evil.test" })).status).toBe(403);
});
