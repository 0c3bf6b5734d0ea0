import { describe, expect, it } from "vitest";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import { publishedSchema, undescribed } from "../support/json-schema.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { transcript } from "../support/transcript.ts";

const schema = publishedSchema("explain.v1.schema.json");

function config(sync = "", more = ""): string {
  return `version: 1
audience: { id: harbor }
sources:
  partner: { type: csv, path: partners.csv, email: email, columns: { sales: number, tags: list } }
  customer: { type: csv, path: customers.csv, email: email }
mergeFields:
  PARTNER_ID: { name: Partner ID, type: text, public: false, value: partner.id }
  CUSTOMER_ID: { tag: CUST_ID, name: Customer ID, type: text, public: false, value: customer.id }
  SRC_EMAIL: { name: Address in the source, type: text, public: false }
  STATUS: { name: Status, type: dropdown, choices: [active, pending, archived], value: partner.status }
  TIER: { name: Tier, type: dropdown, choices: [silver, gold], value: { tag: "tier:*", of: partner.tags } }
  SALES: { name: Total sales, type: number, value: partner.sales }
  PLAN: { name: Plan, type: dropdown, choices: [solo, team], value: customer.plan }
  FNAME: { value: { first: [partner.name, customer.name] }, write: if_empty }
tags:
  partner: { when: { partner: exists } }
  customer: { when: { customer: exists } }
  star: { when: { all: [{ partner.status: active }, { SALES: { gte: 20 } }] } }
  "tier:*": { value: { tag: "tier:*", of: partner.tags } }
groups:
  Newsletter:
    type: radio
    interests: { Trade: { when: { partner: exists } }, Shop: { when: { customer: exists } } }
events:
  tenth_sale: { when: { crosses: { SALES: 10 } }, properties: { sales: partner.sales } }
automations:
  Milestones: { startsOn: { event: [tenth_sale] }, limit: 50 }
sync:
  identity: [PARTNER_ID, CUSTOMER_ID]
  lastAddress: SRC_EMAIL
  include: { any: [{ partner.status: { in: [active, pending] } }, { customer: exists }] }
  newContacts: [{ when: { partner.tags: { contains: consented } }, status: subscribed }, { status: transactional }]
  duplicates: first
  ${sync}
${more}`;
}

const PARTNERS = `id,email,name,status,sales,tags
p-1,jane@harbor-coffee.dev,Jane,active,9,"tier:silver, consented"
p-2,omar@lantern-books.dev,Omar,pending,3,"tier:silver, consented"
p-3,mei@tidepool-yoga.dev,Mei,active,40,tier:gold
`;

const CUSTOMERS = `id,email,name,plan
c-1,nora@quiet-crane.dev,Nora,solo
`;

const JANE = "jane@harbor-coffee.dev";
const SHOWN = ["--show-pii"];

/** A desk whose audience is as the file says of these people. */
async function settled(sync = "", partners = PARTNERS, customers = CUSTOMERS) {
  const here = await sandboxDesk();
  const audience = here.sandbox.world.audience({ id: "harbor", name: "Harbor Partners" });
  here.file("mailchimp.config.yaml", config(sync));
  here.file("partners.csv", partners).file("customers.csv", customers);
  const ran = await here.run(["apply", "--yes"]);
  expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
  here.sandbox.traffic.clear();
  return { here, audience };
}

/** What explain prints of an address; it only ever reads, and its JSON is as the schema says. */
async function shows(name: string, here: SandboxDesk, email: string, options: readonly string[] = SHOWN) {
  const argv = ["explain", email, ...options];
  const ran = await here.run(argv);
  await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`golden/explain/${name}.txt`);
  expect(ran.exit).toBe(0);
  expect(here.sandbox.traffic.writes).toEqual([]);
  const json: unknown = JSON.parse((await here.run([...argv, "--format", "json"])).stdout);
  expect([schema.validate(json), schema.validate.errors]).toEqual([true, null]);
  return ran.stdout;
}

function partners(...rows: readonly string[]): string {
  return `id,email,name,status,sales,tags\n${rows.join("\n")}\n`;
}

/** The rows of Omar and Mei, who stay. */
const OTHERS = PARTNERS.split("\n").slice(2, 4);

