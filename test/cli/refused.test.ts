import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CONFIG, PEOPLE, partnerProgram } from "../support/partner-program.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { transcript } from "../support/transcript.ts";

const OMAR = "omar@lantern-books.dev";
const FILE = ".audiencectl/refused";

async function shows(name: string, here: SandboxDesk, argv: readonly string[], exit: number): Promise<string> {
  const ran = await here.run(argv);
  await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`golden/refused/${name}.txt`);
  expect(ran.exit).toBe(exit);
  return ran.stdout;
}

/** The program with a person of each kind whom Mailchimp refuses. */
async function program() {
  const here = await sandboxDesk();
  const audience = partnerProgram(here);
  here.file("people.csv", `${PEOPLE}p-4,ines@paper-kite.dev,Ines,active,1,\np-5,noor@example.com,Noor,active,1,\n`);
  audience.tire(OMAR);
  audience.add([{ email: "ines@paper-kite.dev" }]).acts.isForgotten("ines@paper-kite.dev");
  return { here, audience };
}

describe("People whom Mailchimp itself refuses", () => {
  it("are held with Mailchimp's reason, listed by the next plan, and not sent again", async () => {
    const { here } = await program();
    await shows("apply", here, ["apply", "--yes"], 0);
    here.sandbox.traffic.clear();
    await shows("plan", here, ["plan", "--detailed-exitcode"], 0);
    await shows("again", here, ["apply", "--yes"], 0);
    expect(here.sandbox.traffic.writes).toEqual([]);
    const { contacts } = JSON.parse((await here.run(["plan", "--format", "json"])).stdout);
    expect(contacts.summary).toMatchObject({ create: 0, skipped: { "refused-before": 3 } });
  });

  it("are known by hashes that only their user may read", async () => {
    const { here } = await program();
    await here.run(["apply", "--yes"]);
    const text = here.read(FILE);
    expect(text.trimEnd().split("\n")).toHaveLength(4);
    for (const word of ["omar", "lantern", "ines", "@", "harbor"]) expect(text).not.toContain(word);
    expect(statSync(join(here.folder, FILE)).mode & 0o777).toBe(0o600);
  });

  it("are tried once more when 30 days are over, or somebody deleted the file or damaged it", async () => {
    const { here, audience } = await program();
    await here.run(["apply", "--yes"]);
    const refused = async (now?: string) => {
      const ran = await here.run(["plan", "--format", "json"], now === undefined ? {} : { now: new Date(now) });
      return JSON.parse(ran.stdout).contacts.summary.skipped["refused-before"] ?? 0;
    };
    expect(await refused("2026-04-01T08:00:00Z")).toBe(3);
    expect(await refused("2026-04-02T09:00:00Z")).toBe(0);
    const [header, one, ...others] = here.read(FILE).split("\n");
    here.file(FILE, [header, "no hash at all", `${one}x`, ...others].join("\n"));
    expect(await refused()).toBe(2);
    for (const damaged of ["", "\u0000\u0001", "{}"]) {
      here.file(FILE, damaged);
      expect(await refused()).toBe(0);
    }
    audience.audience.tired.clear();
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    expect(audience.member(OMAR)?.status).toBe("pending");
    expect(await refused()).toBe(2);
  });

  it("are recognised in German too", async () => {
    const { here } = await program();
    here.faults("german");
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
  });

  it("are kept apart from failures of another kind, which are tried again", async () => {
    const { here } = await program();
    here.faults("reject@POST /lists/*");
    expect((await here.run(["apply", "--yes"])).exit).toBe(5);
    expect(here.names()).not.toContain(FILE);
    here.sandbox.faults.clear();
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });

  it("are held in one audience alone", async () => {
    const { here } = await program();
    await here.run(["apply", "--yes"]);
    here.sandbox.world.audience({ id: "lantern", name: "Lantern" });
    here.file("mailchimp.config.yaml", CONFIG.replace("id: harbor", "id: lantern"));
    expect(JSON.parse((await here.run(["plan", "--format", "json"])).stdout).contacts.summary.create).toBe(5);
  });
});
