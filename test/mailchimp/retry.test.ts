import { describe, expect, test } from "vitest";
import { failure, reached } from "./reached.ts";

const PING = { method: "GET", path: "/ping" } as const;

describe("a read is made again after", () => {
  test.each(["429", "429-bare", "403-bare", "500", "502", "503", "cut", "lost", "lost-502", "truncated"])(
    "%s",
    async (fault) => {
      const { connection, sandbox } = await reached(`${fault}@GET:x3`);
      expect(await connection.send(PING)).toMatchObject({ health_status: "Everything's Chimpy!" });
      expect(sandbox.traffic.total).toBe(4);
      expect(connection.requests()).toEqual({ read: 4, write: 0 });
    },
  );

  test("no answer in time", async () => {
    const { connection, sandbox } = await reached("hang:x1", { timeoutMs: 100 });
    expect(await connection.send(PING)).toMatchObject({ health_status: "Everything's Chimpy!" });
    expect(sandbox.traffic.total).toBe(2);
  });
});

describe("a write", () => {
  const made = async (fault: string, repeatable?: boolean) => {
    const { connection, sandbox } = await reached(`${fault}@POST:x1`);
    const { id } = sandbox.world.audience({ name: "Harbor" });
    const body = { name: "gold", static_segment: [] };
    const call = connection.send({
      method: "POST",
      path: `/lists/${id}/segments`,
      body,
      ...(repeatable === undefined ? {} : { repeatable }),
    });
    const answer = await call.catch((error: unknown) => error);
    return { answer, writes: sandbox.traffic.writes.length };
  };

  test.each(["429", "429-bare", "403-bare"])("that was turned away with %s is made again", async (fault) => {
    const { answer, writes } = await made(fault);
    expect(answer).toMatchObject({ name: "gold" });
    expect(writes).toBe(2);
  });

  test.each(["500", "502", "503", "cut", "lost", "lost-502", "truncated"])(
    "of which %s leaves in doubt what became is not made again",
    async (fault) => {
      const { answer, writes } = await made(fault);
      expect(answer).toMatchObject({ name: "MailchimpError" });
      expect(writes).toBe(1);
    },
  );

  test("that may be repeated is made again when its answer is lost", async () => {
    const { writes } = await made("lost", true);
    expect(writes).toBe(2);
  });
});

test("what Mailchimp refuses is not asked again", async () => {
  const { connection, sandbox } = await reached();
  expect((await failure(connection.send({ method: "GET", path: "/lists/none" }))).facts.status).toBe(404);
  expect(sandbox.traffic.total).toBe(1);
});

test("a read that fails each time is given up after eight tries, with waits that double", async () => {
  const { connection, sandbox, waits } = await reached("502");
  expect((await failure(connection.send(PING))).facts).toEqual({ status: 502 });
  expect(sandbox.traffic.total).toBe(8);
  expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 10000]);
});

test("a wait is never shorter than Mailchimp asks for, and never as long as an hour", async () => {
  const short = await reached("429=2:x1");
  await short.connection.send(PING);
  expect(short.waits).toEqual([2250]);
  const long = await reached("429=3600:x1");
  await long.connection.send(PING);
  expect(long.waits).toEqual([60_250]);
});

test("a storm of refusals ends with every call made once", async () => {
  const { connection, sandbox } = await reached("429:0.4,403-bare:0.2");
  const { id } = sandbox.world.audience({ name: "Harbor" });
  const names = Array.from({ length: 100 }, (_, index) => `tag ${index}`);
  await Promise.all(
    names.map((name) =>
      connection.send({ method: "POST", path: `/lists/${id}/segments`, body: { name, static_segment: [] } }),
    ),
  );
  const answer = await connection.send({ method: "GET", path: `/lists/${id}/segments`, query: { count: 1000 } });
  expect(answer).toMatchObject({ total_items: 100 });
});

test("each repetition is told with its reason and its wait, and without the key", async () => {
  const told: string[] = [];
  const { connection } = await reached("502:#1,429:#2", {
    onRetry: ({ request, failure: { message }, retry, waitMs }) =>
      told.push(`${retry} ${request.path} ${waitMs} ${message}`),
  });
  await connection.send(PING);
  expect(told).toEqual(["1 /ping 250 GET /ping: 502", "2 /ping 500 GET /ping: 429 Too Many Requests"]);
});
