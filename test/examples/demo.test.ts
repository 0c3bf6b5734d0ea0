import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

describe("the demo", () => {
  const folder = mkdtempSync(join(tmpdir(), "audiencectl-demo-test-"));
  const { TMPDIR: _mine, ...rest } = process.env;
  const env = { ...rest, TMPDIR: folder, NO_COLOR: "1", MAILCHIMP_API_KEY: "no-key-at-all" };
  const ran = spawnSync(process.execPath, ["--import", "tsx", "scripts/demo.ts"], { cwd: ROOT, env, encoding: "utf8" });
  const commands = ran.stdout.split("\n").filter((line) => line.startsWith("$ "));

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("ends well, needs no key, and complains of nothing", () => {
    expect(ran.stderr).toBe("");
    expect(ran.status).toBe(0);
  });

  test("tells the story of a first run, a week later, and an accident that a limit stops", () => {
    expect(commands).toEqual([
      "$ audiencectl test",
      "$ audiencectl plan --sandbox",
      "$ audiencectl apply --sandbox --yes | tail -n 8",
      "$ audiencectl plan --sandbox --detailed-exitcode",
      "$ audiencectl plan --sandbox --detailed-exitcode",
      "$ audiencectl apply --sandbox --yes | tail -n 2",
      "$ audiencectl plan --sandbox --detailed-exitcode",
      "$ audiencectl apply --env staging --sandbox --yes | tail -n 7",
    ]);
    const turns = [
      "8 tests: 8 passed.",
      "contacts: 433 to create.",
      "Apply complete: 17 schema steps and 433 contacts applied.",
      "No changes.",
      "TIER: silver → gold",
      "contacts: 1 to create, 1 to update.",
      "2 contacts applied.",
      "No changes.",
      "BLOCKED by 1 limit",
      "Done: 8 commands",
    ];
    expect(ran.stdout).toMatch(new RegExp(turns.map((turn) => turn.replaceAll(".", "\\.")).join("[^]*"), "u"));
  });

  test("leaves nothing behind", () => {
    // What tsx keeps for its own speed is not the demo's.
    expect(readdirSync(folder).filter((name) => name.startsWith("audiencectl"))).toEqual([]);
  });
});
