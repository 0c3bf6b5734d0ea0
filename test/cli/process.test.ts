import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Desk } from "../support/desk.ts";
import { desk } from "../support/desk.ts";
import { partnerProgram } from "../support/partner-program.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";

const TSX = fileURLToPath(import.meta.resolve("tsx"));
const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const PATIENCE = 60_000;

interface Ended {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of its own, as a shell starts it. */
class Process {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout = "";
  stderr = "";

  constructor(here: Desk, command: string, args: readonly string[]) {
    const env = { PATH: process.env["PATH"], HOME: here.folder, TMPDIR: here.folder, TERM: "xterm", ...here.env };
    this.child = spawn(command, args, { cwd: here.folder, env });
    this.child.stdout?.on("data", (chunk: Buffer) => {
      this.stdout += String(chunk);
    });
    this.child.stderr?.on("data", (chunk: Buffer) => {
      this.stderr += String(chunk);
    });
    this.ended = new Promise((resolve) => {
      this.child.on("close", (exit, signal) => resolve({ exit, signal, stdout: this.stdout, stderr: this.stderr }));
    });
    onTestFinished(() => void this.child.kill("SIGKILL"));
  }

  async sees(text: string): Promise<void> {
    while (!(this.stdout + this.stderr).includes(text)) {
      if (this.child.exitCode !== null) throw new Error(`"${text}" never came:\n${this.stdout}\n${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

function start(here: Desk, ...argv: readonly string[]): Process {
  return new Process(here, process.execPath, ["--import", TSX, MAIN, ...argv]);
}

/** The same with its output sent to a file. */
function startInto(file: string, here: Desk, ...argv: readonly string[]): Process {
  return new Process(here, "sh", ["-c", `exec "$@" > ${file}`, "sh", process.execPath, "--import", TSX, MAIN, ...argv]);
}

/** The same under a terminal that is none; what is typed goes to its stdin. */
function startAtTerminal(here: Desk, ...argv: readonly string[]): Process {
  const line = [process.execPath, "--import", TSX, MAIN, ...argv].map((word) => `'${word}'`).join(" ");
  return new Process(here, "script", ["-qec", line, "/dev/null"]);
}

async function program(): Promise<SandboxDesk> {
  const here = await sandboxDesk();
  partnerProgram(here);
  return here;
}

const hasTerminal = (() => {
  try {
    execFileSync("script", ["-qec", "true", "/dev/null"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

describe("As a process of its own", { timeout: PATIENCE }, () => {
  it("plans and exits 0, and leaves nothing behind in the temporary folder", async () => {
    const here = await program();
    const { exit, stdout, stderr } = await start(here, "plan").ended;
    expect([exit, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("Plan: 6 to add");
    expect(here.names().filter((name) => name.startsWith("audiencectl-run-"))).toEqual([]);
  });

  it("exits 64 at once where it would have to ask and cannot", async () => {
    const here = await program();
    const running = start(here, "apply");
    expect((await running.ended).exit).toBe(64);
    expect(here.sandbox.traffic.total).toBe(0);
  });

  it("ends without a word where its reader goes away, and apply finishes all the same", async () => {
    const here = await program();
    const running = start(here, "apply", "--yes");
    running.child.stdout?.destroy();
    const { exit, stderr } = await running.ended;
    expect([exit, stderr]).toEqual([0, ""]);
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });

  it.runIf(existsSync("/dev/full"))("writes nothing to the audience where its output cannot be written", async () => {
    const here = await program();
    const { exit, stderr } = await startInto("/dev/full", here, "apply", "--yes").ended;
    expect(stderr).toMatch(/^error: The output cannot be written: ENOSPC.*\nStopped\. Nothing was written\.\n$/);
    expect(exit).toBe(1);
    expect(here.sandbox.traffic.writes).toEqual([]);
  });

  it.runIf(existsSync("/dev/full"))("has not succeeded where nobody can read what it says", async () => {
    expect((await startInto("/dev/full", await program(), "validate").ended).exit).toBe(1);
  });

  it("exits 130 at Ctrl-C while it reads, though an answer never comes", async () => {
    const here = (await program()).faults("hang@GET /lists/*/members");
    const running = start(here, "plan", "--log-level", "debug");
    await running.sees("/members");
    running.child.kill("SIGINT");
    const { exit, stderr } = await running.ended;
    expect(exit).toBe(130);
    expect(stderr).toContain("Stopped. Nothing was written.");
  });

  it("exits 130 at Ctrl-C while it waits for standard input", async () => {
    const here = await program();
    const config = here.read("mailchimp.config.yaml").replace("path: people.csv", 'path: "-"');
    const columns = "columns: { id: text, name: text, status: text, tier: text, ";
    here.file("mailchimp.config.yaml", config.replace("columns: { ", columns));
    const running = start(here, "plan", "--log-level", "debug");
    running.child.stdin?.write("id,Email,name,status,sales,tier\n");
    await running.sees("/segments");
    await new Promise((resolve) => setTimeout(resolve, 300));
    running.child.kill("SIGINT");
    expect((await running.ended).exit).toBe(130);
  });

  it("lets arrive what it has sent at Ctrl-C while it writes, exits 5, and a rerun finishes", async () => {
    const here = (await program()).faults("slow=1500@POST /lists/*/merge-fields:#2");
    const running = start(here, "apply", "--yes", "--log-level", "debug", "--format", "json");
    while (here.sandbox.traffic.writes.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    running.child.kill("SIGINT");
    const { exit, stdout } = await running.ended;
    expect(exit).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({
      interrupted: true,
      schema: { planned: 6, tally: { applied: 2, failed: 0, held: 0, "not-reached": 4 } },
      contacts: { planned: 3, tally: { applied: 0, failed: 0, held: 0, "not-reached": 3 } },
    });
    here.sandbox.faults.clear();
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });

  it("ends at once at a second Ctrl-C, though an answer never comes, says what nobody knows, and a rerun finishes", async () => {
    const here = (await program()).faults("hang@POST /lists/*/merge-fields:#2");
    const running = start(here, "apply", "--yes");
    while (here.sandbox.traffic.writes.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    running.child.kill("SIGINT");
    await running.sees("Ctrl-C again stops at once.");
    running.child.kill("SIGINT");
    const { exit, stdout } = await running.ended;
    expect(exit).toBe(5);
    expect(stdout).toContain("The run was stopped before an answer came.");
    expect(stdout).toContain("Apply interrupted: 1 of 9 applied, 1 failed, 7 not reached.");
    here.sandbox.faults.clear();
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });

  it("finishes what a killed run left, whose lock nobody holds any more", async () => {
    const here = (await program()).faults("hang@POST /lists/*/merge-fields:#2");
    const running = start(here, "apply", "--yes");
    while (here.sandbox.traffic.writes.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    running.child.kill("SIGKILL");
    expect((await running.ended).signal).toBe("SIGKILL");
    here.sandbox.faults.clear();
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });

  it("serves the sandbox until Ctrl-C, and another run works against it", async () => {
    const here = desk().file("mailchimp.config.yaml", "version: 1\naudience: { name: Harbor Partners }\n");
    const serving = start(here, "sandbox");
    await serving.sees("Stop it with Ctrl-C.");
    for (const [, name = "", value = ""] of serving.stdout.matchAll(/export (\w+)=(\S+)/g)) here.env[name] = value;
    expect(Object.keys(here.env)).toEqual([
      "MAILCHIMP_BASE_URL",
      "MAILCHIMP_API_KEY",
      "PARTNERO_BASE_URL",
      "PARTNERO_API_KEY",
    ]);
    expect(serving.stdout).toMatch(/It holds the audience "Harbor Partners" \(\w+\)\./);
    expect((await here.run(["plan"])).exit).toBe(0);
    expect(serving.stdout).toMatch(/It holds the program "Northlight Partners": 2400 partners/);
    const program = await fetch(`${here.env["PARTNERO_BASE_URL"]}/program`, {
      headers: { authorization: `Bearer ${here.env["PARTNERO_API_KEY"]}` },
    });
    expect(program.status).toBe(200);
    serving.child.kill("SIGINT");
    expect((await serving.ended).exit).toBe(0);
  });
});

describe.runIf(hasTerminal)("At a terminal", { timeout: PATIENCE }, () => {
  it("asks before it writes, and No writes nothing", async () => {
    const here = await program();
    const running = startAtTerminal(here, "apply");
    await running.sees("Do this to the audience");
    running.child.stdin?.write("n");
    running.child.stdin?.write("\r");
    const { exit, stdout } = await running.ended;
    expect(exit).toBe(1);
    expect(stdout).toContain("Nothing was written.");
    expect(here.sandbox.traffic.writes).toEqual([]);
  });

  it("does it at Yes, and shows personal data to the person who sits there", async () => {
    const here = await program();
    const running = startAtTerminal(here, "apply");
    await running.sees("Do this to the audience");
    running.child.stdin?.write("y");
    const { exit, stdout } = await running.ended;
    expect(stdout).toContain("Apply complete");
    expect(stdout).toContain("jane@harbor-coffee.dev");
    expect(exit).toBe(0);
  });

  it("says what it waits for while Mailchimp does not answer, and Ctrl-C ends the wait", async () => {
    const here = await program();
    here.env["MAILCHIMP_BASE_URL"] = "http://127.0.0.1:1/3.0";
    const running = startAtTerminal(here, "plan");
    await running.sees("Waiting for Mailchimp (ECONNREFUSED), try");
    running.child.stdin?.write("\u0003");
    expect((await running.ended).exit).toBe(130);
  });

  it("takes Ctrl-C at the question for what it is", async () => {
    const here = await program();
    const running = startAtTerminal(here, "apply");
    await running.sees("Do this to the audience");
    running.child.stdin?.write("\u0003");
    expect((await running.ended).exit).toBe(130);
    expect(here.sandbox.traffic.writes).toEqual([]);
  });
});
