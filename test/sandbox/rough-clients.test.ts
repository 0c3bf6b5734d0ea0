import { connect } from "node:net";
import { setTimeout as after } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bench } from "./client.ts";
import { at, bench } from "./client.ts";

let now: Bench;
beforeAll(async () => {
  now = await bench();
  now.sandbox.world.audience({ id: "abc0123456" }).add([{ email: "ada@acme.test" }]);
});
afterAll(() => now.sandbox.close());

const MEMBERS = "/lists/abc0123456/members";

/** Writes bytes and gives what came until the server or, a little later, the client hangs up. */
function wire(text: string, ends: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(now.sandbox.origin).port), "127.0.0.1");
    let got = "";
    socket.on("data", (part) => {
      got += String(part);
      if (ends.test(got)) socket.destroy();
    });
    socket.on("close", () => resolve(got));
    socket.on("error", reject);
    socket.write(text);
  });
}

const head = (method: string, target: string, ...more: readonly string[]) =>
  [`${method} ${target} HTTP/1.1`, "Host: x", `Authorization: Bearer ${now.sandbox.apiKey}`, ...more, "", ""].join(
    "\r\n",
  );

test("requests one after another on one connection, before any answer came, are answered in order", async () => {
  const got = await wire(
    head("GET", "/3.0/ping") + head("GET", "/3.0/lists/none") + head("GET", "/3.0/", "Connection: close"),
    /account_id/,
  );
  expect([...got.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => status)).toEqual(["200", "404", "200"]);
});

test("a client of HTTP/1.0 is answered and the connection closed", async () => {
  const key = now.sandbox.apiKey;
  const got = await wire(`GET /3.0/ping HTTP/1.0\r\nAuthorization: Bearer ${key}\r\n\r\n`, /never/);
  expect(got).toMatch(/^HTTP\/1.1 200 OK[\s\S]*Connection: close[\s\S]*Chimpy/);
});

test("a client that asks first whether it may send its body may", async () => {
  const got = await wire(`${head("POST", `/3.0${MEMBERS}`, "Expect: 100-continue", "Content-Length: 2")}{}`, /errors/);
  expect(got).toMatch(/^HTTP\/1.1 100 Continue[\s\S]*HTTP\/1.1 400 Bad Request/);
});

test("a client that takes the sandbox for its proxy and writes the whole address is answered", async () => {
  const got = await wire(head("GET", "http://us6.api.mailchimp.com/3.0/ping"), /Chimpy/);
  expect(got).toMatch(/^HTTP\/1.1 200 OK/);
});

test("percent signs that stand for nothing lead nowhere, and nothing breaks", async () => {
  for (const path of ["/lists/%zz", `${MEMBERS}/%E0%A4%A`]) {
    expect(await wire(head("GET", `/3.0${path}`), /instance/), path).toMatch(/^HTTP\/1.1 404/);
  }
  expect(await wire(head("GET", "/3.0/lists?count=%zz"), /errors/)).toMatch(/^HTTP\/1.1 400/);
});

test("a body needs no content type: it is JSON, or a JSON Parse Exception", async () => {
  const call = (body: string, type: string) => now.call("POST", MEMBERS, body, { "content-type": type });
  const good = await call('{"email_address":"bob@acme.test","status":"subscribed"}', "text/plain");
  expect(good.status).toBe(200);
  const form = await call("email_address=eve%40acme.test&status=subscribed", "application/x-www-form-urlencoded");
  expect([form.status, at(form.body, "title")]).toEqual([400, "JSON Parse Exception"]);
  const cut = await call('{"email_address":', "application/json");
  expect([cut.status, at(cut.body, "title")]).toEqual([400, "JSON Parse Exception"]);
});

test.each([
  ["[]", "Schema describes object, array found instead"],
  ['"x"', "Schema describes object, string found instead"],
  ["", "Required fields were not provided: email_address, status"],
])("a body of %s is refused by its shape", async (body, message) => {
  const answer = await now.call("POST", MEMBERS, body);
  expect([answer.status, at(answer.body, "errors")]).toEqual([400, [{ field: "", message }]]);
});

test("a body nested a hundred thousand deep, and keys that mean something to JavaScript, do no harm", async () => {
  const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
  expect((await now.call("POST", `${MEMBERS}/ada@acme.test/tags`, deep)).status).toBe(204);
  const odd = '{"merge_fields":{"__proto__":"x","constructor":"y"}}';
  expect((await now.call("PATCH", `${MEMBERS}/ada@acme.test`, odd)).status).toBe(200);
  expect((await now.call("GET", `${MEMBERS}/ada@acme.test`)).body).not.toHaveProperty("merge_fields.constructor", "y");
});

test("a body of forty megabytes is refused with 413, and the next request answered", async () => {
  const answer = await now.call("POST", "/lists/abc0123456", " ".repeat(40 * 1024 * 1024));
  expect([answer.status, at(answer.body, "title")]).toEqual([413, "Request Entity Too Large"]);
  expect((await now.call("GET", "/ping")).status).toBe(200);
});

test("fifty at once: ten are served and forty refused, and afterwards all are welcome", async () => {
  now.sandbox.faults.latency = { ms: 200, jitterMs: 0 };
  const ask = () => now.call("GET", "/ping");
  const statuses = (await Promise.all(Array.from({ length: 50 }, ask))).map(({ status }) => status);
  now.sandbox.faults.latency = { ms: 0, jitterMs: 0 };
  expect(statuses.filter((status) => status === 200)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(40);
  expect((await ask()).status).toBe(200);
});

test("clients that go away in the middle of their bodies give back their places", async () => {
  const open = Array.from({ length: 12 }, () => {
    const socket = connect(Number(new URL(now.sandbox.origin).port), "127.0.0.1");
    socket.on("error", () => {});
    socket.write(`${head("POST", `/3.0${MEMBERS}`, "Content-Length: 100")}{`);
    return socket;
  });
  const refused = async () => (await now.call("GET", "/ping")).status === 429;
  while (!(await refused())) await after(5);
  for (const socket of open) socket.destroy();
  while (await refused()) await after(5);
  expect((await now.call("GET", "/ping")).status).toBe(200);
});

test("the log of the traffic lets go of old requests together with their bodies", async () => {
  const { traffic } = now.sandbox;
  traffic.clear();
  for (let at = 0; at < 25_000; at++) traffic.bodyOf(traffic.arrive("POST", "/x", new URLSearchParams(), 1), { at }, 8);
  expect(traffic.requests.length).toBeLessThanOrEqual(20_000);
  expect(traffic.keptBodies).toBe(traffic.requests.length);
});
