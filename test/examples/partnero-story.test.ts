import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AUDIENCE, CHAPTERS, PROLOGUE, played } from "../../scripts/demo/chapters.ts";
import { openTerminal } from "../../scripts/terminal/terminal.ts";

const EXAMPLE = fileURLToPath(new URL("../../examples/partnero", import.meta.url));
const NOW = new Date("2026-03-02T09:00:00Z");

describe("a partner program's story, from Partnero to Mailchimp", () => {
  let folder = "";
  let terminal: ReturnType<typeof openTerminal>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "audiencectl-story-"));
    await cp(EXAMPLE, folder, { recursive: true, filter: (path) => !path.includes(".audiencectl") });
    const env = { NO_COLOR: "1", MAILCHIMP_AUDIENCE_ID: AUDIENCE, WEBHOOK_PATH_SECRET: "3kq9w0zx" };
    terminal = openTerminal({ folder, env, now: () => NOW });
    const seeded = await terminal.type("audiencectl sandbox seed --partners 300 --customers 200");
    expect(seeded.exit, seeded.output).toBe(0);
    await played(PROLOGUE, join(folder, ".audiencectl", "sandbox"), () => NOW);
    const first = await terminal.type("audiencectl apply --sandbox --yes --secrets-out secrets.jsonl");
    expect(first.exit, first.output).toBe(0);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(CHAPTERS)("$name", async (chapter) => {
    const told = await played(chapter, join(folder, ".audiencectl", "sandbox"), () => NOW);
    const plan = await terminal.type("audiencectl plan --sandbox --detailed-exitcode");
    for (const words of chapter.says) expect(plan.output).toContain(words);
    await expect(`${told.replaceAll(/\s+/g, " ")}\n\n${plan.output}`).toMatchFileSnapshot(
      join(EXAMPLE, "story", `${chapter.name}.txt`),
    );
    const applied = await terminal.type("audiencectl apply --sandbox --yes");
    expect(applied.exit, applied.output).toBe(0);
    const again = await terminal.type("audiencectl plan --sandbox --detailed-exitcode");
    expect([again.output.includes("No changes."), again.exit]).toEqual([true, 0]);
  });
});
