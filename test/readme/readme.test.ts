import { readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { retold } from "../../scripts/terminal/readme.ts";
import { EXIT } from "../../src/cli/exit-code.ts";
import { program } from "../../src/cli/program.ts";

const ROOT = new URL("../../", import.meta.url);
const README = await readFile(new URL("README.md", ROOT), "utf8");

test("everything that the README shows is what its commands print (npx tsx scripts/readme.ts writes it anew)", async () => {
  expect(await retold(README, fileURLToPath(new URL("examples", ROOT)))).toBe(README);
});

test("the README names no command that there is not", () => {
  const commands = program("0.0.0", async () => {}).commands.map((command) => command.name());
  const named = [...README.matchAll(/(?:npx |\$ |`)audiencectl ((?:--\w+ \w+ )*)(\w+)/g)].map((found) => found[2]);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((word) => !commands.includes(word ?? ""))).toEqual([]);
});

test("the README names no option that there is not", () => {
  const root = program("0.0.0", async () => {});
  const known = [root, ...root.commands].flatMap((command) => command.options.map((option) => option.long));
  const named = [...README.matchAll(/(?:audiencectl[^\n`]*|`)(--[a-z-]+)/g)].map((found) => found[1]);
  // Said of it is that it does not exist.
  expect(named.filter((option) => option !== "--force" && !known.includes(option))).toEqual([]);
});

test("the README's exit codes are the program's", () => {
  const known: readonly number[] = Object.values(EXIT);
  const told = [...README.matchAll(/^\| (\d+) \|/gm)].map((found) => Number(found[1]));
  expect(told.length).toBeGreaterThan(5);
  expect(told.filter((code) => !known.includes(code))).toEqual([]);
});

test("every file that the README leads to is there", async () => {
  const links = [...README.matchAll(/\]\(([^)#]+)\)/g)].map((found) => found[1] ?? "");
  for (const link of links.filter((one) => !one.startsWith("http"))) {
    await expect(stat(new URL(link, ROOT))).resolves.toBeDefined();
  }
});
