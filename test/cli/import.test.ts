import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { desk } from "../support/desk.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { transcript } from "../support/transcript.ts";

const SECRET = "hunter2-hunter2";

async function shows(name: string, here: SandboxDesk, argv: readonly string[], exit: number): Promise<string> {
  const ran = await here.run(argv);
  await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`golden/import/${name}.txt`);
  expect(ran.exit).toBe(exit);
  expect(here.sandbox.traffic.writes).toEqual([]);
  return ran.stdout;
}

/** An audience that somebody has made by hand over the years. */
async function grown(): Promise<SandboxDesk> {
  const here = await sandboxDesk();
  const audience = here.sandbox.world.audience({ id: "abc0123456", name: "Harbor Coffee" });
  audience.mergeField({ tag: "TIER", name: "Tier", type: "dropdown", choices: ["bronze", "silver", "gold"] });
  audience.mergeField({ tag: "MMERGE6", name: "Joined", type: "date", required: true, helpText: "day: month" });
  audience.mergeField({ tag: "1ST", name: "First order", type: "text" });
  for (const name of ["vip", "Top performer", "yes", "a,b", "tier:*"]) audience.tag(name);
  const group = audience.group("Program type", ["Affiliate", "Customer"], "radio");
  const [affiliate] = group.interests;
  audience.segment("Affiliates of this year", "any", [
    {
      condition_type: "Interests",
      field: `interests-${group.id}`,
      op: "interestcontains",
      value: [affiliate?.id ?? ""],
    },
    { condition_type: "DateMerge", field: "MMERGE6", op: "greater", value: "2026-01-01" },
    { condition_type: "VIP", field: "gmonkey", op: "member" },
  ]);
  audience.segment("Gold VIPs", "all", [
    { condition_type: "SelectMerge", field: "TIER", op: "is", value: "gold" },
    { condition_type: "StaticSegment", field: "static_segment", op: "static_is", value: audience.tag("vip").id },
  ]);
  audience.webhook(
    `https://hooks.acme.dev/mailchimp/${SECRET}?key=${SECRET}`,
    { profile: true },
    { user: true, api: true },
  );
  return here;
}

describe("import", () => {
  it("writes an audience down, says what it left out and why, and shows no webhook's URL", async () => {
    const here = await grown();
    await shows("stdout", here, ["import", "--audience", "abc0123456"], 0);
  });

  it("makes a file that plans to no change, found by name", async () => {
    const here = await grown();
    await shows("file", here, ["import", "--audience", "Harbor Coffee", "--out", "mailchimp.config.yaml"], 0);
    here.env["WEBHOOK_1_URL"] = `https://hooks.acme.dev/mailchimp/${SECRET}?key=${SECRET}`;
    const { exit, stderr } = await here.run(["plan", "--detailed-exitcode"]);
    expect([exit, stderr]).toEqual([0, ""]);
    expect(readFileSync(join(here.folder, "mailchimp.config.yaml"), "utf8")).not.toContain(SECRET);
  });

  it("tells a webhook's URL at a terminal alone, and never in the file", async () => {
    const here = await grown();
    const argv = ["import", "--audience", "abc0123456", "--out", "here.yaml"];
    expect((await here.run(argv, { terminal: true })).stderr).toContain(
      `WEBHOOK_1_URL=https://hooks.acme.dev/mailchimp/${SECRET}`,
    );
    expect(readFileSync(join(here.folder, "here.yaml"), "utf8")).not.toContain(SECRET);
  });

  it("leaves out a segment that speaks of what has gone, and all but one of those of one name, and says why", async () => {
    const here = await grown();
    const [audience] = here.sandbox.world.all();
    const tag = { condition_type: "StaticSegment", field: "static_segment", op: "static_is", value: 424242 };
    audience?.segment("Tag has gone", "all", [tag]);
    audience?.segment("Field has gone", "any", [
      { condition_type: "TextMerge", field: "OLDCODE", op: "is", value: "x" },
    ]);
    audience?.segment("Interests by other ids", "all", [
      { condition_type: "Interests", field: "interests-4711", op: "interestcontains", value: ["17", "18"] },
    ]);
    audience?.segment("Of the web application", "all", [{ condition_type: "ContactEvent", field: "event", op: "is" }]);
    audience?.segment("VIPs", "all", [{ condition_type: "VIP", field: "gmonkey", op: "member" }]);
    audience?.segment("VIPs", "all", [{ condition_type: "VIP", field: "gmonkey", op: "notmember" }]);
    const stdout = await shows("left-out", here, ["import", "--audience", "abc0123456"], 0);
    expect(stdout.match(/^ {2}VIPs:/gm)).toHaveLength(1);
  });

  it("never writes over a file", async () => {
    const here = await grown();
    here.file("mailchimp.config.yaml", "version: 1\n");
    await shows("file-exists", here, ["import", "--audience", "abc0123456", "--out", "mailchimp.config.yaml"], 1);
    expect(here.sandbox.traffic.requests).toEqual([]);
  });

  it("says which audiences there are where there is none of that name", async () => {
    await shows("unknown-audience", await grown(), ["import", "--audience", "Harbour Coffee"], 1);
  });

  it("wants to know which audience", async () => {
    await shows("no-audience", await grown(), ["import"], 64);
  });

  it("reads what the built-in Mailchimp keeps, and makes nothing in it", async () => {
    const here = desk();
    here.file("mailchimp.config.yaml", "version: 1\naudience: { id: sandbox }\ntags: { vip: {} }\n");
    expect((await here.run(["apply", "--yes", "--sandbox"])).exit).toBe(0);
    expect((await here.run(["import", "--audience", "sandbox", "--sandbox"])).stdout).toContain("vip: {}");
    expect((await here.run(["import", "--audience", "nowhere", "--sandbox"])).exit).toBe(1);
  });

  it("takes thousands of tags in a moment", async () => {
    const here = await sandboxDesk();
    const audience = here.sandbox.world.audience({ id: "abc0123456", name: "Harbor Coffee" });
    for (let count = 0; count < 3000; count += 1) audience.tag(`campaign ${count}`);
    const { exit, stdout } = await here.run(["import", "--audience", "abc0123456"]);
    expect([exit, stdout.match(/^ {2}campaign \d+: \{\}$/gm)?.length]).toEqual([0, 3000]);
  });
});

describe("init", () => {
  it("writes a starter that is valid as it stands", async () => {
    const here = desk();
    const ran = await here.run(["init"]);
    expect([ran.exit, ran.stderr]).toEqual([0, ""]);
    await expect(readFileSync(join(here.folder, "mailchimp.config.yaml"), "utf8")).toMatchFileSnapshot(
      "golden/import/starter.yaml",
    );
    here.env["MAILCHIMP_AUDIENCE_ID"] = "abc0123456";
    const validated = await here.run(["validate"]);
    expect([validated.exit, validated.stderr]).toEqual([0, ""]);
    expect((await here.run(["init"])).exit).toBe(1);
  });

  it("writes what stands where it names an audience", async () => {
    const here = await grown();
    expect((await here.run(["init", "--audience", "abc0123456"])).exit).toBe(0);
    expect(readFileSync(join(here.folder, "mailchimp.config.yaml"), "utf8")).toContain("Top performer: {}");
  });
});
