import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exampleData } from "../../scripts/seed-example.ts";
import { openTerminal } from "../../scripts/terminal/terminal.ts";

const EXAMPLES = fileURLToPath(new URL("../../examples", import.meta.url));
const NOW = new Date("2026-03-02T09:00:00Z");

/** How each example's commands get their people; nothing is piped into one that reads files. */
const FED_BY: Readonly<Record<string, string>> = { "ndjson-stdin": "cat people.ndjson | " };

/** Where secrets go that Mailchimp shows once. */
const SECRETS_OF: Readonly<Record<string, string>> = {
  partnero: " --secrets-out secrets.jsonl",
  webhooks: " --secrets-out secrets.jsonl",
};

describe.each(await readdir(EXAMPLES))("the example %s", (name) => {
  const fed = FED_BY[name] ?? "";
  const kept = SECRETS_OF[name] ?? "";
  let folder = "";
  let terminal: ReturnType<typeof openTerminal>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "audiencectl-example-"));
    await cp(join(EXAMPLES, name), folder, { recursive: true, filter: (path) => !path.includes(".audiencectl") });
    const env = {
      PATH: process.env["PATH"],
      NO_COLOR: "1",
      MAILCHIMP_AUDIENCE_ID: "a1b2c3d4e5",
      WEBHOOK_PATH_SECRET: "3kq9w0zx",
    };
    terminal = openTerminal({ folder, env, now: () => NOW });
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("is valid, without a warning", async () => {
    const { exit, output } = await terminal.type(`${fed}audiencectl validate`);
    expect(output).toContain("is valid:");
    expect(output).not.toMatch(/warning|error/);
    expect(exit).toBe(0);
  });

  test("proves every one of its rules with its own tests", async () => {
    const { exit, output } = await terminal.type(`${fed}audiencectl test`);
    expect(output).not.toMatch(/FAIL|unproven/);
    expect(exit).toBe(0);
  });

  test("gives the plan that lies beside it", async () => {
    const { exit, output } = await terminal.type(`${fed}audiencectl plan --sandbox${kept}`);
    expect(exit).toBe(0);
    await expect(output).toMatchFileSnapshot(join(EXAMPLES, name, "plan.txt"));
  });

  test("leaves nothing to do once it is applied", async () => {
    const applied = await terminal.type(`${fed}audiencectl apply --sandbox --yes${kept}`);
    expect(applied.output).toContain("Apply complete:");
    const again = await terminal.type(`${fed}audiencectl plan --sandbox --detailed-exitcode`);
    expect(again.output).toMatch(/^No changes\./m);
    expect(again.exit).toBe(0);
  });
});

describe("the partner program", () => {
  test("has the data that its script makes, byte for byte", async () => {
    for (const [file, text] of Object.entries(exampleData())) {
      expect(await readFile(join(EXAMPLES, "partner-program", "data", file), "utf8")).toBe(text);
    }
  });
});

describe("the file at the root", () => {
  test("is that of Partnero's page", async () => {
    const root = await readFile(join(EXAMPLES, "..", "mailchimp.config.yaml"), "utf8");
    const example = await readFile(join(EXAMPLES, "partnero", "mailchimp.config.yaml"), "utf8");
    expect(root).toBe(example.replace("=../../schema/", "=./schema/"));
  });
});
