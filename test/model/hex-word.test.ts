import fc from "fast-check";
import { expect, test } from "vitest";
import { hexWord } from "../../src/model/hex-word.ts";

test("a word is what eight hex digits say, in small letters or in capitals, wherever they stand", () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(8), fc.boolean(), (word, from, loud) => {
      const hex = (word >>> 0).toString(16).padStart(8, "0");
      expect(hexWord("0".repeat(from) + (loud ? hex.toUpperCase() : hex), from)).toBe(word);
    }),
  );
});
