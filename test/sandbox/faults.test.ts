import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { FaultSyntaxError, parseFaults } from "../../src/sandbox/fault-rule.ts";
import { Faults, pathMatches } from "../../src/sandbox/faults.ts";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { Bench } from "./client.ts";
import { at, bench } from "./client.ts";

let now: Bench;
let audience: Handle;
beforeAll(async () => {
  now = await bench();
});
beforeEach(() => {
  now.sandbox.world.clear();
  audience = now.sandbox.world.audience({ id: "abc0123456" });
});
afterAll(() => now.sandbox.close());

const order = (text: string) => now.sandbox.faults.set(parseFaults(text));
const tagging = () => now.call("POST", "/lists/abc0123456/segments", { name: "VIP", static_segment: [] });
const made = () => audience.audience.tagOf("VIP", now.sandbox.world.quirks) !== undefined;

test("faults are ordered in words", () => {
  expect(parseFaults("429:0.05, 502@POST /lists/*:10%,lost@post:#3,slow=500@GET,429=2@/ping:x5")).toEqual([
    { kind: "429", chance: 0.05 },
    { kind: "502", method: "POST", path: "/lists/*", chance: 0.1 },
    { kind: "lost", method: "POST", nth: 3 },
    { kind: "slow", amount: 500, method: "GET" },
    { kind: "429", amount: 2, path: "/ping", first: 5 },
  ]);
  expect(parseFaults("")).toEqual([]);
});

test.each(["418", "429:2", "lost@FETCH", "slow=soon", "429@nowhere here", "429:"])(
  "%j is refused with what is allowed",
  (text) => {
    expect(() => parseFaults(text)).toThrow(FaultSyntaxError);
    expect(() => parseFaults(text)).toThrow(/KIND is one of 429, .*429-bare/);
  },
);

test("a star is one segment, two at the end are any number", () => {
  expect(pathMatches("/lists/*", "/lists/a")).toBe(true);
  expect(pathMatches("/lists/*", "/lists/a/members")).toBe(false);
  expect(pathMatches("/lists/**", "/lists/a/members")).toBe(true);
});

test("the same seed brings the same faults", () => {
  const pattern = (seed: number) => {
    const faults = new Faults();
    faults.set(parseFaults("429:0.3"), seed);
    return Array.from({ length: 50 }, () => faults.strike("GET", "/ping")?.kind ?? "-").join("");
  };
  expect(pattern(7)).toBe(pattern(7));
  expect(pattern(7)).not.toBe(pattern(8));
});

test("429 is a problem document, with Retry-After where asked; the bare ones have no body", async () => {
  order("429=3@/ping:x1");
  const { status, body, headers } = await now.call("GET", "/ping");
  expect([status, at(body, "detail"), headers.get("retry-after")]).toEqual([
    429,
    "You have exceeded the limit of 10 simultaneous connections.",
    "3",
  ]);
  expect((await now.call("GET", "/ping")).status).toBe(200);
  for (const bare of ["429", "403"]) {
    order(`${bare}-bare`);
    const answer = await now.call("GET", "/ping");
    expect([answer.status, answer.text]).toEqual([Number(bare), ""]);
  }
});

test("502 is a page of HTML, 503 a JSON of the network before Mailchimp, 500 a problem", async () => {
  order("502:#1,503:#2,500:#3");
  expect((await now.call("GET", "/ping")).text).toContain("<h1>502 Bad Gateway</h1>");
  expect((await now.call("GET", "/ping")).body).toMatchObject({
    type: "akamai_error_message",
    title: "akamai_503",
    status: 503,
  });
  expect((await now.call("GET", "/ping")).body).toMatchObject({ status: 500, title: "Internal Server Error" });
});

test("cut does nothing, lost and lost-502 are carried out and their answers lost", async () => {
  order("cut@POST");
  await expect(tagging()).rejects.toThrow();
  expect(made()).toBe(false);
  order("lost@POST");
  await expect(tagging()).rejects.toThrow();
  expect(made()).toBe(true);
  audience.dropTag("VIP");
  order("lost-502@POST");
  expect((await tagging()).status).toBe(502);
  expect(made()).toBe(true);
});

test("a truncated answer is carried out and is no JSON", async () => {
  order("truncated@POST");
  const { status, body } = await tagging();
  expect([status, typeof body]).toEqual([200, "string"]);
  expect(made()).toBe(true);
});

test("a hanging answer ends when the client gives up", async () => {
  order("hang");
  const { mailchimpUrl, apiKey } = now.sandbox;
  const waiting = fetch(`${mailchimpUrl}/ping`, {
    headers: { authorization: `Bearer ${apiKey}` },
    signal: AbortSignal.timeout(50),
  });
  await expect(waiting).rejects.toThrow();
  order("");
  expect((await now.call("GET", "/ping")).status).toBe(200);
});

test("reject refuses everything that it is ordered for, and traffic names the fault", async () => {
  order("reject@POST /lists/*/segments");
  expect((await tagging()).body).toMatchObject({ status: 400, title: "Invalid Resource" });
  expect(now.sandbox.traffic.requests.at(-1)).toMatchObject({ status: 400, fault: "reject" });
  expect(now.sandbox.faults.fired).toEqual({ reject: 1 });
});
