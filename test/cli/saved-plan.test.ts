import { lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import { publishedSchema } from "../support/json-schema.ts";
import { CONFIG, PEOPLE, partnerProgram } from "../support/partner-program.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { transcript } from "../support/transcript.ts";

const KEY = "0".repeat(63).concat("1");
const JANE = "jane@harbor-coffee.dev";
const OMAR = "omar@lantern-books.dev";
const MEI = "mei@tidepool-yoga.dev";

async function shows(name: string, here: SandboxDesk, argv: readonly string[], exit: number): Promise<string> {
  const ran = await here.run(argv);
  await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`golden/saved-plan/${name}.txt`);
  expect(ran.exit).toBe(exit);
  return ran.stdout;
}

/** The program over an audience in which two of its people stand, ours, and something is to be done for all three. */
async function program(): Promise<SandboxDesk & { readonly audience: Handle }> {
  const here = await sandboxDesk();
  const audience = partnerProgram(here);
  const first = await here.run(["apply", "--yes"]);
  expect(first.exit, first.stdout + first.stderr).toBe(0);
  for (const email of [JANE, OMAR, MEI]) audience.acts.confirms(email);
  here.file("people.csv", PEOPLE.replace("active,12", "active,13").replace("pending,3", "pending,4"));
  audience.untagMember(MEI, "active");
  here.sandbox.traffic.clear();
  return Object.assign(here, { audience });
}

async function saved(here: SandboxDesk, ...options: readonly string[]): Promise<void> {
  const ran = await here.run(["plan", "--out", "team.plan", ...options]);
  expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
}

const APPLY = ["apply", "team.plan", "--yes"];

describe("plan --out, show and apply PLANFILE", () => {
  it("does exactly what was saved, and the next plan is empty", async () => {
    const here = await program();
    await saved(here);
    await shows("show", here, ["show", "team.plan"], 0);
    await shows("apply", here, APPLY, 0);
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });

  it("does what was saved, and not what the source says meanwhile", async () => {
    const here = await program();
    await saved(here);
    here.file("people.csv", PEOPLE.replace("active,12", "active,99"));
    expect((await here.run(APPLY)).exit).toBe(0);
    expect(here.audience.member(JANE)?.mergeFields["SALES"]).toBe(13);
  });

  it("reads, and reads alone, before the first write, and sends as many requests as it said", async () => {
    const here = await program();
    await saved(here);
    expect(here.sandbox.traffic.writes).toEqual([]);
    const ran = await here.run(["apply", "team.plan", "--yes", "--format", "json"]);
    const methods = here.sandbox.traffic.requests.map(({ method }) => method);
    const first = methods.findIndex((method) => method !== "GET");
    expect(methods.slice(0, first).every((method) => method === "GET")).toBe(true);
    const { requests } = JSON.parse(ran.stdout);
    expect(requests.sent).toBe(requests.planned);
  });

  it("shows the digest and the changes that the plan showed, in JSON that fits the published schema", async () => {
    const here = await program();
    const plan = JSON.parse((await here.run(["plan", "--out", "team.plan", "--format", "json"])).stdout);
    const shown = JSON.parse((await here.run(["show", "team.plan", "--format", "json"])).stdout);
    const isPlan = publishedSchema("plan.v1.schema.json").validate;
    expect(isPlan(shown), JSON.stringify(isPlan.errors)).toBe(true);
    expect(shown).toEqual(plan);
  });

  it("writes a file that its user alone may read, in whose header nothing is personal", async () => {
    const here = await program();
    await saved(here);
    const path = join(here.folder, "team.plan");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const [header = ""] = gunzipSync(readFileSync(path)).toString().split("\n");
    await expect(steadyHeader(header)).toMatchFileSnapshot("golden/saved-plan/header.json");
    for (const secret of ["jane", "harbor-coffee", "p-1", here.sandbox.apiKey]) expect(header).not.toContain(secret);
  });

  it("writes the same bytes from the same, but for the time and the expiry", async () => {
    const here = await program();
    await saved(here);
    const first = readFileSync(join(here.folder, "team.plan"));
    await saved(here);
    expect(readFileSync(join(here.folder, "team.plan"))).toEqual(first);
    await saved(here, "--expires", "1h");
    const [, ...lines] = gunzipSync(readFileSync(join(here.folder, "team.plan")))
      .toString()
      .split("\n");
    expect(lines).toEqual(gunzipSync(first).toString().split("\n").slice(1));
  });

  it("applied twice does nothing the second time", async () => {
    const here = await program();
    await saved(here);
    await here.run(APPLY);
    here.sandbox.traffic.clear();
    await shows("twice", here, APPLY, 0);
    expect(here.sandbox.traffic.writes).toEqual([]);
  });

  it("holds scope and allowances of the plan that made it; others are wrong usage", async () => {
    const here = await program();
    await saved(here, "--scope", "contacts");
    await shows("other-scope", here, [...APPLY, "--scope", "schema"], 64);
    expect((await here.run(APPLY)).exit).toBe(0);
  });

  it("is not written where a limit blocks", async () => {
    const here = await program();
    here.file("mailchimp.config.yaml", `${CONFIG}limits: { update: { count: 0 } }\n`);
    await shows("blocked", here, ["plan", "--out", "team.plan"], 3);
    expect(here.names()).not.toContain("team.plan");
  });

  it("leaves nothing behind where the file cannot be written", async () => {
    const here = await program();
    await shows("no-folder", here, ["plan", "--out", "nowhere/team.plan"], 1);
    here.file("plans/keep", "");
    await shows("folder", here, ["plan", "--out", "plans"], 1);
    expect(here.names().filter((name) => name.includes("part"))).toEqual([]);
    expect(here.sandbox.traffic.total).toBe(0);
  });

  it("writes over a saved plan, encrypted or not, and an empty file, and over nothing else", async () => {
    const here = await program();
    here.file("team.plan", "");
    await saved(here);
    here.env["AUDIENCECTL_PLAN_KEY"] = KEY;
    await saved(here);
    await saved(here);
    here.sandbox.traffic.clear();
    await shows("over-another", here, ["plan", "--out", "people.csv"], 1);
    expect(here.read("people.csv")).toContain("jane@harbor-coffee.dev");
    expect(here.sandbox.traffic.total).toBe(0);
  });

  it("is written where a link leads, and the link stays", async () => {
    const here = await program();
    here.file("plans/monday.plan", "");
    symlinkSync("plans/monday.plan", join(here.folder, "team.plan"));
    await saved(here);
    expect(lstatSync(join(here.folder, "team.plan")).isSymbolicLink()).toBe(true);
    expect((await here.run(["show", "plans/monday.plan"])).exit).toBe(0);
  });
});