describe("explain tells of somebody in a source", () => {
  it("who is in step: the records, each rule, and what Mailchimp holds", async () => {
    const { here, audience } = await settled();
    audience.tagMember(JANE, "newsletter");
    audience.edit(JANE, { LNAME: "Adler" });
    await shows("in-step", here, JANE);
  });

  it("who is new: with which status, and by which door", async () => {
    const { here } = await settled();
    here.file("partners.csv", `${PARTNERS}p-4,ines@paper-kite.dev,Ines,active,1,\n`);
    await shows("new", here, "ines@paper-kite.dev");
  });

  it("who changes: what changes, and which event is sent", async () => {
    const { here } = await settled();
    here.file("partners.csv", partners('p-1,jane@harbor-coffee.dev,Janet,active,21,"tier:gold, consented"', ...OTHERS));
    await shows("update", here, JANE);
  });

  it("who stands in the audience and is taken on", async () => {
    const { here, audience } = await settled();
    audience.add([{ email: "ines@paper-kite.dev", mergeFields: { FNAME: "Inês" }, tags: ["beta"] }]);
    here.file("partners.csv", `${PARTNERS}p-4,ines@paper-kite.dev,Ines,active,1,\n`);
    await shows("adopt", here, "ines@paper-kite.dev");
  });

  it("who is in two sources: one contact, and of a group that takes one the first interest", async () => {
    const { here } = await settled();
    here.file("customers.csv", `${CUSTOMERS}c-2,jane@harbor-coffee.dev,Janet,team\n`);
    await shows("two-sources", here, JANE);
  });

  it("who is not let in, with the tests that keep the person out", async () => {
    const { here } = await settled();
    here.file("partners.csv", `${PARTNERS}p-4,ines@paper-kite.dev,Ines,rejected,1,\n`);
    await shows("not-included", here, "ines@paper-kite.dev");
  });

  it("of whom `newContacts` makes no contact", async () => {
    const { here } = await settled();
    const doors =
      "newContacts: [{ when: { partner.tags: { contains: consented } }, status: subscribed }, { status: skip }]";
    here.file("mailchimp.config.yaml", config().replace(/newContacts: .*/, doors));
    here.file("partners.csv", `${PARTNERS}p-4,ines@paper-kite.dev,Ines,active,1,\n`);
    await shows("new-contacts-skipped", here, "ines@paper-kite.dev");
  });

  it("whose address Mailchimp would not take", async () => {
    const { here } = await settled();
    here.file("partners.csv", `${PARTNERS}p-4,ines@paper-kite,Ines,active,1,\n`);
    await shows("invalid-address", here, "ines@paper-kite");
  });

  it("of whose two records one is set aside", async () => {
    const { here } = await settled();
    here.file("partners.csv", `${PARTNERS}p-9,JANE@harbor-coffee.dev,Jane,active,50,\n`);
    await shows("duplicate", here, JANE);
  });

  it("whose id another record has too", async () => {
    const { here } = await settled();
    here.file("partners.csv", `${PARTNERS}p-3,ines@paper-kite.dev,Ines,active,1,\n`);
    await shows("duplicate-id", here, "ines@paper-kite.dev");
  });

  it("whose record cannot be read whole", async () => {
    const crowd = Array.from({ length: 120 }, (_, index) => `p-${index + 10},p${index}@paper-kite.dev,P,active,1,`);
    const { here } = await settled();
    here.file("partners.csv", `${PARTNERS}${crowd.join("\n")}\np-4,ines@paper-kite.dev,Ines,active,lots,\n`);
    await shows("source-error", here, "ines@paper-kite.dev");
  });

  it("of whose values Mailchimp would refuse one", async () => {
    const { here } = await settled();
    here.file("customers.csv", "id,email,name,plan\nc-1,nora@quiet-crane.dev,Nora,legacy\n");
    await shows("refused-value", here, "nora@quiet-crane.dev");
  });

  it("whose tags match a family several times", async () => {
    const { here } = await settled();
    here.file(
      "partners.csv",
      partners('p-1,jane@harbor-coffee.dev,Jane,active,9,"tier:gold, tier:silver, consented"', ...OTHERS),
    );
    await shows("several-matches", here, JANE);
  });
});

