import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { describe, expect, test } from "vitest";
import { DOORS, IMPORTS, MAY_IMPORT, PURE } from "../.config/imports.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => `src/${name}`)
  .sort();
const TEXTS = new Map(SOURCES.map((name) => [name, readFileSync(join(ROOT, name), "utf8")]));
const CRUISED = await cruised();

describe("who may import whom", () => {
  test("every source file was looked at", () => {
    const seen = CRUISED.modules.map((module) => module.source).filter((source) => source.startsWith("src/"));
    expect(seen.sort()).toEqual(SOURCES);
    expect(SOURCES.length).toBeGreaterThan(100);
  });

  test("imports of types alone were looked at too", () => {
    const dependencies = CRUISED.modules.flatMap((module) => module.dependencies);
    expect(dependencies.some(({ dependencyTypes }) => dependencyTypes.includes("type-only"))).toBe(true);
  });

  test("every folder has its rule, and every rule its folder", () => {
    const folders = SOURCES.map((name) => name.split("/")).flatMap(([, folder, file]) => (file ? [folder] : []));
    expect([...new Set(folders)].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  test.each(IMPORTS.forbidden.map(({ name = "" }) => name))("%s", (name) => {
    const broken = CRUISED.summary.violations.filter(({ rule }) => rule.name === name);
    expect(broken.map(({ from, to, cycle }) => [from, ...(cycle ?? [{ name: to }]).map((step) => step.name)])).toEqual(
      [],
    );
  });
});

describe("one door for each package", () => {
  test("every package that we depend on has a door, and comes in through it", () => {
    const { dependencies }: { dependencies: object } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect(Object.keys(DOORS).sort()).toEqual(Object.keys(dependencies).sort());
    expect(Object.entries(DOORS).filter(([name, door]) => !importers(name).some((at) => at.startsWith(door)))).toEqual(
      [],
    );
  });

  test("Mailchimp's SDK, which is required by path, is named in its door alone", () => {
    expect(importers("@mailchimp/mailchimp_marketing")).toEqual(["mailchimp/sdk.ts"]);
  });
});

describe("the same input gives the same output", () => {
  const worldly = {
    "the clock": /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/,
    randomness: /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bgetRandomValues\b/,
    "the environment": /\bprocess\.[a-z]/,
    "the console": /\bconsole\.[a-z]/,
    "a timer": /\bset(?:Timeout|Interval|Immediate)\(/,
  };

  test.each(Object.entries(worldly))("no pure folder asks %s", (_, asks) => {
    const pure = SOURCES.filter((name) => PURE.some((folder) => name.startsWith(`src/${folder}/`)));
    expect(pure.filter((name) => asks.test(TEXTS.get(name) ?? ""))).toEqual([]);
  });
});

test("no file holds two concepts: none is longer than 250 lines", () => {
  const written = SOURCES.filter((name) => !/^\/\/ Made from .* Do not edit\.\n/.test(TEXTS.get(name) ?? ""));
  const lengths = written.map((name) => [name, (TEXTS.get(name) ?? "").split("\n").length - 1] as const);
  expect(lengths.filter(([, lines]) => lines > 250)).toEqual([]);
});

/** Files that name a package, without `src/`; the text is read since a `require` by path is no import. */
function importers(name: string): readonly string[] {
  return SOURCES.filter((file) => TEXTS.get(file)?.includes(`"${name}`)).map((file) => file.slice("src/".length));
}

async function cruised(): Promise<ICruiseResult> {
  const { forbidden, options } = IMPORTS;
  const { output } = await cruise(["src"], { ...options, baseDir: ROOT, ruleSet: { forbidden }, validate: true });
  if (typeof output === "string") throw new Error(output);
  return output;
}