function steadyHeader(header: string): string {
  return `${JSON.stringify(JSON.parse(header), undefined, 1).replace(/"(config|account)": "\w+"/g, '"$1": "…"')}\n`;
}

describe("A saved plan is refused, each time with its own reason, and nothing is written", () => {
  async function refused(name: string, here: SandboxDesk, exit = 4, argv: readonly string[] = APPLY): Promise<void> {
    here.sandbox.traffic.clear();
    await shows(`refused-${name}`, here, argv, exit);
    expect(here.sandbox.traffic.writes).toEqual([]);
  }

  it("where it has expired", async () => {
    const here = await program();
    await saved(here, "--expires", "30m");
    expect((await here.run(APPLY, { now: new Date("2026-03-02T09:30:00Z") })).exit).toBe(0);
    const ran = await here.run(APPLY, { now: new Date("2026-03-02T09:30:01Z") });
    await expect(transcript(APPLY, ran, here)).toMatchFileSnapshot("golden/saved-plan/refused-expired.txt");
    expect(ran.exit).toBe(4);
    here.faults("cut");
    here.sandbox.traffic.clear();
    expect((await here.run(APPLY, { now: new Date("2026-03-02T09:30:01Z") })).exit).toBe(4);
    expect(here.sandbox.traffic.total).toBe(0);
  });

  it("where the configuration changed, but not where only its look or its tests did", async () => {
    const here = await program();
    await saved(here);
    here.file("mailchimp.config.yaml", CONFIG.replace("gte: 10", "gte: 11"));
    await refused("config", here);
    here.file("mailchimp.config.yaml", `# a note\n${CONFIG.replace("ten sales", "10 sales")}`);
    expect((await here.run(APPLY)).exit).toBe(0);
  });

  it("where a variable that the configuration uses changed", async () => {
    const here = await program();
    here.file(
      "mailchimp.config.yaml",
      CONFIG.replace("name: Partner ID", 'name: "Partner ID"').replace("gte: 10", "gte: ${LEAST:-10}"),
    );
    await saved(here);
    here.env["LEAST"] = "11";
    await refused("variable", here);
  });

  it("where a variable changed that only the secret part of a webhook's URL uses", async () => {
    const here = await program();
    const hook =
      "webhooks:\n  - { url: 'https://hooks.acme.dev/in?key=${HOOK_KEY}', events: [unsubscribe], sources: [user] }\n";
    here.file("mailchimp.config.yaml", CONFIG + hook);
    here.env["HOOK_KEY"] = "first-secret-of-two";
    const secrets = ["--secrets-out", "secrets.json"];
    await saved(here, ...secrets);
    here.env["HOOK_KEY"] = "second-secret-of-two";
    const ran = await here.run([...APPLY, ...secrets]);
    expect([ran.exit, ran.stderr]).toEqual([4, expect.stringContaining("a variable that it uses")]);
    expect(ran.stdout + ran.stderr).not.toContain("secret-of-two");
    here.env["HOOK_KEY"] = "first-secret-of-two";
    expect((await here.run([...APPLY, ...secrets])).exit).toBe(0);
  });

  it("where it was made for another environment", async () => {
    const here = await program();
    here.file("mailchimp.config.yaml", `${CONFIG}environments:\n  staging: {}\n`);
    await saved(here);
    await refused("environment", here, 4, ["--env", "staging", ...APPLY]);
  });

  it("where it is for another audience, there or not", async () => {
    const here = await program();
    here.file("mailchimp.config.yaml", CONFIG.replace("id: harbor", "id: ${AUDIENCE:-harbor}"));
    await saved(here);
    here.env["AUDIENCE"] = "lantern";
    await refused("audience-gone", here);
    here.sandbox.world.audience({ id: "lantern", name: "Lantern" });
    await refused("audience", here);
  });

  it("where the key belongs to another account", async () => {
    const [here, there] = [await program(), await sandboxDesk()];
    await saved(here);
    const path = join(here.folder, "team.plan");
    const text = gunzipSync(readFileSync(path)).toString();
    const account = /"account":"(\w+)"/.exec(text)?.[1] ?? "";
    expect(account).not.toBe("");
    there.close();
    await resaved(path, (header) => ({ ...header, account: "another" }));
    await refused("account", here);
  });

  it("where another version made it", async () => {
    const here = await program();
    await saved(here);
    await resaved(join(here.folder, "team.plan"), (header) => ({ ...header, tool: "audiencectl 0.0.9" }));
    await refused("version", here);
  });

  it("where the schema moved", async () => {
    const here = await program();
    await saved(here);
    here.audience.dropMergeField("SALES");
    here.audience.dropTag("active");
    await refused("schema", here);
  });

  it("where an object was deleted and made anew under the same name", async () => {
    const here = await program();
    await saved(here);
    here.audience.dropTag("top performer");
    here.audience.tag("top performer");
    await refused("made-anew", here);
  });

  it("where a merge field was edited, so that it would be changed, or changed otherwise", async () => {
    const here = await program();
    here.file("mailchimp.config.yaml", CONFIG.replace("name: Status", "name: State"));
    await saved(here);
    const named = (tag: string, name: string) => Object.assign(here.audience.audience.fieldOf(tag) ?? {}, { name });
    named("SALES", "Sales");
    named("STATUS", "Rank");
    await refused("schema-edited", here);
  });

  it("where a contact moved and --stale strict asks for all of them", async () => {
    const here = await program();
    await saved(here);
    here.audience.edit(JANE, { SALES: 5 });
    await refused("strict", here, 4, [...APPLY, "--stale", "strict"]);
  });

  it("where it was cut off or altered", async () => {
    const here = await program();
    await saved(here);
    const path = join(here.folder, "team.plan");
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.length - 40));
    await refused("cut", here, 1);
    const text = gunzipSync(whole).toString();
    writeFileSync(path, gzipSync(text.replace('"SALES","before":12,"after":13', '"SALES","before":12,"after":14')));
    await refused("altered", here, 1);
    for (const sealed of ["null", "{}", '{"salt":7}']) {
      writeFileSync(path, gzipSync(text.replace('"counts"', `"sealed":${sealed},"counts"`)));
      await refused("no-plan", here, 1);
    }
    for (let bytes = 0; bytes < whole.length; bytes += 97) {
      writeFileSync(path, whole.subarray(0, bytes));
      const ran = await here.run(["show", "team.plan"]);
      expect(ran.exit).toBe(1);
      expect(ran.stderr).not.toContain("(internal)");
    }
  });

  it("where its expiry is no time", async () => {
    const here = await program();
    await saved(here);
    const path = join(here.folder, "team.plan");
    const text = gunzipSync(readFileSync(path)).toString();
    writeFileSync(path, gzipSync(text.replace(/"expires":"[^"]+"/, '"expires":"never"')));
    expect((await here.run(APPLY)).exit).toBe(4);
  });

  it("where it is no saved plan, or not there", async () => {
    const here = await program();
    here.file("team.plan", CONFIG);
    await refused("no-plan", here, 1);
    await refused("missing", here, 1, ["apply", "other.plan", "--yes"]);
  });
});

