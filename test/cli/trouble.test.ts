import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startSandbox } from "../../src/sandbox/server.ts";
import { type Desk, desk } from "../support/desk.ts";
import { CONFIG, PEOPLE, partnerProgram } from "../support/partner-program.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { transcript } from "../support/transcript.ts";

async function shows(name: string, here: Desk, argv: readonly string[], exit = 1): Promise<void> {
  const ran = await here.run(argv);
  await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`golden/trouble/${name}.txt`);
  expect(ran.exit).toBe(exit);
  expect(ran.stdout).toBe("");
}

function files(config = CONFIG): Desk {
  return desk().file("mailchimp.config.yaml", config).file("people.csv", PEOPLE);
}

async function program(): Promise<SandboxDesk> {
  const here = await sandboxDesk();
  partnerProgram(here);
  return here;
}

describe("What stands in the way of a plan is said in words that lead out", () => {
  it("no configuration file here", async () => {
    await shows("no-config", desk(), ["plan"]);
  });

  it("no configuration file of that name", async () => {
    await shows("no-config-named", desk(), ["plan", "--config", "audience.yaml"]);
  });

  it("a folder for a configuration file", async () => {
    const here = desk();
    mkdirSync(join(here.folder, "config"));
    await shows("config-is-folder", here, ["plan", "--config", "config"]);
  });

  it("this folder for a configuration file", async () => {
    await shows("config-is-this-folder", desk(), ["plan", "--config", "."]);
  });

  it("an unknown environment", async () => {
    await shows("unknown-environment", files(), ["plan", "--env", "staging"]);
  });

  it("no key", async () => {
    await shows("no-key", files(), ["plan"]);
  });

  it("a key that is none", async () => {
    const here = files();
    here.env["MAILCHIMP_API_KEY"] = "not a key";
    await shows("malformed-key", here, ["plan"]);
  });

  it("a base URL that is neither https nor on loopback", async () => {
    const here = files();
    here.env["MAILCHIMP_API_KEY"] = "0123456789abcdef0123456789abcdef-us6";
    here.env["MAILCHIMP_BASE_URL"] = "http://proxy.harbor-coffee.dev/3.0";
    await shows("http-base-url", here, ["plan"]);
  });

  it("nobody who listens", async () => {
    const here = files();
    here.env["MAILCHIMP_API_KEY"] = "0123456789abcdef0123456789abcdef-us6";
    here.env["MAILCHIMP_BASE_URL"] = "http://127.0.0.1:9/3.0";
    await shows("no-network", here, ["plan"]);
  });

  it("a key that Mailchimp does not know", async () => {
    const here = await program();
    here.env["MAILCHIMP_API_KEY"] = "ffffffffffffffffffffffffffffffff-us6";
    await shows("key-refused", here, ["plan"]);
  });

  it("an audience that is not there", async () => {
    const here = await program();
    here.file("mailchimp.config.yaml", CONFIG.replace("id: harbor", "id: habor"));
    await shows("audience-not-found", here, ["plan"]);
  });

  it("a name that two audiences bear", async () => {
    const here = await program();
    here.sandbox.world.audience({ id: "harbor2", name: "Harbor Partners" });
    here.file("mailchimp.config.yaml", CONFIG.replace("id: harbor", "name: Harbor Partners"));
    await shows("audience-ambiguous", here, ["plan"]);
  });

  it("an audience that is not the one that is expected", async () => {
    const here = await program();
    const expecting = "id: harbor\n  expect: { name: Lantern Readers }";
    here.file("mailchimp.config.yaml", CONFIG.replace("id: harbor", expecting));
    await shows("audience-not-expected", here, ["plan"]);
  });

  it("a source that is not there", async () => {
    const here = await program();
    here.file("mailchimp.config.yaml", CONFIG.replace("people.csv", "peple.csv"));
    await shows("source-missing", here, ["plan"]);
  });

  it("a source of which too much cannot be read", async () => {
    const here = await program();
    here.file("people.csv", PEOPLE.replace(",12,", ",a dozen,"));
    await shows("source-broken", here, ["plan"]);
  });

  it("two records of one person", async () => {
    const here = await program();
    here.file("people.csv", `${PEOPLE}p-4,Jane@Harbor-Coffee.dev,Jane,active,1,gold\n`);
    await shows("duplicates", here, ["plan"]);
  });

  it("a merge field that is said to stand and does not", async () => {
    const here = await program();
    here.sandbox.world.audience({ id: "harbor" }).dropMergeField("FNAME");
    await shows("field-not-standing", here, ["plan"]);
  });

  it("identity fields that this run does not make", async () => {
    await shows("identity-not-standing", await program(), ["plan", "--scope", "contacts"]);
  });

  it("a Mailchimp that fails again and again", async () => {
    await shows("server-error", (await program()).faults("500"), ["plan"]);
  });

  it("a Mailchimp that is too busy", async () => {
    await shows("busy", (await program()).faults("429"), ["plan"]);
  });

  it("pages of something that is not Mailchimp", async () => {
    await shows("html", (await program()).faults("502"), ["plan"]);
  });

  it("answers that are cut off", async () => {
    await shows("truncated", (await program()).faults("truncated@GET /lists/*/members"), ["plan"]);
  });

  it("a sandbox whose state another process has", async () => {
    const here = files();
    const other = await startSandbox({ stateDir: join(here.folder, ".audiencectl", "sandbox") });
    onTestFinished(() => other.close());
    const ran = await here.run(["plan", "--sandbox"]);
    expect(ran.exit).toBe(1);
    expect(ran.stderr).toContain("The built-in Mailchimp could not be started (sandbox-not-started)");
    expect(ran.stderr).toContain(`in use by process ${process.pid}`);
  });
});

