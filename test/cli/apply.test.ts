import { describe, expect, it } from "vitest";
import type { Ran } from "../support/desk.ts";
import { publishedSchema } from "../support/json-schema.ts";
import { CONFIG, partnerProgram } from "../support/partner-program.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { transcript } from "../support/transcript.ts";

async function shows(name: string, here: SandboxDesk, argv: readonly string[], exit: number): Promise<string> {
  const ran = await here.run(argv);
  await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`golden/apply/${name}.txt`);
  expect(ran.exit).toBe(exit);
  return ran.stdout;
}

async function program(): Promise<SandboxDesk> {
  const here = await sandboxDesk();
  partnerProgram(here);
  return here;
}

const isResult = publishedSchema("result.v1.schema.json").validate;
const isPlan = publishedSchema("plan.v1.schema.json").validate;

describe("apply", () => {
  it("shows the plan, does it, and reports one outcome for each step", async () => {
    await shows("text", await program(), ["apply", "--yes"], 0);
  });

  it("writes its report as JSON that fits the published schema", async () => {
    const stdout = await shows("json", await program(), ["apply", "--yes", "--format", "json"], 0);
    expect(isResult(JSON.parse(stdout)), JSON.stringify(isResult.errors)).toBe(true);
  });

  it("asks nobody and writes nothing where there is nothing to do", async () => {
    const here = await program();
    await here.run(["apply", "--yes"]);
    here.sandbox.traffic.clear();
    await shows("nothing-to-do", here, ["apply", "--yes"], 0);
    expect(here.sandbox.traffic.writes).toEqual([]);
  });

  it("writes nothing where a limit blocks, and writes the plan as JSON", async () => {
    const here = await program();
    here.file("mailchimp.config.yaml", `${CONFIG}limits: { create: 2 }\n`);
    await shows("blocked", here, ["apply", "--yes"], 3);
    const { stdout, exit } = await here.run(["apply", "--yes", "--format", "json"]);
    expect(exit).toBe(3);
    expect(isPlan(JSON.parse(stdout)), JSON.stringify(isPlan.errors)).toBe(true);
    expect(here.sandbox.traffic.writes).toEqual([]);
  });

  it("does all but the step that is held, and exits 3", async () => {
    const here = await sandboxDesk();
    partnerProgram(here, { mergeFields: [{ tag: "SALES", name: "Total sales", type: "text" }] });
    await shows("held", here, ["apply", "--yes"], 3);
    await shows("held-alone", here, ["apply", "--yes"], 3);
  });

  it("exits 5 where a step failed, says who was not reached because of it, and a rerun finishes", async () => {
    const here = (await program()).faults("reject@POST /lists/*/merge-fields:#2");
    await shows("partial-schema", here, ["apply", "--yes"], 5);
    here.sandbox.faults.clear();
    await shows("partial-schema-rerun", here, ["apply", "--yes"], 0);
  });

  it("writes no contact where the field that marks it as ours was not made", async () => {
    const here = (await program()).faults("reject@POST /lists/*/merge-fields:#1");
    await shows("identity-failed", here, ["apply", "--yes"], 5);
    expect(here.sandbox.world.audience({ id: "harbor" }).size).toBe(0);
    here.sandbox.faults.clear();
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
  });

  it("names people by their place in the plan where Mailchimp refuses them", async () => {
    const here = await program();
    here.sandbox.world.audience({ id: "harbor" }).tire("omar@lantern-books.dev");
    await shows("partial-contacts", here, ["apply", "--yes"], 0);
    const { stdout } = await here.run(["apply", "--yes", "--format", "json"]);
    expect(stdout).toContain("audiencectl.plan/1");
  });

  it("tells of contacts that failed as JSON that fits the published schema", async () => {
    const here = (await program()).faults("reject@POST /lists/*");
    const stdout = await shows("partial-contacts-json", here, ["apply", "--yes", "--format", "json"], 5);
    expect(isResult(JSON.parse(stdout)), JSON.stringify(isResult.errors)).toBe(true);
  });

  it("lets nobody in who stands at another address with the same id", async () => {
    const here = await sandboxDesk();
    partnerProgram(here, { mergeFields: [{ tag: "PARTNER_ID", name: "Partner ID", type: "text" }] }).add([
      { email: "jane.new@harbor-coffee.dev", mergeFields: { PARTNER_ID: "p-1" } },
    ]);
    await shows("address-conflict", here, ["apply", "--yes"], 0);
  });

  it("stops after what is under way at the first Ctrl-C, says what was done, and a rerun finishes", async () => {
    const here = await program();
    let stopped = false;
    const { traffic } = here.sandbox;
    const arrive = traffic.arrive.bind(traffic);
    let interrupt = () => {};
    traffic.arrive = (method, path, ...rest) => {
      if (method === "POST" && !stopped && path.endsWith("/segments")) {
        stopped = true;
        interrupt();
      }
      return arrive(method, path, ...rest);
    };
    const argv = ["apply", "--yes"];
    const ran = await here.run(argv, {
      onOutput: (_text, stop) => {
        interrupt = stop;
      },
    });
    await expect(transcript(argv, ran, here)).toMatchFileSnapshot("golden/apply/interrupted.txt");
    expect(ran.exit).toBe(5);
    expect((await here.run(argv)).exit).toBe(0);
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });

  it("writes nothing where Ctrl-C comes while it plans, and exits 130", async () => {
    const here = await program();
    const argv = ["apply", "--yes", "--log-level", "debug", "--log-format", "json"];
    const ran = await here.run(argv, { onOutput: (_text, interrupt) => interrupt() });
    expect(ran.exit).toBe(130);
    expect(ran.stdout).toBe("");
    expect(ran.stderr.split("\n").at(-2)).toBe("Stopped. Nothing was written.");
    expect(here.sandbox.traffic.writes).toEqual([]);
  });

  it("lets one apply at a time write", async () => {
    const here = await program();
    here.file(".audiencectl/apply.lock", `{"pid":${process.pid},"host":"elsewhere","since":"2026-03-02T08:00:00Z"}`);
    const ran = await here.run(["apply", "--yes"]);
    expect(ran.exit).toBe(1);
    expect(ran.stderr).toContain("Another apply is running");
    expect(here.sandbox.traffic.total).toBe(0);
  });

  it("lets no other read while one reads, asks or writes: what that one is about to change would come back", async () => {
    const here = await program();
    const others: Promise<Ran>[] = [];
    here.sandbox.faults.latency = { ms: 50, jitterMs: 0 };
    const first = await here.run(["apply", "--yes", "--log-level", "debug"], {
      onOutput: () => {
        if (others.length === 0) others.push(here.run(["apply", "--yes"]));
      },
    });
    expect(first.exit).toBe(0);
    for (const { exit, stdout, stderr } of await Promise.all(others)) {
      expect([exit, stdout]).toEqual([1, ""]);
      expect(stderr).toContain("Another apply is running");
    }
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    expect(here.names()).toContain(".audiencectl");
    expect(here.read(".audiencectl/.gitignore")).toBe("*\n");
  });
});