/** Writes a file again as another program would have written it: with a trailer that fits. */
async function resaved(path: string, alter: (header: object) => object): Promise<void> {
  const { createHash } = await import("node:crypto");
  const [first = "{}", ...rest] = gunzipSync(readFileSync(path)).toString().trimEnd().split("\n");
  const header = alter(JSON.parse(first));
  const { made: _made, expires: _expires, ...deciding } = Object(header);
  const lines = rest.slice(0, -1);
  const digest = createHash("sha256").update(JSON.stringify(deciding));
  for (const line of lines) digest.update(`\n${line}`);
  const all = [JSON.stringify(header), ...lines, JSON.stringify({ digest: digest.digest("hex") })];
  writeFileSync(path, gzipSync(`${all.join("\n")}\n`));
}

describe("An encrypted plan", () => {
  it("opens with its key alone", async () => {
    const here = await program();
    here.env["AUDIENCECTL_PLAN_KEY"] = KEY;
    await saved(here);
    expect(gunzipSync(readFileSync(join(here.folder, "team.plan"))).toString()).not.toContain("jane");
    expect((await here.run(["show", "team.plan"])).exit).toBe(0);
    here.env["AUDIENCECTL_PLAN_KEY"] = KEY.replace("1", "2");
    await shows("key-wrong", here, APPLY, 1);
    here.env["AUDIENCECTL_PLAN_KEY"] = "too short";
    await shows("key-malformed", here, APPLY, 1);
    delete here.env["AUDIENCECTL_PLAN_KEY"];
    await shows("key-missing", here, APPLY, 1);
    here.env["AUDIENCECTL_PLAN_KEY"] = KEY;
    expect((await here.run(APPLY)).exit).toBe(0);
  });

  it("is not begun with a key that is none", async () => {
    const here = await program();
    here.env["AUDIENCECTL_PLAN_KEY"] = "too short";
    await shows("key-malformed-out", here, ["plan", "--out", "team.plan"], 1);
    expect(here.sandbox.traffic.total).toBe(0);
  });

  it("is what CI asks for, unless the plan holds no contacts or --plaintext is said", async () => {
    const here = await program();
    here.env["CI"] = "true";
    await shows("ci-without-key", here, ["plan", "--out", "team.plan"], 64);
    expect(here.sandbox.traffic.total).toBe(0);
    expect(here.names()).not.toContain("team.plan");
    await saved(here, "--scope", "schema");
    await saved(here, "--plaintext");
    here.env["AUDIENCECTL_PLAN_KEY"] = KEY;
    await saved(here);
  });
});