describe("explain tells why a field or a tag is not there", () => {
  it("though its rule holds: the field does not stand as declared", async () => {
    const here = await sandboxDesk();
    const mergeFields = [{ tag: "SALES", name: "Total sales", type: "text" }] as const;
    here.sandbox.world.audience({ id: "harbor", name: "Harbor Partners", mergeFields });
    here.file("mailchimp.config.yaml", config()).file("partners.csv", PARTNERS).file("customers.csv", CUSTOMERS);
    await shows("not-standing", here, "mei@tidepool-yoga.dev");
  });

  it("though its rule holds: somebody chose another interest, over which no rule decides", async () => {
    const { here, audience } = await settled();
    const club = audience.group("Club", ["Gold", "By hand"], "radio");
    const [, byHand] = club.interests;
    audience.add([{ email: "ines@paper-kite.dev", interests: byHand === undefined ? [] : [byHand.id] }]);
    here.file("mailchimp.config.yaml", config().replace("events:", `${CLUB}events:`));
    here.file("partners.csv", `${PARTNERS}p-4,ines@paper-kite.dev,Ines,active,1,\n`);
    await shows("taken-by-hand", here, "ines@paper-kite.dev");
  });

  it("though the tag is put on: it is quiet and starts nothing, and the value is kept by the policy of its field", async () => {
    const { here } = await settled();
    const quiet = config()
      .replace("value: customer.plan }", "value: customer.plan, write: create_only }")
      .replace("customer: { when: { customer: exists } }", "buyer: { when: { customer: exists }, quiet: true }");
    here.file("mailchimp.config.yaml", quiet);
    here.file("customers.csv", "id,email,name,plan\nc-1,nora@quiet-crane.dev,Nora,team\n");
    await shows("quiet", here, "nora@quiet-crane.dev");
  });
});

const CLUB = "  Club: { type: radio, interests: { Gold: { when: { partner: exists } } } }\n";

describe("explain tells of a contact", () => {
  it.each([
    ["unsubscribed", (audience: Handle) => audience.acts.unsubscribes(JANE)],
    ["cleaned", (audience: Handle) => audience.acts.bounces(JANE)],
    ["archived", (audience: Handle) => audience.acts.isArchived(JANE)],
  ])("that is %s", async (status, act) => {
    const { here, audience } = await settled();
    act(audience);
    here.file("partners.csv", partners('p-1,jane@harbor-coffee.dev,Jane,active,21,"tier:gold, consented"', ...OTHERS));
    await shows(status, here, JANE);
  });

  it("that is pending", async () => {
    const { here, audience } = await settled();
    audience.add([{ email: "ines@paper-kite.dev", status: "pending" }]);
    here.file("partners.csv", `${PARTNERS}p-4,ines@paper-kite.dev,Ines,active,1,\n`);
    await shows("pending", here, "ines@paper-kite.dev");
  });

  it.each(["keep", "untag", "archive"])("that is a leaver, under `%s`", async (leavers) => {
    const { here } = await settled(`leavers: ${leavers}`);
    here.file("partners.csv", partners(...OTHERS));
    await shows(`leaver-${leavers}`, here, JANE);
  });

  it("that is a leaver since the record is not let in any more", async () => {
    const { here } = await settled("leavers: untag");
    here.file("partners.csv", partners("p-1,jane@harbor-coffee.dev,Jane,archived,9,tier:silver", ...OTHERS));
    await shows("leaver-not-included", here, JANE);
  });

  it("whose record has lost its address", async () => {
    const { here } = await settled("leavers: archive");
    here.file("partners.csv", partners("p-1,,Jane,active,9,tier:silver", ...OTHERS));
    await shows("no-address", here, JANE);
  });

  it("that is nobody's", async () => {
    const { here, audience } = await settled();
    audience.add([{ email: "ines@paper-kite.dev", tags: ["newsletter"] }]);
    await shows("not-ours", here, "ines@paper-kite.dev");
  });

  it("with more than 50 tags, all of them read", async () => {
    const { here, audience } = await settled();
    const tags = Array.from({ length: 60 }, (_, index) => `club ${index}`);
    audience.add([{ email: "ines@paper-kite.dev", tags }]);
    expect(await shows("many-tags", here, "ines@paper-kite.dev")).toContain("club 59");
  });
});

describe("explain tells of a change of address, asked for the old address or the new one", () => {
  const MOVED = partners('p-1,jane@new-harbor.dev,Jane,active,9,"tier:silver, consented"', ...OTHERS);

  it("in the source: the contact is renamed", async () => {
    const { here } = await settled();
    here.file("partners.csv", MOVED);
    await shows("renamed-new", here, "jane@new-harbor.dev");
    await shows("renamed-old", here, JANE);
  });

  it("in Mailchimp: the person is kept current there", async () => {
    const { here, audience } = await settled();
    audience.acts.changesAddress(JANE, "jane@at-home.dev");
    await shows("address-differs-source", here, JANE);
    await shows("address-differs-mailchimp", here, "jane@at-home.dev");
  });

  it("on both sides: a conflict", async () => {
    const { here, audience } = await settled();
    audience.acts.changesAddress(JANE, "jane@at-home.dev");
    here.file("partners.csv", MOVED);
    await shows("address-conflict-source", here, "jane@new-harbor.dev");
    await shows("address-conflict-mailchimp", here, "jane@at-home.dev");
  });
});

