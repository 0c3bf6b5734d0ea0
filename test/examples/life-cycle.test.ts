import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTerminal } from "../../scripts/terminal/terminal.ts";

const EXAMPLE = fileURLToPath(new URL("../../examples/life-cycle", import.meta.url));
const NOW = new Date("2026-03-02T09:00:00Z");

describe("the example of a life cycle", () => {
  let folder = "";
  let terminal: ReturnType<typeof openTerminal>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "audiencectl-example-"));
    await cp(EXAMPLE, folder, { recursive: true, filter: (path) => !path.includes(".audiencectl") });
    const env = { PATH: process.env["PATH"], NO_COLOR: "1" };
    terminal = openTerminal({ folder, env, now: () => NOW });
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("says what became of everything that the file before it declares", async () => {
    const { exit, output } = await terminal.type("audiencectl validate --base before.yaml");
    expect(output).not.toMatch(/warning|error/);
    expect(exit).toBe(0);
  });

  test("renames, and asks before it deletes", async () => {
    await terminal.type("audiencectl --config before.yaml apply --sandbox --yes");
    const { exit, output } = await terminal.type("audiencectl plan --sandbox");
    await expect(output).toMatchFileSnapshot(join(EXAMPLE, "change.txt"));
    expect(exit).toBe(3);
  });

  test("leaves nothing to do once it is allowed", async () => {
    const allowed = "--allow delete-merge-field=1 --allow delete-tag=1";
    const { output } = await terminal.type(`audiencectl apply --sandbox --yes ${allowed}`);
    expect(output).toContain("Apply complete:");
    const again = await terminal.type("audiencectl plan --sandbox --detailed-exitcode");
    expect([again.exit, again.output]).toEqual([0, expect.stringMatching(/^No changes\./m)]);
  });
});
