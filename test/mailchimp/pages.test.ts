import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MailchimpError } from "../../src/mailchimp/error.ts";
import { MemberIdSet } from "../../src/mailchimp/id-set.ts";
import { PAGE_SIZE, pages } from "../../src/mailchimp/pages.ts";
import { readOnly } from "../../src/mailchimp/read-only.ts";
import type { Json, JsonObject } from "../../src/model/json.ts";
import type { Send } from "../../src/model/request.ts";

/** A collection that changes as told after each answer. */
function moving(items: number[], afterAnswer: (count: number, items: number[]) => void = () => {}) {
  const offsets: number[] = [];
  const send: Send = async ({ query }) => {
    const offset = Number(query?.["offset"]);
    const page = items.slice(offset, offset + PAGE_SIZE).map((id): Json => ({ id }));
    const answer = { items: page, total_items: items.length };
    offsets.push(offset);
    afterAnswer(offsets.length, items);
    return answer;
  };
  return { send, offsets };
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

async function read(send: Send, lookAhead = 1): Promise<readonly JsonObject[]> {
  const all: JsonObject[] = [];
  for await (const page of pages(send, { path: "/items", items: "items", lookAhead })) all.push(...page);
  return all;
}

/** Sees to it that what nobody holds any more is gone. */
async function collected(): Promise<void> {
  setFlagsFromString("--expose-gc");
  await new Promise((resolve) => setImmediate(resolve));
  runInNewContext("gc")();
}

const ids = (items: readonly JsonObject[]) => items.map((item) => Number(item["id"]));

describe("a collection", () => {
  test.each([0, 1, 999, 1000, 1001, 4500])("of %d is read whole, in order, a thousand at a time", async (count) => {
    const { send, offsets } = moving(numbers(count));
    expect(ids(await read(send, 8))).toEqual(numbers(count));
    expect(offsets).toHaveLength(Math.max(1, Math.ceil(count / 1000)));
  });

  test("is asked again for a page that turns out to be no JSON when its turn comes", async () => {
    const { send } = moving(numbers(1500));
    const asked: boolean[] = [];
    const broken: Send = async (request) => {
      asked.push(request.unparsed === true);
      const text = JSON.stringify(await send(request));
      if (request.unparsed !== true) return JSON.parse(text);
      return asked.length === 2 ? `${text.slice(0, 900)}}` : text;
    };
    expect(ids(await read(broken, 8))).toEqual(numbers(1500));
    expect(asked).toEqual([true, true, false]);
  });

  test("is not read further ahead than is taken", async () => {
    const { send, offsets } = moving(numbers(30_000));
    const stream = pages(send, { path: "/items", items: "items", lookAhead: 3 });
    await stream.next();
    await stream.next();
    expect(offsets.length).toBeLessThanOrEqual(4);
    await stream.return(undefined);
  });

  test("is not kept: of a page that was taken nothing stays in memory, however many there are", async () => {
    const { send } = moving(numbers(20_000));
    const taken: WeakRef<readonly JsonObject[]>[] = [];
    const stream = pages(send, { path: "/items", items: "items", lookAhead: 2 });
    for (let page = 0; page < 15; page++) taken.push(new WeakRef((await stream.next()).value ?? []));
    await collected();
    expect(taken.slice(0, 10).filter((page) => page.deref() !== undefined)).toEqual([]);
    await stream.return(undefined);
  });

  test("that grows while it is read is read to its new end", async () => {
    const { send } = moving(numbers(3000), (count, items) => {
      if (count === 2) items.push(9001, 9002);
    });
    expect(ids(await read(send))).toEqual([...numbers(3000), 9001, 9002]);
  });

  test("that shrinks while it is read loses nobody who is still there", async () => {
    const { send, offsets } = moving(numbers(5000), (count, items) => {
      if (count === 2) items.splice(0, 3);
    });
    expect(new Set(ids(await read(send)))).toEqual(new Set(numbers(5000)));
    expect(offsets).toEqual([0, 1000, 2000, 3000, 4000, 1000]);
  });

  test("in which somebody moves to the end is read again until everybody was seen", async () => {
    const { send } = moving(numbers(3000), (count, items) => {
      if (count === 1) items.push(...items.splice(0, 1));
    });
    expect(new Set(ids(await read(send)))).toEqual(new Set(numbers(3000)));
  });

  test("that comes up short each time is an error, never a smaller collection", async () => {
    const send: Send = async () => ({ items: [{ id: 1 }], total_items: 2 });
    await expect(read(send)).rejects.toThrow("GET /items: ERR_INCOMPLETE_READ");
  });

  test("that answers something else is an error", async () => {
    await expect(read(async () => ({ items: [] }))).rejects.toThrow("GET /items: 200 ERR_BAD_ANSWER");
    await expect(read(async () => null)).rejects.toThrow(MailchimpError);
  });

  test("whose page fails tells that failure and leaves none unheard", async () => {
    const { send } = moving(numbers(9000));
    const failing: Send = (request) =>
      request.query?.["offset"] === 0 ? send(request) : Promise.reject(new MailchimpError(request, { status: 500 }));
    await expect(read(failing, 8)).rejects.toThrow("500");
  });
});

test("whatever leaves while it is read, everybody who stays is read", async () => {
  const leaving = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.nat(5200)), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(leaving, fc.integer({ min: 1, max: 8 }), async (plan, lookAhead) => {
      const items = numbers(5200);
      const { send } = moving(items, (count) => {
        for (const [when, at] of plan) if (when === count && at < items.length) items.splice(at, 1);
      });
      const seen = new Set(ids(await read(send, lookAhead)));
      for (const id of items) expect(seen.has(id)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test("a set of member ids counts each id once", () => {
  const id = fc.stringMatching(/^[0-9a-f]{32}$/);
  fc.assert(
    fc.property(fc.array(id, { maxLength: 3000 }), (list) => {
      const set = new MemberIdSet();
      const plain = new Set<string>();
      for (const one of [...list, ...list]) {
        expect(set.add(one)).toBe(!plain.has(one));
        plain.add(one);
      }
      expect(set.size).toBe(plain.size);
    }),
    { numRuns: 20 },
  );
});

test("while planning, nothing but reads gets through", async () => {
  const sent: string[] = [];
  const send = readOnly(async ({ method }) => {
    sent.push(method);
    return null;
  });
  await send({ method: "GET", path: "/ping" });
  for (const method of ["POST", "PUT", "PATCH", "DELETE"] as const) {
    await expect(send({ method, path: "/lists" })).rejects.toThrow("ERR_READ_ONLY");
  }
  expect(sent).toEqual(["GET"]);
});
