import fc from "fast-check";
import { expect, it } from "vitest";
import { TextHash } from "../../src/contacts/text-hash.ts";

function printOf(texts: readonly string[]): string {
  const hash = new TextHash().restart();
  for (const text of texts) hash.feed(text);
  const { high, low } = hash.finish();
  return `${high}.${low}`;
}

it("tells two rows apart wherever the boundary between their values lies", () => {
  expect(printOf(["ab", "c"])).not.toBe(printOf(["a", "bc"]));
  expect(printOf(["a", ""])).not.toBe(printOf(["a"]));
});

it("is the same for equal rows and different for different ones", () => {
  const row = fc.array(fc.string({ maxLength: 12 }), { maxLength: 6 });
  fc.assert(
    fc.property(row, row, (left, right) => {
      expect(printOf(left) === printOf(right)).toBe(JSON.stringify(left) === JSON.stringify(right));
    }),
  );
});