describe("Who moved in Mailchimp since the plan was saved is left out and listed, and the rest is done", () => {
  const moves: Readonly<Record<string, (audience: Handle) => void>> = {
    "a value that is about to be written was edited": (audience) => audience.edit(JANE, { SALES: 11 }),
    "another managed value was edited": (audience) => audience.edit(JANE, { STATUS: "pending" }),
    "a managed tag was put on": (audience) => audience.tagMember(JANE, "tier:bronze"),
    "a managed tag was taken away": (audience) => audience.untagMember(JANE, "partner"),
    "the person opted out": (audience) => audience.acts.unsubscribes(JANE),
    "the address bounced": (audience) => audience.acts.bounces(JANE),
  };

  for (const [what, move] of Object.entries(moves)) {
    it(`where ${what}`, async () => {
      const here = await program();
      await saved(here);
      move(here.audience);
      const before = here.audience.member(JANE);
      const ran = await here.run([...APPLY, "--format", "json"]);
      const { contacts } = JSON.parse(ran.stdout);
      expect(contacts.tally).toEqual({ applied: 2, failed: 0, held: 1, "not-reached": 0 });
      expect(contacts.outcomes).toHaveLength(1);
      expect(contacts.outcomes[0]).toMatchObject({ status: "held" });
      expect(here.audience.member(JANE)).toEqual(before);
      expect(here.audience.member(OMAR)?.mergeFields["SALES"]).toBe(4);
      expect(ran.exit).toBe(0);
    });
  }

  it("and not where only what the file does not manage was edited", async () => {
    const here = await program();
    await saved(here);
    here.audience.edit(JANE, { LNAME: "Harbor", FNAME: "Janet" });
    here.audience.tagMember(JANE, "newsletter");
    here.audience.vip(JANE);
    expect((await here.run([...APPLY, "--stale", "strict"])).exit).toBe(0);
    expect(here.audience.member(JANE)?.mergeFields["FNAME"]).toBe("Janet");
  });

  it("tells of them in the plan and in the report", async () => {
    const here = await program();
    await saved(here);
    here.audience.edit(JANE, { SALES: 11 });
    here.audience.acts.unsubscribes(OMAR);
    await shows("moved", here, APPLY, 0);
  });

  it("where somebody else has come to bear the id of a person who was to be adopted", async () => {
    const here = await program();
    here.file("people.csv", `${PEOPLE}p-4,noor@paper-kite.dev,Noor,active,1,\n`);
    here.audience.add([{ email: "noor@paper-kite.dev" }]);
    await saved(here);
    here.audience.add([{ email: "noor.new@paper-kite.dev", mergeFields: { PARTNER_ID: "p-4" } }]);
    const { exit, stdout } = await here.run(APPLY);
    expect(exit).toBe(0);
    expect(stdout).toContain("Another contact has come to bear the same id");
    expect(here.audience.member("noor@paper-kite.dev")?.mergeFields).not.toHaveProperty("PARTNER_ID");
  });

  it("where a person who was to be created has come meanwhile, or somebody else bears the id now", async () => {
    const here = await program();
    here.file(
      "people.csv",
      `${PEOPLE}p-4,noor@paper-kite.dev,Noor,active,1,\np-5,ines@paper-kite.dev,Ines,active,1,\n`,
    );
    await saved(here);
    here.audience.add([
      { email: "noor@paper-kite.dev", status: "unsubscribed" },
      { email: "ines.new@paper-kite.dev", mergeFields: { PARTNER_ID: "p-5" } },
    ]);
    await shows("come-meanwhile", here, APPLY, 0);
    expect(here.audience.member("ines@paper-kite.dev")).toBeUndefined();
    expect(here.audience.member("noor@paper-kite.dev")?.status).toBe("unsubscribed");
  });

  it("takes a contact on though the id stood on an archived one all along", async () => {
    const here = await program();
    here.audience.add([
      { email: "ines.old@paper-kite.dev", status: "archived", mergeFields: { PARTNER_ID: "p-5" } },
      { email: "ines@paper-kite.dev" },
    ]);
    here.file("people.csv", `${PEOPLE}p-5,ines@paper-kite.dev,Ines,active,1,\n`);
    await saved(here);
    const ran = await here.run([...APPLY, "--format", "json"]);
    expect(JSON.parse(ran.stdout).contacts.tally.held, ran.stdout).toBe(0);
    expect(here.audience.member("ines@paper-kite.dev")?.mergeFields["PARTNER_ID"]).toBe("p-5");
  });

  it("asks the limits again: an audience that shrank makes the same number too large a share", async () => {
    const here = await program();
    here.file("mailchimp.config.yaml", `${CONFIG}limits: { untag: 20% }\n`);
    here.audience.add(
      Array.from({ length: 40 }, (_, index) => ({
        email: `guest-${index}@paper-kite.dev`,
        tags: ["top performer"],
      })),
    );
    here.file("people.csv", manyPeople(4));
    for (let index = 0; index < 4; index++) {
      here.audience.add([
        {
          email: `guest${index}@harbor-coffee.dev`,
          tags: ["top performer"],
          mergeFields: { PARTNER_ID: `g-${index}` },
        },
      ]);
    }
    await saved(here);
    for (let index = 0; index < 40; index++)
      here.audience.untagMember(`guest-${index}@paper-kite.dev`, "top performer");
    here.sandbox.traffic.clear();
    await shows("limit-again", here, APPLY, 3);
    expect(here.sandbox.traffic.writes).toEqual([]);
  });
});

function manyPeople(count: number): string {
  const rows = Array.from({ length: count }, (_, index) => `g-${index},guest${index}@harbor-coffee.dev,G,active,1,\n`);
  return `id,Email,name,status,sales,tier\n${rows.join("")}`;
}