describe("validate", () => {
  const bad = CONFIG.replace("value: partner.status }", "value: partner.statsu }").replace("gte: 10", "gte: ten");

  it("says that a file is valid and what it declares", async () => {
    const here = files();
    const ran = await here.run(["validate"]);
    await expect(transcript(["validate"], ran, here)).toMatchFileSnapshot("golden/validate/good.txt");
    expect(ran.exit).toBe(0);
  });

  it.each([
    ["text", ["validate"]],
    ["json", ["validate", "--format", "json"]],
    ["quiet", ["validate", "--quiet"]],
  ])("says everything that is wrong with a file: %s", async (name, argv) => {
    const here = files(bad);
    const ran = await here.run(argv);
    await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`golden/validate/bad-${name}.txt`);
    expect(ran.exit).toBe(1);
  });

  it("only warns of a variable that is not set", async () => {
    const here = files(CONFIG.replace("id: harbor", `id: $\{HARBOR_AUDIENCE}`));
    const ran = await here.run(["validate"]);
    await expect(transcript(["validate"], ran, here)).toMatchFileSnapshot("golden/validate/unset-variable.txt");
    expect(ran.exit).toBe(0);
    expect((await here.run(["plan"])).exit).toBe(1);
  });
});

describe("test", () => {
  const failing = CONFIG.replace("mergeFields: { SALES: 10 }", "mergeFields: { SALES: 11 }").replace(
    "[active, top",
    "[partner, active, top",
  );

  it.each([
    ["good", CONFIG, ["test"], 0],
    ["good-json", CONFIG, ["test", "--format", "json"], 0],
    ["bad", failing, ["test"], 1],
    ["bad-json", failing, ["test", "--format", "json"], 1],
    ["unreadable-config", CONFIG.replace("when:", "whne:"), ["test"], 1],
    ["none", CONFIG.slice(0, CONFIG.indexOf("tests:")), ["test"], 0],
  ] as const)("runs the tests of the file: %s", async (name, config, argv, exit) => {
    const here = files(config);
    const ran = await here.run(argv);
    await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`golden/test/${name}.txt`);
    expect(ran.exit).toBe(exit);
  });

  it("writes JUnit XML for a pipeline", async () => {
    const here = files(failing);
    expect((await here.run(["test", "--junit", "report.xml"])).exit).toBe(1);
    await expect(here.read("report.xml")).toMatchFileSnapshot("golden/test/junit.xml");
  });

  it("says that the JUnit file cannot be written", async () => {
    const here = files();
    const argv = ["test", "--junit", "no/such/folder/report.xml"];
    const ran = await here.run(argv);
    await expect(transcript(argv, ran, here)).toMatchFileSnapshot("golden/test/junit-unwritable.txt");
    expect(ran.exit).toBe(64);
  });
});
