import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { BAD_ANSWER } from "../../src/mailchimp/error.ts";
import type { ReadyRequest } from "../../src/model/request.ts";
import { answering, failure, once, reached } from "./reached.ts";

const PING = { method: "GET", path: "/ping" } as const;

test("420 calls, eight at once, share eight connections", async () => {
  let connections = 0;
  let served = 0;
  const { baseUrl, server } = await answering((_, response) => {
    served += 1;
    setTimeout(() => response.end('{"ok":true}'), 1);
  });
  server.on("connection", () => {
    connections += 1;
  });
  const { send } = once(baseUrl);
  await Promise.all(Array.from({ length: 420 }, () => send(PING)));
  expect(served).toBe(420);
  expect(connections).toBeLessThanOrEqual(8);
});

test("however many calls are wanted at once, Mailchimp never sees more than ten", async () => {
  const { connection, sandbox } = await reached("", { concurrency: 50 });
  sandbox.faults.latency = { ms: 3, jitterMs: 3 };
  await Promise.all(Array.from({ length: 200 }, () => connection.send(PING)));
  expect(sandbox.traffic.peak).toBe(10);
  expect(sandbox.traffic.byStatus).toEqual({ 200: 200 });
});

test("a key that comes back as data is struck out of it, bare and as it travels", async () => {
  const { baseUrl } = await answering((request, response) => {
    const { authorization = "" } = request.headers;
    response.end(JSON.stringify({ name: `${authorization} 0123456789abcdef0123456789abcdef-us6` }));
  });
  expect(await once(baseUrl).send(PING)).toEqual({ name: "Basic ••• •••" });
});

test("method, path, query, body and key arrive as they were meant", async () => {
  const seen: unknown[] = [];
  const { baseUrl } = await answering((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      seen.push([request.method, request.url, request.headers.authorization, body]);
      response.end("{}");
    });
  });
  const { send } = once(baseUrl);
  const body = { name: "Größe", list: [1, null], nested: { __proto__x: true } };
  await send({ method: "PATCH", path: "/lists/a%2Fb/server", query: { skip: false, text: "a+b & c", n: 0 }, body });
  await send({ method: "DELETE", path: "/lists/a" });
  const basic = `Basic ${Buffer.from("user:0123456789abcdef0123456789abcdef-us6").toString("base64")}`;
  expect(seen).toEqual([
    ["PATCH", "/3.0/lists/a%2Fb/server?skip=false&text=a%2Bb%20%26%20c&n=0", basic, JSON.stringify(body)],
    ["DELETE", "/3.0/lists/a", basic, ""],
  ]);
});

test("the time of every answer is told, be it a refusal", async () => {
  const dates: string[] = [];
  const { connection, sandbox } = await reached("", { onDate: (date) => dates.push(date) });
  await connection.send(PING);
  await failure(connection.send({ method: "GET", path: "/lists/nowhere" }));
  expect(sandbox.traffic.total).toBe(2);
  expect(dates.map((date) => Math.abs(Date.parse(date) - Date.now()) < 60_000)).toEqual([true, true]);
});

