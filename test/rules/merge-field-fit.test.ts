import { expect, test } from "vitest";
import { MERGE_FIELD_TYPES } from "../../src/model/merge-field-type.ts";
import { FIELD_TYPES } from "../../src/model/source.ts";
import { familyMisfit, mergeFieldMisfit } from "../../src/rules/merge-field-fit.ts";

test("which source types may feed which merge fields", async () => {
  const lines = MERGE_FIELD_TYPES.map((to) => {
    const feeds = FIELD_TYPES.filter((from) => mergeFieldMisfit(from, to) === undefined);
    return `${to.padEnd(9)} takes ${feeds.join(", ")}`;
  });
  const reasons = [
    mergeFieldMisfit("text", "number"),
    mergeFieldMisfit("text", "address"),
    mergeFieldMisfit("number", "phone"),
    mergeFieldMisfit("number", "date"),
    mergeFieldMisfit("list", "dropdown"),
    mergeFieldMisfit("address", "text"),
  ];
  const text = [...lines, "", ...reasons];
  await expect(`${text.join("\n")}\n`).toMatchFileSnapshot("golden/merge-field-fit.txt");
});

test("text never becomes a number or a date unless its column says so", () => {
  expect(mergeFieldMisfit("text", "number")).toContain("`columns: { NAME: number }`");
  expect(mergeFieldMisfit("text", "date")).toContain("`columns: { NAME: date }`");
});

test("a family makes tags from short single values", () => {
  expect(familyMisfit("text")).toBeUndefined();
  expect(familyMisfit("list")).toContain("{ tag:");
  expect(familyMisfit("date")).toBeDefined();
});
