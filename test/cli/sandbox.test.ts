import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startSandbox } from "../../src/sandbox/server.ts";
import { desk, NOW } from "../support/desk.ts";

const FOLDER = join(".audiencectl", "sandbox");

describe("The kept sandbox", () => {
  it("is filled with an invented partner program, says what is in it, and is the same whenever it is filled", async () => {
    const here = desk();
    const seed = ["sandbox", "seed", "--partners", "60", "--customers", "80"];
    const ran = await here.run(seed);
    expect(ran).toEqual({
      exit: 0,
      stdout:
        'It holds the program "Northlight Partners": 60 partners (42 active), 80 customers, 188 sales.\n' +
        "It is kept in .audiencectl/sandbox.\n",
      stderr: "",
    });
    const kept = here.read(join(FOLDER, "partnero.jsonl"));
    expect(await here.run(seed)).toEqual(ran);
    expect(here.read(join(FOLDER, "partnero.jsonl"))).toBe(kept);
  });

  it("has thousands of partners unless told otherwise", async () => {
    const ran = await desk().run(["sandbox", "seed", "--state", "elsewhere"]);
    expect(ran.stdout).toMatch(/2400 partners \(\d+ active\), 3600 customers/);
    expect(ran.stdout).toContain("It is kept in elsewhere.");
  });

  it("is not filled while another process has it", async () => {
    const here = desk();
    const other = await startSandbox({ stateDir: join(here.folder, FOLDER), now: () => NOW });
    const ran = await here.run(["sandbox", "seed"]);
    await other.close();
    expect([ran.exit, ran.stderr]).toEqual([1, expect.stringContaining("(sandbox-not-started)")]);
  });

  it("says which line of what is kept of Partnero cannot be read, and leaves the file", async () => {
    const here = desk().file(join(FOLDER, "partnero.jsonl"), "nonsense\n");
    const ran = await here.run(["sandbox", "seed"]);
    expect([ran.exit, ran.stderr]).toEqual([1, expect.stringContaining("partnero.jsonl:1")]);
    expect(here.read(join(FOLDER, "partnero.jsonl"))).toBe("nonsense\n");
    expect(existsSync(join(here.folder, FOLDER, "sandbox.lock"))).toBe(false);
  });

  it("forgets Partnero with Mailchimp", async () => {
    const here = desk();
    await here.run(["sandbox", "seed", "--partners", "5", "--customers", "5"]);
    expect((await here.run(["sandbox", "reset"])).exit).toBe(0);
    expect(existsSync(join(here.folder, FOLDER))).toBe(false);
  });
});
