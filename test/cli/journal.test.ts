import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { partnerProgram } from "../support/partner-program.ts";
import { sandboxDesk } from "../support/sandbox-desk.ts";

it("apply leaves a journal of what it sent and how each request ended, in which nobody is named", async () => {
  const here = await sandboxDesk();
  partnerProgram(here).tire("omar@lantern-books.dev");
  here.faults("reject@POST /lists/*/segments:#1");
  expect((await here.run(["apply", "--yes"])).exit).toBe(5);
  const folder = join(here.folder, ".audiencectl", "journal");
  const [name = ""] = readdirSync(folder);
  const text = here.read(`.audiencectl/journal/${name}`);
  await expect(text).toMatchFileSnapshot("golden/journal.jsonl");
  expect(text).not.toMatch(/@|jane|omar|mei/);
  expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

it("nothing depends on the journal: where it cannot be written, apply goes on", async () => {
  const here = await sandboxDesk();
  partnerProgram(here);
  here.file(".audiencectl/journal", "a file where a folder should be");
  expect((await here.run(["apply", "--yes"])).exit).toBe(0);
  rmSync(join(here.folder, ".audiencectl"), { recursive: true });
  expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
});

it("the last journals are kept, older ones go", async () => {
  const here = await sandboxDesk();
  partnerProgram(here);
  for (let day = 10; day < 40; day++) here.file(`.audiencectl/journal/2025-01-${day}.jsonl`, "");
  writeFileSync(join(here.folder, ".audiencectl", "journal", "2024.jsonl"), "");
  expect((await here.run(["apply", "--yes"])).exit).toBe(0);
  expect(readdirSync(join(here.folder, ".audiencectl", "journal"))).toHaveLength(21);
});
