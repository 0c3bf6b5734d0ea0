import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { openTerminal } from "../../scripts/terminal/terminal.ts";

const EXAMPLE = fileURLToPath(new URL("../../examples/events", import.meta.url));
const NOW = new Date("2026-03-02T09:00:00Z");

test("a week later the plan names the events and who will enter the automations, and each event is sent once", async () => {
  const folder = await mkdtemp(join(tmpdir(), "audiencectl-example-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(EXAMPLE, folder, { recursive: true, filter: (path) => !path.includes(".audiencectl") });
  const env = { PATH: process.env["PATH"], NO_COLOR: "1", MAILCHIMP_AUDIENCE_ID: "a1b2c3d4e5" };
  const terminal = openTerminal({ folder, env, now: () => NOW });
  await terminal.type("audiencectl apply --sandbox --yes");

  await rename(join(folder, "data", "next-week.csv"), join(folder, "data", "growers.csv"));
  const plan = await terminal.type("audiencectl plan --sandbox");
  expect(plan.exit).toBe(0);
  await expect(plan.output).toMatchFileSnapshot(join(EXAMPLE, "next-week.txt"));

  const applied = await terminal.type("audiencectl apply --sandbox --yes");
  expect(applied.output).toContain("Apply complete:");
  const again = await terminal.type("audiencectl plan --sandbox --detailed-exitcode");
  expect(again.output).toMatch(/^No changes\./m);
});
