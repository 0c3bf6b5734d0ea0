import { describe, expect, it } from "vitest";
import { TODAY } from "../../src/sandbox/quirks.ts";
import { answering } from "../mailchimp/reached.ts";
import { desk } from "../support/desk.ts";
import { applied, says, shows } from "../support/doctor.ts";
import { publishedSchema, undescribed } from "../support/json-schema.ts";
import { CONFIG, PEOPLE, partnerProgram } from "../support/partner-program.ts";
import { sandboxDesk } from "../support/sandbox-desk.ts";

const schema = publishedSchema("doctor.v1.schema.json");

describe("doctor", () => {
  it("says of each thing that it is well, and sends nothing but GET", async () => {
    const { here } = await applied();
    const before = here.names();
    await shows("well", here, 0);
    await shows("well-json", here, 0, {}, ["doctor", "--format", "json"]);
    expect(here.sandbox.traffic.writes).toEqual([]);
    expect(here.sandbox.traffic.requests.filter(({ path }) => path.endsWith("/members"))).toEqual([]);
    expect(here.names()).toEqual(before);
  });

  it("works on the first day, with the built-in Mailchimp and no key", async () => {
    const here = desk().file("mailchimp.config.yaml", CONFIG).file("people.csv", PEOPLE);
    await shows("first-day", here, 0, {}, ["doctor", "--sandbox"]);
  });

  it("goes on as far as it makes sense where there is neither a file nor a key", async () => {
    await shows("nothing-yet", desk(), 1);
  });

  it("tells which audiences there are where the variable with its id is unset", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.file(
      "mailchimp.config.yaml",
      CONFIG.replace("id: harbor", () => `id: \${AUDIENCE}`),
    );
    await shows("unset-variable", here, 1);
  });

  it("knows the overlay of an environment", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.sandbox.world.audience({ id: "stage", name: "Harbor (staging)" });
    here.file("mailchimp.config.yaml", `${CONFIG}environments: { staging: { audience: { id: stage } } }\n`);
    await shows("environment", here, 0, {}, ["--env", "staging", "doctor"]);
  });

  it("takes no option that it does not have", async () => {
    expect((await desk().run(["doctor", "--yes"])).exit).toBe(64);
    expect((await desk().run(["doctor", "now"])).exit).toBe(64);
  });

  it("has a schema that describes every key", () => {
    expect(undescribed(schema.source)).toEqual([]);
  });
});

describe("The key and the data centre", () => {
  const KEYS = {
    unknown: "ffffffffffffffffffffffffffffffff-us6",
    elsewhere: "0123456789abcdef0123456789abcdef-us7",
    malformed: "my secret key",
    cut: "0123456789abcdef0123456789abcdef",
  };

  it.each(["unknown", "elsewhere", "malformed"] as const)("tell what is wrong with a key: %s", async (which) => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.env["MAILCHIMP_API_KEY"] = KEYS[which];
    expect(await shows(`key-${which}`, here, 1)).not.toContain(KEYS[which]);
  });

  it("tell of a key that was not copied whole, and of a base URL that cannot be used", async () => {
    const here = desk().file("mailchimp.config.yaml", CONFIG).file("people.csv", PEOPLE);
    here.env["MAILCHIMP_API_KEY"] = KEYS.cut;
    expect(await says(here, "key")).toMatchObject([{ verdict: "problem", summary: "malformed Mailchimp API key" }]);
    here.env["MAILCHIMP_API_KEY"] = KEYS.unknown;
    here.env["MAILCHIMP_BASE_URL"] = "http://harbor-coffee.dev/3.0";
    expect(await says(here, "key")).toMatchObject([{ verdict: "unknown" }]);
    expect(await says(here, "data-centre")).toMatchObject([
      { verdict: "problem", summary: "unusable Mailchimp base URL" },
    ]);
  });

  it("tell of an account that was turned off", async () => {
    const { baseUrl } = await answering((_, response) => {
      const told = { title: "User Disabled", status: 403, detail: "This account has been deactivated.", instance: "" };
      response.writeHead(403, { "Content-Type": "application/problem+json" }).end(JSON.stringify(told));
    });
    const here = desk().file("mailchimp.config.yaml", CONFIG).file("people.csv", PEOPLE);
    Object.assign(here.env, { MAILCHIMP_API_KEY: KEYS.unknown, MAILCHIMP_BASE_URL: baseUrl });
    expect(await says(here, "key")).toMatchObject([
      { verdict: "problem", summary: "the account or the user of the key is disabled" },
    ]);
    expect(await says(here, "data-centre")).toMatchObject([{ verdict: "ok" }]);
  });

  it("are told apart from a network that is not there", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.env["MAILCHIMP_BASE_URL"] = "http://127.0.0.1:9/3.0";
    await shows("unreachable", here, 1);
  });

  it("are given up where nobody answers, and the rest is looked at", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.faults("hang");
    await shows("hanging", here, 1, { patienceMs: 1000 });
    expect(here.sandbox.traffic.total).toBe(2);
  });

  it.each(["429", "403-bare", "500", "502", "truncated", "cut"])("end soon whatever goes wrong: %s", async (fault) => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.faults(fault);
    const ran = await here.run(["doctor"]);
    expect(here.sandbox.traffic.total).toBe(2);
    expect(ran.stdout).toContain("Mailchimp cannot be asked");
    expect(ran.stdout).toContain("partner: csv, people.csv: 3 records");
    expect(ran.exit).toBe(1);
  });

  it("are looked at until somebody stops it", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.faults("hang");
    const ran = await here.run(["doctor"], {
      terminal: true,
      onOutput: (text, interrupt) => {
        if (text.includes("Looking at the way to Mailchimp")) interrupt();
      },
    });
    expect([ran.exit, ran.stdout]).toEqual([130, ""]);
    expect(ran.stderr).toContain("Stopped. Nothing was changed.");
  });
});

