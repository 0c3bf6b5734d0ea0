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

it("is the same for equal numbers and different for different ones", () => {
  const number = fc.oneof(fc.double({ noNaN: true }), fc.integer()).map((one) => (one === 0 ? 0 : one));
  const print = (value: number) => new TextHash().restart().feedNumber(value).finish();
  fc.assert(
    fc.property(number, number, (left, right) => {
      const [one, other] = [print(left), print(right)];
      expect(one.high === other.high && one.low === other.low).toBe(left === right);
    }),
  );
});
