import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openTerminal } from "../../scripts/terminal/terminal.ts";

const EXAMPLE = fileURLToPath(new URL("../../examples/import", import.meta.url));
const NOW = new Date("2026-03-02T09:00:00Z");

test("the example of an import is what import writes of the audience that was made by hand", async () => {
  const folder = await mkdtemp(join(tmpdir(), "audiencectl-example-"));
  try {
    await cp(join(EXAMPLE, "by-hand.yaml"), join(folder, "by-hand.yaml"));
    const terminal = openTerminal({ folder, env: { PATH: process.env["PATH"], NO_COLOR: "1" }, now: () => NOW });
    await terminal.type("audiencectl --config by-hand.yaml apply --sandbox --yes");
    const { output } = await terminal.type(
      'audiencectl import --audience "Harbour Choir" --out mailchimp.config.yaml --sandbox',
    );
    expect(output).toContain("Proven:");
    const written = await readFile(join(folder, "mailchimp.config.yaml"), "utf8");
    await expect(written).toMatchFileSnapshot(join(EXAMPLE, "mailchimp.config.yaml"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
