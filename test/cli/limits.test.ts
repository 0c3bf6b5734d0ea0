import { expect, test } from "vitest";
import { LIMIT_CLASSES } from "../../src/model/limit-class.ts";
import { fullProgram } from "../support/full-program.ts";

const NOTHING_PASSES = `limits: { create: 0, adopt: 0, update: 0, archive: 0, rename: 0, tag: 0, untag: 0, clear: 0, event: 0, shrink: 0 }
removed:
  - { mergeField: OLDCODE }
  - { tag: beta }
  - { segment: Old codes }
  - { group: Letters }
  - { webhook: "https://hooks.harbor-coffee.dev/old" }
`;

/** The limits that a plan says are exceeded, each in one line. */
function exceededIn(stdout: string): readonly string[] {
  return [...stdout.matchAll(/^ {2}! (?:.|\n {4}(?!.*; allowed: ))+/gm)].map(([text]) => text.replaceAll(/\n +/g, " "));
}

/** The options that the lines name, as a shell would split them. */
function allowances(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => ["--allow", /--allow "?([^"]+)"?$/.exec(line)?.[1] ?? line]);
}

test("each class of limits holds by itself, says by how much, and lets pass what its own message names", async () => {
  const here = await fullProgram(NOTHING_PASSES);
  const all = exceededIn((await here.run(["plan"])).stdout);
  await expect(`${all.join("\n")}\n`).toMatchFileSnapshot("golden/limits.txt");
  const byClass = new Map(all.map((line) => [/! ([a-z-]+)/.exec(line)?.[1], line]));
  expect(new Set(byClass.keys())).toEqual(new Set(LIMIT_CLASSES.map(({ name }) => name)));
  for (const one of byClass.values()) {
    const ran = await here.run(["apply", "--yes", ...allowances(all.filter((line) => line !== one))]);
    expect(ran.exit, one).toBe(3);
    expect(exceededIn(ran.stdout)).toEqual([one]);
    expect(ran.stdout).toContain("BLOCKED by 1 limit: apply would write nothing.");
  }
  expect(here.sandbox.traffic.writes).toEqual([]);
  expect((await here.run(["apply", "--yes", ...allowances(all)])).exit).toBe(0);
});
