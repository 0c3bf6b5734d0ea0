import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NearestAddress } from "../../src/contacts/nearest-address.ts";
import { editDistance } from "../../src/model/nearest-name.ts";

function nearest(wanted: string, addresses: readonly string[]): string | undefined {
  const search = new NearestAddress(wanted);
  for (const address of addresses) search.see(address);
  return search.found;
}

describe("The nearest address", () => {
  it("is the one with the fewest typing mistakes, and as it is spelled", () => {
    const known = ["omar@lantern-books.dev", "Jane@harbor-coffee.dev", "jane@harbor-toffee.dev"];
    expect(nearest("jane@harbour-coffee.dev", known)).toBe("Jane@harbor-coffee.dev");
  });

  it("is none where all are other people's", () => {
    expect(nearest("jane@harbor-coffee.dev", ["june@barber-coffin.dev", "omar@lantern-books.dev"])).toBeUndefined();
  });

  it("is never the address itself", () => {
    expect(nearest("jane@harbor-coffee.dev", ["JANE@harbor-coffee.dev"])).toBeUndefined();
  });

  it("is found by a short cut that never misses one", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "é", "@", "."), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(letters, fc.array(letters, { maxLength: 8 }), (wanted, known) => {
        const distances = known.map((one) => editDistance(wanted, one)).filter((distance) => distance > 0);
        const found = nearest(wanted, known);
        const least = Math.min(...distances);
        if (least > 3) expect(found).toBeUndefined();
        else expect(editDistance(wanted, found ?? "")).toBe(least);
      }),
    );
  });
});