describe("explain tells what it does not know, and what stands in the way", () => {
  it("of an address that nobody has it says the nearest one", async () => {
    const { here } = await settled();
    await shows("unknown", here, "jane@harbour-coffee.dev");
    await shows("unknown-masked", here, "jane@harbour-coffee.dev", []);
  });

  it("of somebody whom Mailchimp refused before", async () => {
    const { here, audience } = await settled();
    here.file("partners.csv", `${PARTNERS}p-4,ines@paper-kite.dev,Ines,active,1,consented\n`);
    audience.tire("ines@paper-kite.dev");
    await here.run(["apply", "--yes"]);
    here.sandbox.traffic.clear();
    await shows("refused-before", here, "ines@paper-kite.dev");
  });

  it("of a plan that a limit blocks as a whole", async () => {
    const { here } = await settled();
    here.file("mailchimp.config.yaml", config("", "limits: { create: 0 }\n"));
    here.file("partners.csv", `${PARTNERS}p-4,ines@paper-kite.dev,Ines,active,1,\n`);
    await shows("blocked", here, "ines@paper-kite.dev");
  });

  it("of a file that has no `sync`", async () => {
    const { here } = await settled();
    here.file("mailchimp.config.yaml", "version: 1\naudience: { id: harbor }\ntags: { partner: {} }\n");
    await shows("no-sync", here, JANE);
  });

  it("before the first apply, when no field and no tag stands yet", async () => {
    const here = await sandboxDesk();
    here.sandbox.world.audience({ id: "harbor", name: "Harbor Partners" });
    here.file("mailchimp.config.yaml", config()).file("partners.csv", PARTNERS).file("customers.csv", CUSTOMERS);
    await shows("first-run", here, JANE);
  });

  it("of the built-in Mailchimp, of an environment's own audience", async () => {
    const here = await sandboxDesk();
    here.file("mailchimp.config.yaml", `${config()}environments: { staging: { audience: { id: staging } } }\n`);
    here.file("partners.csv", PARTNERS).file("customers.csv", CUSTOMERS);
    const ran = await here.run(["--env", "staging", "explain", JANE, "--sandbox"]);
    expect([ran.exit, ran.stdout.split("\n")[0]]).toEqual([
      0,
      'j***@h***.dev · audience "Sandbox" (staging) · environment staging',
    ]);
  });

  it("ends with the errors of the plan where there is none", async () => {
    const { here } = await settled();
    here.file("mailchimp.config.yaml", config().replace("duplicates: first", "duplicates: error"));
    here.file("partners.csv", `${PARTNERS}p-9,${JANE},Jane,active,50,\n`);
    const ran = await here.run(["explain", JANE]);
    await expect(transcript(["explain", JANE], ran, here)).toMatchFileSnapshot("golden/explain/no-plan.txt");
    expect(ran.exit).toBe(1);
  });
});

describe("What explain prints", () => {
  it("is masked in a pipe, the address that was typed too, but for words that the file itself names", async () => {
    const { here, audience } = await settled();
    audience.edit(JANE, { LNAME: "Adler" });
    const text = await shows("masked", here, JANE, []);
    for (const word of ["jane", "harbor-coffee", "p-1", "adler"]) expect(text.toLowerCase()).not.toContain(word);
    await shows("masked-json", here, JANE, ["--format", "json"]);
  });

  it("is whole at a terminal", async () => {
    const { here } = await settled();
    const { stdout } = await here.run(["explain", JANE, "--no-color"], { terminal: true });
    expect(stdout).toContain(JANE);
  });

  it("obeys nothing that stands in a value", async () => {
    const { here, audience } = await settled();
    const evil = "\u001b[2JEve\u202e\u0007";
    here.file("partners.csv", partners(`p-1,${JANE},${evil},active,9,"tier:${evil}, consented"`, ...OTHERS));
    audience.tagMember(JANE, evil);
    audience.edit(JANE, { LNAME: evil });
    const text = await shows("hostile", here, JANE);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it("is described by a schema, key by key, and tells a change as the JSON of a plan does", () => {
    expect(undescribed(schema.source)).toEqual([]);
    const plan = Object(publishedSchema("plan.v1.schema.json").source)["$defs"].contactChange;
    const own = Object(schema.source)["$defs"].contactChange;
    expect(Object.keys(own.properties)).toEqual(Object.keys(plan.properties).filter((key) => key !== "cause"));
    expect(own.required).toEqual(plan.required);
  });
});
