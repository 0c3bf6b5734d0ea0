import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KeyTable } from "../../src/contacts/key-table.ts";

describe("the table of keys", () => {
  const word = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 0xffffffff }));
  const key = fc.tuple(word, word, word);

  it("gives every key one entry for good, numbered in the order of arrival, as a Map would", () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 2000 }), (keys) => {
        const [table, map] = [new KeyTable(), new Map<string, number>()];
        for (const one of keys) {
          if (!map.has(one.join())) map.set(one.join(), map.size);
          expect(table.add(...one)).toBe(map.get(one.join()));
        }
        expect(table.size).toBe(map.size);
        for (const one of keys) expect(table.find(...one)).toBe(map.get(one.join()));
      }),
      { numRuns: 30 },
    );
  });

  it("does not find a key that never came", () => {
    const table = new KeyTable();
    for (let at = 0; at < 5000; at++) table.add(at, at * 7, 1);
    expect(table.find(3, 21, 2)).toBe(-1);
    expect(table.find(5000, 35_000, 1)).toBe(-1);
    expect(table.find(4999, 34_993, 1)).toBe(4999);
  });

  it("orders entries by their keys and not by their arrival", () => {
    const table = new KeyTable();
    const entries = [
      [9, 0, 0],
      [1, 2, 3],
      [1, 2, 2],
    ].map(([a = 0, b = 0, c = 0]) => table.add(a, b, c));
    expect(entries.toSorted((left, right) => table.compare(left, right))).toEqual([2, 1, 0]);
  });
});
