import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { CHAPTERS } from "../../scripts/demo/chapters.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

describe("the demo", () => {
  const folder = mkdtempSync(join(tmpdir(), "audiencectl-demo-test-"));
  const { TMPDIR: _mine, NO_COLOR: _plain, ...rest } = process.env;
  // In colours, as at a terminal: they part words, and the story must find them all the same.
  const env = { ...rest, TMPDIR: folder, FORCE_COLOR: "1", MAILCHIMP_API_KEY: "no-key-at-all" };
  const shown = spawnSync(process.execPath, ["--import", "tsx", "scripts/demo.ts"], {
    cwd: ROOT,
    env,
    encoding: "utf8",
  });
  const ran = { ...shown, stdout: stripVTControlCharacters(shown.stdout) };
  const commands = ran.stdout.split("\n").filter((line) => line.startsWith("$ "));

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("ends well, needs no key, and complains of nothing", () => {
    expect(ran.stderr).toBe("");
    expect(ran.status).toBe(0);
  });

  test("brings a program from Partnero to Mailchimp, plays its weeks, and stops an accident", () => {
    const [plan, apply] = [
      "$ audiencectl plan --sandbox --detailed-exitcode",
      "$ audiencectl apply --sandbox --yes | tail -n 2",
    ];
    expect(commands).toEqual([
      "$ audiencectl test",
      "$ audiencectl sandbox seed --partners 480 --customers 320",
      "$ audiencectl plan --sandbox --secrets-out secrets.jsonl",
      "$ audiencectl apply --sandbox --yes --secrets-out secrets.jsonl | tail -n 8",
      plan,
      ...CHAPTERS.flatMap(() => [plan, apply]),
      plan,
      "$ audiencectl apply --env staging --sandbox --yes | tail -n 7",
    ]);
    const turns = [
      "8 tests: 8 passed.",
      "to create.",
      "Apply complete:",
      "No changes.",
      ...CHAPTERS.flatMap(({ says }) => [...says.slice(0, 1), "1 contact applied."]),
      "No changes.",
      "BLOCKED by 1 limit",
      "Done: 21 commands",
    ];
    let from = 0;
    for (const turn of turns) {
      const at = ran.stdout.indexOf(turn, from);
      expect(at, turn).toBeGreaterThanOrEqual(from);
      from = at + turn.length;
    }
  });

  test("leaves nothing behind", () => {
    // What tsx keeps for its own speed is not the demo's.
    expect(readdirSync(folder).filter((name) => name.startsWith("audiencectl"))).toEqual([]);
  });
});
