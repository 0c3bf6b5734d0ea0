import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import type { PartneroSource } from "../../../src/model/source.ts";
import { PartneroFailure } from "../../../src/sources/partnero/failure.ts";
import { type ReadingRoom, readWhole, recordPath } from "../../../src/sources/partnero/reading.ts";
import { wantedOf } from "../../../src/sources/partnero/wanted.ts";

const SOURCE: PartneroSource = {
  ...{ name: "partner", type: "partnero", resource: "partners", keyFrom: "PARTNERO_API_KEY", columns: {} },
  declaredAt: ["sources", "partner"],
};
const LISTED = { id: "p-1", updated_at: "2026-02-01T00:00:00.000000Z" };

describe("a record that an unfinished reading has kept", () => {
  test("is not asked for again", async () => {
    const { room, asked } = roomWith({ read: { ...LISTED, tags: ["kept"] } });
    expect(await readWhole({ listed: LISTED, currency: "USD" }, "p-1", room)).toMatchObject({
      read: { tags: ["kept"] },
    });
    expect(asked).toEqual([]);
  });

  test.each([
    [
      "the list tells that it changed since",
      { read: { ...LISTED, updated_at: "2026-01-01T00:00:00.000000Z" } },
      "tags",
    ],
    ["more of it is wanted now", { read: LISTED }, "key"],
  ])("is asked for anew where %s", async (_, kept, used) => {
    const { room, asked } = roomWith(kept, used);
    await readWhole({ listed: LISTED, currency: "USD" }, "p-1", room);
    expect(asked[0]).toBe("/partners/p-1");
  });
});

describe("a record that is asked for alone", () => {
  test("has gone where its own id is not found, and only there", async () => {
    const { room } = roomWith(undefined);
    const failing = (status: number): ReadingRoom => ({
      ...room,
      get: async () => {
        throw new PartneroFailure({ status });
      },
    });
    expect(await readWhole({ listed: LISTED, currency: "" }, "p-1", failing(404))).toBe("gone");
    expect(await readWhole({ listed: LISTED, currency: "" }, "p-1", failing(500))).toBeInstanceOf(PartneroFailure);
  });

  test("is found under its id, whatever letters that has", () => {
    expect(["p 1/2", "ü", "...", "a?b#c"].map((id) => recordPath(SOURCE, id))).toEqual([
      "/partners/p%201%2F2",
      "/partners/%C3%BC",
      "/partners/...",
      "/partners/a%3Fb%23c",
    ]);
  });

  test("cannot be asked for by an id that would lead elsewhere", async () => {
    const { room, asked } = roomWith(undefined);
    expect(await readWhole({ listed: LISTED, currency: "" }, "..", room)).toMatchObject({ code: "UNASKABLE" });
    expect(await readWhole({ listed: {}, currency: "" }, "", room)).toMatchObject({ code: "UNASKABLE" });
    expect(asked).toEqual([]);
  });
});

function roomWith(kept: JsonObject | undefined, used = "tags") {
  const asked: string[] = [];
  const room: ReadingRoom = {
    source: SOURCE,
    wanted: wantedOf(SOURCE, new Set([used])),
    get: async (path) => {
      asked.push(path);
      return { data: path.endsWith("links") ? [] : { ...LISTED, tags: [] } };
    },
    unfinished: { find: () => kept, keep: () => {}, finish: () => {} },
  };
  return { room, asked };
}
