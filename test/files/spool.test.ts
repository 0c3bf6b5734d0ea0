import { mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { withFile } from "../../src/files/files-error.ts";
import { openSpool, type Spool } from "../../src/files/spool.ts";

const root = mkdtempSync(join(tmpdir(), "audiencectl-test-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let made = 0;
function newSpool(): Spool {
  made += 1;
  return openSpool(join(root, `spool-${made}`));
}

async function replayed(spool: Spool): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of spool) lines.push(line);
  return lines;
}

const line = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }).map((text) => text.replaceAll("\n", " ")),
  fc.integer({ min: 0, max: 40_000 }).map((length) => "ü".repeat(length)),
);

test("every line can be read at its place and from the start, at any moment and any number of times", async () => {
  const steps = fc.array(fc.oneof({ weight: 4, arbitrary: line }, fc.nat(1000)), { maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      const spool = newSpool();
      const lines: string[] = [];
      const places: number[] = [];
      for (const step of plan) {
        if (typeof step === "string") {
          places.push(spool.append(step));
          lines.push(step);
        } else if (places.length > 0) {
          const index = step % places.length;
          expect(spool.read(places[index] ?? -1)).toBe(lines[index]);
        }
      }
      expect(spool.count).toBe(lines.length);
      expect(await replayed(spool)).toEqual(lines);
      expect(await replayed(spool)).toEqual(lines);
      spool.close();
    }),
    { numRuns: 50 },
  );
});

test("many lines in a row, forwards and backwards, longer than any buffer", async () => {
  const spool = newSpool();
  const lines = Array.from({ length: 60_000 }, (_, index) => `${index} ${"x".repeat(index % 90)}`);
  lines.push("y".repeat(3_000_000), "the last");
  const places = lines.map((text) => spool.append(text));
  expect(places.map((place) => spool.read(place))).toEqual(lines);
  expect(places.toReversed().map((place) => spool.read(place))).toEqual(lines.toReversed());
  expect(await replayed(spool)).toEqual(lines);
});

test("a line with a line break, or a place where none stands, is a mistake that is told", () => {
  const spool = newSpool();
  expect(() => spool.append("two\nlines")).toThrow("line break");
  expect(() => spool.read(0)).toThrow("no line");
});

test("two replays do not disturb one another", async () => {
  const spool = newSpool();
  for (let index = 0; index < 50_000; index += 1) spool.append(String(index));
  const pairs: string[] = [];
  const second = spool[Symbol.asyncIterator]();
  for await (const first of spool) {
    const other = await second.next();
    if (first !== other.value) pairs.push(first);
  }
  expect(pairs).toEqual([]);
});

test("a spool is for its user's eyes alone", () => {
  newSpool();
  expect(statSync(join(root, `spool-${made}`)).mode & 0o777).toBe(0o600);
});

test("a full disk is told as one, with the way out", () => {
  const full = openSync("/dev/full", "w");
  expect(() => withFile("/tmp/spool", () => writeSync(full, "x"))).toThrow(
    "The disk is full: /tmp/spool: ENOSPC. Free some space. Or set TMPDIR to a folder that has more.",
  );
});
