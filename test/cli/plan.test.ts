import { describe, expect, it } from "vitest";
import { publishedSchema } from "../support/json-schema.ts";
import { CONFIG, PEOPLE, partnerProgram } from "../support/partner-program.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { transcript } from "../support/transcript.ts";

async function shows(name: string, here: SandboxDesk, argv: readonly string[], exit: number): Promise<string> {
  const ran = await here.run(argv);
  await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`golden/plan/${name}.txt`);
  expect(ran.exit).toBe(exit);
  expect(here.sandbox.traffic.writes).toEqual([]);
  return ran.stdout;
}

/** The program over an audience in which some people stand already. */
async function program(): Promise<SandboxDesk> {
  const here = await sandboxDesk();
  partnerProgram(here, {
    mergeFields: [{ tag: "PARTNER_ID", name: "Partner ID", type: "text" }],
    tags: ["Partner", "newsletter"],
  }).add([
    {
      email: "jane@harbor-coffee.dev",
      mergeFields: { PARTNER_ID: "p-1", FNAME: "Jane" },
      tags: ["Partner", "tier:silver"],
    },
    { email: "omar@lantern-books.dev", status: "unsubscribed", tags: ["newsletter"] },
    { email: "nora@quiet-harbour.dev", mergeFields: { PARTNER_ID: "p-0" }, tags: ["Partner"] },
    { email: "ines@paper-kite.dev", mergeFields: { FNAME: "Ines" } },
  ]);
  return here;
}

/** The program with its people on standard input, of which only what is declared is known. */
const PIPED = CONFIG.replace("path: people.csv", 'path: "-"').replace(
  "{ sales: number }",
  "{ id: text, name: text, status: text, sales: number, tier: text }",
);

const isPlan = publishedSchema("plan.v1.schema.json").validate;

describe("plan", () => {
  it("shows what would change in the schema and for contacts, and sends nothing but GET", async () => {
    await shows("text", await program(), ["plan"], 0);
  });

  it("writes the same as JSON that fits the published schema", async () => {
    const stdout = await shows("json", await program(), ["plan", "--format", "json"], 0);
    expect(isPlan(JSON.parse(stdout)), JSON.stringify(isPlan.errors)).toBe(true);
  });

  it("shows personal data where that is asked for", async () => {
    await shows("show-pii", await program(), ["plan", "--show-pii"], 0);
  });

  it("exits 2 where there are changes and --detailed-exitcode is given", async () => {
    await shows("detailed-exitcode", await program(), ["plan", "--detailed-exitcode", "--scope", "schema"], 2);
  });

  it("reads no contacts with --scope schema", async () => {
    const here = await program();
    await here.run(["plan", "--scope", "schema"]);
    expect(here.sandbox.traffic.requests.filter(({ path }) => path.endsWith("/members"))).toEqual([]);
  });

  it("plans no schema step with --scope contacts, and says who waits for it", async () => {
    const here = await program();
    await shows("scope-contacts", here, ["plan", "--scope", "contacts"], 0);
  });

  it("takes one object alone with --only", async () => {
    await shows("only-tag", await program(), ["plan", "--only", "tag.partner", "--only", 'tag."top performer"'], 0);
  });

  it("takes one object alone with --only before anybody is ours: then there are no contacts to look at", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    await shows("only-tag-at-first", here, ["plan", "--only", "tag.partner"], 0);
    expect(here.sandbox.traffic.requests.filter(({ path }) => path.endsWith("/members"))).toEqual([]);
  });

  it("takes one person alone with --only", async () => {
    await shows("only-person", await program(), ["plan", "--only", "Jane@harbor-coffee.dev"], 0);
  });

  it("knows that nobody declared what --only names", async () => {
    await shows("only-undeclared", await program(), ["plan", "--only", "tag.activ"], 64);
  });

  it("finds nothing to do in an audience that is as declared", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    here.sandbox.traffic.clear();
    await shows("nothing-to-do", here, ["plan", "--detailed-exitcode"], 0);
  });

  it("holds a change of a merge field's type and exits 3", async () => {
    const here = await sandboxDesk();
    partnerProgram(here, { mergeFields: [{ tag: "SALES", name: "Total sales", type: "text" }] });
    await shows("held-type-change", here, ["plan"], 3);
  });

  it("reads a source from standard input", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    const argv = ["plan", "--format", "json"];
    const fromFile = await here.run(argv);
    here.file("mailchimp.config.yaml", PIPED);
    expect((await here.run(argv, { stdin: PEOPLE })).stdout).toBe(fromFile.stdout);
  });

  it("refuses a rule about a column of standard input that nobody declared", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.file("mailchimp.config.yaml", CONFIG.replace("path: people.csv", 'path: "-"'));
    await shows("stdin-undeclared", here, ["plan"], 1);
  });

  it("says that nothing is piped in where a source wants standard input", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.file("mailchimp.config.yaml", PIPED);
    const argv = ["plan"];
    const ran = await here.run(argv, { terminal: true });
    await expect(transcript(argv, ran, here)).toMatchFileSnapshot("golden/plan/stdin-terminal.txt");
    expect(ran.exit).toBe(1);
  });

  it("colours where it is asked to, and not where it is asked not to", async () => {
    const here = await program();
    const sequence = "\u001B[";
    expect((await here.run(["plan"])).stdout).not.toContain(sequence);
    expect((await here.run(["plan"], { terminal: true })).stdout).toContain(sequence);
    here.env["FORCE_COLOR"] = "1";
    expect((await here.run(["plan"])).stdout).toContain(sequence);
    expect((await here.run(["plan", "--no-color"])).stdout).not.toContain(sequence);
    here.env["NO_COLOR"] = "1";
    expect((await here.run(["plan"])).stdout).not.toContain(sequence);
    here.env["FORCE_COLOR"] = "";
    expect((await here.run(["plan"], { terminal: true })).stdout).not.toContain(sequence);
  });

  it("tells its calls in the log where it is asked to, on stderr alone", async () => {
    const here = await program();
    await shows("debug-log", here, ["plan", "--scope", "schema", "--log-level", "debug", "--log-format", "json"], 0);
  });
});

describe("A limit", () => {
  const full = (limits: string) => `${CONFIG}limits: ${limits}\n`;

  it("blocks the plan, exits 3, and names the option that would let it pass", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.file("mailchimp.config.yaml", full("{ create: 2 }"));
    await shows("limit-blocks", here, ["plan"], 3);
  });

  it("lets pass what an allowance covers", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.file("mailchimp.config.yaml", full("{ create: 2 }"));
    await shows("limit-allowed", here, ["plan", "--allow", "create=3"], 0);
  });

  it("still blocks where the allowance is too small", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.file("mailchimp.config.yaml", full("{ create: 1 }"));
    await shows("limit-allowance-too-small", here, ["plan", "--allow", "create=2"], 3);
  });

  it("warns of an allowance that is not needed", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    await shows("allowance-not-needed", here, ["plan", "--allow", "create=50"], 0);
  });

  it("takes the very option that its message names", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.file("mailchimp.config.yaml", full("{ create: 1 }"));
    const option = /--allow (\S+)/.exec((await here.run(["plan"])).stdout)?.[1] ?? "";
    expect((await here.run(["plan", "--allow", option])).exit).toBe(0);
  });
});
