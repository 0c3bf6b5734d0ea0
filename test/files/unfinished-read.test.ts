import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openUnfinishedRead, type UnfinishedRead } from "../../src/files/unfinished-read.ts";

const NOW = new Date("2026-03-02T09:00:00Z");
const RECORDS = { a: { email: "jane@harbor-coffee.dev" }, b: { email: "kai@harbor-coffee.dev", sales: 3 } };

describe("what a long reading leaves when it breaks off", () => {
  test("is found by the next one, and goes on", () => {
    const folder = shelf();
    keep(opened(folder), "a");
    const next = opened(folder, { later: 10 });
    expect(next.find("a")).toEqual(RECORDS.a);
    keep(next, "b");
    const third = opened(folder, { later: 20 });
    expect([third.find("a"), third.find("b")]).toEqual([RECORDS.a, RECORDS.b]);
  });

  test("is sealed, and its owner's alone", () => {
    const folder = shelf();
    keep(opened(folder), "a", "b");
    const [name = ""] = readdirSync(folder);
    expect(readFileSync(join(folder, name), "utf8")).not.toMatch(/jane|harbor|partnero-key/);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  test("is of no use with another key, after half an hour, or before its time", () => {
    const folder = shelf();
    keep(opened(folder), "a");
    expect(opened(folder, { secret: "another" }).find("a")).toBeUndefined();
    expect(opened(folder, { later: 31 }).find("a")).toBeUndefined();
    expect(opened(folder, { later: -5 }).find("a")).toBeUndefined();
  });

  test("grows no older than half an hour by being taken up", () => {
    const folder = shelf();
    keep(opened(folder), "a");
    keep(opened(folder, { later: 20 }), "b");
    expect(opened(folder, { later: 31 }).find("b")).toBeUndefined();
  });

  test("is gone when the reading is done", () => {
    const folder = shelf();
    const reading = opened(folder);
    keep(reading, "a");
    reading.finish();
    expect(readdirSync(folder)).toEqual([]);
  });

  test("keeps what was whole where a kill cut the last line, and nothing after damage", () => {
    const folder = shelf();
    keep(opened(folder), "a", "b");
    const path = join(folder, readdirSync(folder)[0] ?? "");
    truncateSync(path, statSync(path).size - 20);
    const next = opened(folder, { later: 1 });
    expect([next.find("a"), next.find("b")]).toEqual([RECORDS.a, undefined]);
    keep(next, "b");
    expect(opened(folder, { later: 2 }).find("b")).toEqual(RECORDS.b);
    appendFileSync(path, "garbage\n");
    expect(opened(folder, { later: 3 }).find("b")).toEqual(RECORDS.b);
  });

  test("is not kept where nothing can be written, and the reading goes on", () => {
    const reading = openUnfinishedRead({ folder: "/dev/null/none", name: "x", secret: "s", now: NOW });
    keep(reading, "a");
    expect(() => reading.finish()).not.toThrow();
  });
});

function shelf(): string {
  const folder = mkdtempSync(join(tmpdir(), "audiencectl-unfinished-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function opened(folder: string, over: { readonly secret?: string; readonly later?: number } = {}): UnfinishedRead {
  const now = new Date(NOW.getTime() + (over.later ?? 0) * 60_000);
  return openUnfinishedRead({ folder, name: "partners", secret: over.secret ?? "partnero-key", now });
}

function keep(reading: UnfinishedRead, ...ids: readonly (keyof typeof RECORDS)[]): void {
  for (const id of ids) reading.keep(id, RECORDS[id]);
}
