import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { PEOPLE, partnerProgram } from "../support/partner-program.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";

const TSX = fileURLToPath(import.meta.resolve("tsx"));
const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const PATIENCE = 240_000;

/** Applies in a process of its own and kills it (SIGKILL) when its nth write arrives; answers false if it never did. */
async function killedAt(here: SandboxDesk, nth: number, argv: readonly string[]): Promise<boolean> {
  const env = { PATH: process.env["PATH"], HOME: here.folder, TMPDIR: here.folder, ...here.env };
  const child = spawn(process.execPath, ["--import", TSX, MAIN, ...argv], { cwd: here.folder, env, stdio: "ignore" });
  onTestFinished(() => void child.kill("SIGKILL"));
  const { traffic } = here.sandbox;
  const arrive = traffic.arrive.bind(traffic);
  let writes = 0;
  let killed = false;
  traffic.arrive = (method, ...rest) => {
    const seen = arrive(method, ...rest);
    if (method !== "GET" && ++writes === nth) {
      killed = true;
      child.kill("SIGKILL");
    }
    return seen;
  };
  await new Promise((resolve) => child.on("close", resolve));
  traffic.arrive = arrive;
  return killed;
}

async function converges(here: SandboxDesk): Promise<void> {
  here.sandbox.faults.clear();
  const again = await here.run(["apply", "--yes"]);
  expect(again.exit, again.stdout + again.stderr).toBe(0);
  expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
}

describe("Killed at any write", { timeout: PATIENCE }, () => {
  it("a rerun ends where one run would have, whether the write was carried out or not", async () => {
    const reference = await sandboxDesk();
    const wanted = partnerProgram(reference);
    await converges(reference);
    const here = await sandboxDesk();
    for (let nth = 1; ; nth++) {
      here.restart();
      const audience = partnerProgram(here);
      here.faults(nth % 2 === 0 ? "slow=200@POST" : `hang@POST:#${nth}`);
      if (!(await killedAt(here, nth, ["apply", "--yes"]))) break;
      await converges(here);
      const told = (handle: typeof audience) =>
        [...handle.members()].map(({ email, status, mergeFields, tags }) => [
          email,
          status,
          mergeFields,
          [...tags].sort(),
        ]);
      expect(told(audience)).toEqual(told(wanted));
      // What was on its way when the process died may arrive while the next one reads: the order is nobody's promise.
      const fields = (handle: typeof audience) => handle.audience.fields.map(({ tag }) => tag).sort();
      expect(fields(audience)).toEqual(fields(wanted));
    }
  });

  it("a saved plan does no harm afterwards: it is refused, or does what is left", async () => {
    const here = await sandboxDesk();
    const audience = partnerProgram(here);
    await converges(here);
    for (const email of ["jane@harbor-coffee.dev", "mei@tidepool-yoga.dev"]) audience.acts.confirms(email);
    here.file("people.csv", PEOPLE.replace("active,12,gold", "active,4,silver").replace("active,7", "active,11"));
    expect((await here.run(["plan", "--out", "team.plan", "--expires", "3650d"])).exit).toBe(0);
    expect(await killedAt(here, 2, ["apply", "team.plan", "--yes"])).toBe(true);
    expect([0, 4]).toContain((await here.run(["apply", "team.plan", "--yes"])).exit);
    await converges(here);
  });
});
