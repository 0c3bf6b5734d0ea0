import fc from "fast-check";
import { expect, test } from "vitest";
import { didYouMean, editDistance, nearestName } from "../../src/model/nearest-name.ts";

test("a mistyped name finds the one that was meant", () => {
  const names = ["partner.status", "partner.referrals.sales_count", "customer.name"];
  expect(nearestName("partner.stauts", names)).toBe("partner.status");
  expect(nearestName("Partner.Status", names)).toBe("partner.status");
  expect(nearestName("sales_count", names)).toBe("partner.referrals.sales_count");
});

test("a name that is like no other finds none", () => {
  expect(nearestName("zebra", ["partner", "customer"])).toBeUndefined();
  expect(nearestName("x", ["y"])).toBeUndefined();
  expect(nearestName("", ["eq"])).toBeUndefined();
});

test("where no name is near, the few that there are are named", () => {
  expect(didYouMean("zebra", ["partner", "customer"])).toBe(' Known are "partner", "customer".');
  expect(didYouMean("zebra", ["partner"])).toBe(' Known is "partner".');
  expect(didYouMean("zebra", [])).toBe("");
});

test("swapping two neighbours is one step", () => {
  expect(editDistance("stauts", "status")).toBe(1);
  expect(editDistance("kitten", "sitting")).toBe(3);
});

test("the distance is the same both ways, and none to itself", () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, a)).toBe(0);
    }),
  );
});
