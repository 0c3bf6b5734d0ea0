import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { referenceText } from "../../scripts/reference/reference.ts";

test("the reference is what the program says of itself (npx tsx scripts/reference.ts writes it anew)", async () => {
  expect(referenceText()).toBe(await readFile(new URL("../../docs/reference.md", import.meta.url), "utf8"));
});