describe("what comes back is JSON, null for 204, or an error", () => {
  test.each([
    ["an empty object", "{}", {}],
    ["a list", "[1]", [1]],
    ["a text", '"x"', "x"],
    ["null", "null", null],
  ])("%s", async (_, text, expected) => {
    const { baseUrl } = await answering((_request, response) => response.end(text));
    expect(await once(baseUrl).send(PING)).toEqual(expected);
  });

  test("204", async () => {
    const { baseUrl } = await answering((_, response) => response.writeHead(204, JSON_TYPE).end());
    expect(await once(baseUrl).send({ method: "DELETE", path: "/lists/a" })).toBeNull();
  });

  test.each([
    ["nothing", ""],
    ["HTML", "<html>Sign in to this network</html>"],
    ["broken JSON", '{"members":[{"id'],
  ])("%s with 200 is a bad answer", async (_, text) => {
    const { baseUrl } = await answering((_request, response) => response.writeHead(200, JSON_TYPE).end(text));
    expect((await failure(once(baseUrl).send(PING))).facts).toEqual({ status: 200, code: BAD_ANSWER });
  });

  test("a gzip that stops in the middle is a bad answer", async () => {
    const whole = gzipSync(JSON.stringify({ members: Array.from({ length: 500 }, (_, id) => ({ id })) }));
    const { baseUrl } = await answering((_, response) =>
      response.writeHead(200, { ...JSON_TYPE, "content-encoding": "gzip" }).end(whole.subarray(0, 300)),
    );
    expect((await failure(once(baseUrl).send(PING))).facts.code).toBe(BAD_ANSWER);
  });

  test("gzip is read", async () => {
    const { baseUrl } = await answering((_, response) =>
      response.writeHead(200, { ...JSON_TYPE, "content-encoding": "gzip" }).end(gzipSync('{"größe":"ü"}')),
    );
    expect(await once(baseUrl).send(PING)).toEqual({ größe: "ü" });
  });

  test("a redirect is not followed, wherever it leads", async () => {
    let followed = 0;
    const other = await answering((_, response) => {
      followed += 1;
      response.end("{}");
    });
    const { baseUrl } = await answering((_, response) => response.writeHead(301, { location: other.baseUrl }).end());
    expect((await failure(once(baseUrl).send(PING))).facts.status).toBe(301);
    expect(followed).toBe(0);
  });
});

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };

function segment(audience: string): ReadyRequest {
  return { method: "POST", path: `/lists/${audience}/segments`, body: { name: "gold", static_segment: [] } };
}

describe("a run that is stopped", () => {
  test("drops a read in flight", async () => {
    const stop = new AbortController();
    const { connection } = await reached("hang", { signal: stop.signal, attempts: 1 });
    const call = failure(connection.send(PING));
    setTimeout(() => stop.abort(), 30);
    expect((await call).facts.code).toBe("ABORT_ERR");
  });

  test("lets go of a write in flight, of which nobody then knows what became, and sends nothing more", async () => {
    const stop = new AbortController();
    const { connection, sandbox } = await reached("hang@POST", { signal: stop.signal });
    const { id } = sandbox.world.audience({ name: "Harbor" });
    const call = failure(connection.send(segment(id)));
    setTimeout(() => stop.abort(), 20);
    const { facts, refused } = await call;
    expect([facts.code, refused]).toEqual(["ABORT_ERR", false]);
    expect((await failure(connection.send(PING))).facts.code).toBe("ABORT_ERR");
    expect(sandbox.traffic.total).toBe(1);
  });

  test("awaits a write in flight where it is only asked to stop", async () => {
    const stop = new AbortController();
    const { connection, sandbox } = await reached("slow=80@POST", { stopping: stop.signal });
    const { id } = sandbox.world.audience({ name: "Harbor" });
    const call = connection.send(segment(id));
    setTimeout(() => stop.abort(), 20);
    expect(await call).toMatchObject({ name: "gold" });
  });

  test.each([
    ["POST", 1],
    ["GET", 5],
    ["DELETE", 5],
  ] as const)("tries a %s that is turned away %d times where it is asked to stop", async (method, times) => {
    const stop = new AbortController();
    const { sandbox } = await reached("429");
    const connection = once(sandbox.mailchimpUrl, {
      stopping: stop.signal,
      attempts: 5,
      random: () => 0,
      onRetry: () => stop.abort(),
    });
    const body = method === "POST" ? { body: { members_to_add: ["jane@harbor-coffee.dev"] } } : {};
    const call = connection.send({ method, path: "/lists/a1/segments/1", ...body });
    expect((await failure(call)).facts.status).toBe(429);
    expect(sandbox.traffic.total).toBe(times);
  });

  test("does not sit out the wait before a repetition", async () => {
    const stop = new AbortController();
    const { sandbox } = await reached("429");
    const connection = once(sandbox.mailchimpUrl, {
      signal: stop.signal,
      attempts: 5,
      random: () => 1,
      onRetry: () => stop.abort(),
    });
    expect((await failure(connection.send(PING))).facts.code).toBe("ABORT_ERR");
    expect(sandbox.traffic.total).toBe(1);
  });
});
