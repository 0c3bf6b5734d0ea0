import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { FaultSyntaxError, parsePartneroFaults } from "../../../src/sandbox/fault-rule.ts";
import { PARTNERO_TODAY } from "../../../src/sandbox/partnero/quirks.ts";
import { type PartneroBench, partneroBench } from "./client.ts";

let now: PartneroBench;
let clock = new Date("2026-03-02T09:00:00Z");
beforeAll(async () => {
  now = await partneroBench({}, { now: () => clock, partneroFaults: parsePartneroFaults("503:x1") });
});
beforeEach(() => {
  now.sandbox.partneroFaults.clear();
  now.sandbox.partnero.quirks = PARTNERO_TODAY;
});
afterAll(() => now.sandbox.close());

const order = (text: string) => now.sandbox.partneroFaults.set(parsePartneroFaults(text));
const join = () => now.call("POST", "/partners", { id: "p1", email: "ada@orchard-row.dev" });
const stands = () => now.program.partner("p1") !== undefined;

test("faults are ordered in Mailchimp's grammar, with Partnero's kinds", () => {
  expect(parsePartneroFaults("429=2:0.05,422@GET /partners/*:#3")).toEqual([
    { kind: "429", amount: 2, chance: 0.05 },
    { kind: "422", method: "GET", path: "/partners/*", nth: 3 },
  ]);
  expect(() => parsePartneroFaults("german")).toThrow(FaultSyntaxError);
  expect(() => parsePartneroFaults("german")).toThrow(/KIND is one of 403, 422, 429/);
});

test("Partnero's faults do not touch Mailchimp", async () => {
  order("500");
  const { mailchimpUrl, apiKey } = now.sandbox;
  const { status } = await fetch(`${mailchimpUrl}/ping`, { headers: { authorization: `Bearer ${apiKey}` } });
  expect([status, (await now.get("/test")).status]).toEqual([200, 500]);
});

test("429 comes with Retry-After where a number is given, and without where none is", async () => {
  order("429=3:#1,429:#2");
  const [first, second] = [await now.get("/partners"), await now.get("/partners")];
  expect([first.status, first.headers.get("retry-after")]).toEqual([429, "3"]);
  expect([second.status, second.headers.get("retry-after")]).toEqual([429, null]);
  expect(second.body).toEqual({ message: "Too Many Attempts." });
});

test.each([
  ["403", { message: "This account has no access to the API." }],
  ["422", { status: 0, errors: { page: ["The page must be an integer."] } }],
  ["500", { message: "Server Error" }],
  ["503", { message: "Service Unavailable" }],
])("%s is answered in JSON", async (kind, body) => {
  order(kind);
  const answer = await now.get("/partners");
  expect([answer.status, answer.body]).toEqual([Number(kind), body]);
  expect(now.sandbox.partneroTraffic.requests.at(-1)).toMatchObject({ fault: kind, status: Number(kind) });
});

test("502 is a page of HTML", async () => {
  order("502");
  const { status, text, headers } = await now.get("/partners");
  expect([status, headers.get("content-type")]).toEqual([502, "text/html"]);
  expect(text).toContain("<h1>502 Bad Gateway</h1>");
});

test("a truncated answer is carried out and is no JSON", async () => {
  order("truncated@POST");
  const { status, body } = await join();
  expect([status, typeof body, stands()]).toEqual([201, "string", true]);
});

test("cut does nothing, lost is carried out and its answer lost", async () => {
  now.program.clear();
  order("cut");
  await expect(join()).rejects.toThrow();
  expect(stands()).toBe(false);
  order("lost");
  await expect(join()).rejects.toThrow();
  expect(stands()).toBe(true);
});

test("a hanging answer ends when the client gives up, a slow one comes", async () => {
  order("hang@/program,slow=20@/test");
  const patience = new AbortController();
  const waiting = fetch(`${now.sandbox.partneroUrl}/program`, { signal: patience.signal });
  await expect.poll(() => now.sandbox.partneroFaults.fired, { timeout: 20_000 }).toEqual({ hang: 1 });
  patience.abort();
  await expect(waiting).rejects.toThrow();
  expect((await now.get("/test")).status).toBe(200);
  expect(now.sandbox.partneroFaults.fired).toEqual({ hang: 1, slow: 1 });
});

test("beyond so many requests a minute the next is refused until the minute is over", async () => {
  now.sandbox.partnero.quirks = { ...PARTNERO_TODAY, requestsPerMinute: 2 };
  const first = await now.get("/test");
  expect([first.headers.get("x-ratelimit-limit"), first.headers.get("x-ratelimit-remaining")]).toEqual(["2", "1"]);
  clock = new Date(clock.getTime() + 20_000);
  await now.get("/test");
  const third = await now.get("/test");
  expect([third.status, third.body]).toEqual([429, { message: "Too Many Attempts." }]);
  expect([third.headers.get("retry-after"), third.headers.get("x-ratelimit-remaining")]).toEqual(["40", "0"]);
  clock = new Date(clock.getTime() + 40_000);
  expect((await now.get("/test")).status).toBe(200);
});

test("that refusal can keep to itself when to come again", async () => {
  clock = new Date(clock.getTime() + 120_000);
  now.sandbox.partnero.quirks = { ...PARTNERO_TODAY, requestsPerMinute: 1, retryAfter: false };
  await now.get("/test");
  const { status, headers } = await now.get("/test");
  expect([status, headers.get("retry-after")]).toEqual([429, null]);
});