describe("The account", () => {
  it("must let the key's user write, and apply is refused where it does not", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.sandbox.world.backstage.role = "viewer";
    await shows("viewer", here, 1);
    expect((await here.run(["apply", "--yes"])).exit).toBe(5);
    here.sandbox.world.backstage.role = "manager";
    expect(await says(here, "permissions")).toMatchObject([{ verdict: "ok" }]);
  });

  it("has a clock, and a large difference to ours is told", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    const clockAt = (time: string) => says(here, "clock", { now: new Date(time) });
    expect(await clockAt("2026-03-02T09:02:00Z")).toMatchObject([
      { verdict: "ok", summary: "2 minutes ahead of Mailchimp's" },
    ]);
    expect(await clockAt("2026-03-02T08:48:00Z")).toMatchObject([
      { verdict: "warning", summary: "12 minutes behind Mailchimp's" },
    ]);
    expect(await clockAt("2026-03-05T09:00:00Z")).toMatchObject([{ summary: "72 hours ahead of Mailchimp's" }]);
  });
});

describe("The audience", () => {
  it("must be there, be the only one that is meant, and be the one that is expected", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    const meant = async (words: string) => {
      here.file("mailchimp.config.yaml", CONFIG.replace("id: harbor", words));
      return says(here, "audience");
    };
    expect(await meant("id: nowhere")).toMatchObject([
      { verdict: "problem", detail: expect.stringContaining('"Harbor Partners" (harbor)') },
    ]);
    expect(await meant("id: harbor\n  expect: { name: Somebody else }")).toMatchObject([{ verdict: "problem" }]);
    here.sandbox.world.audience({ id: "twin", name: "Harbor Partners" });
    expect(await meant("name: Harbor Partners")).toMatchObject([
      { verdict: "problem", summary: "several audiences have this name" },
    ]);
  });

  it("says what its double opt-in means for newcomers", async () => {
    const here = await sandboxDesk();
    partnerProgram(here, { doubleOptin: true }).add([{ email: "nora@paper-kite.dev" }]);
    expect(await says(here, "audience")).toMatchObject([
      { verdict: "ok", summary: '"Harbor Partners" (harbor): 1 contact, double opt-in' },
    ]);
    here.file("mailchimp.config.yaml", CONFIG.replace("newContacts: pending", "newContacts: subscribed"));
    await shows("double-opt-in", here, 0);
  });

  it("must have room for the merge fields and interests that the file adds", async () => {
    const here = await sandboxDesk();
    const audience = partnerProgram(here);
    here.sandbox.world.quirks = { ...TODAY, mergeFieldLimit: 6 };
    audience.group(
      "Interests",
      Array.from({ length: 59 }, (_, index) => `interest ${index}`),
    );
    const groups = "groups: { Program: { type: checkboxes, interests: { Affiliate: {}, Customer: {} } } }\n";
    here.file("mailchimp.config.yaml", `${CONFIG}${groups}`);
    await shows("no-room", here, 1);
  });

  it("says how much a plan would do, and what of it is held", async () => {
    const here = await sandboxDesk();
    partnerProgram(here, { mergeFields: [{ tag: "SALES", name: "Total sales", type: "text" }] });
    expect(await says(here, "schema")).toMatchObject([
      { verdict: "warning", detail: expect.stringMatching(/^mergeField\.SALES: /) },
    ]);
  });

  it("is read in vain where Mailchimp fails there, and only what needs it is skipped", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.faults("500@GET /lists/*/merge-fields");
    await shows("schema-unread", here, 1);
  });
});
