import { describe, expect, test } from "vitest";
import { type ChangeJson, planned } from "../laws/plan-json.ts";
import {
  joins,
  PARTNERO_KEY,
  type PartneroDesk,
  partneroConfig,
  partneroDesk,
  partneroFaults,
} from "../support/partnero-desk.ts";
import { transcript } from "../support/transcript.ts";

describe("a partner program", () => {
  test("comes from Partnero into Mailchimp, and a second plan is empty", async () => {
    const here = await partneroDesk();
    here.program.seed({ partners: 60, customers: 40 });
    here.file("mailchimp.config.yaml", partneroConfig("duplicates: first"));
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    const again = await here.run(["plan", "--detailed-exitcode"]);
    expect(again.stdout).toMatch(/^No changes\./m);
    expect(again.exit).toBe(0);
  });

  test("follows its people: a sale, another tier, an end", async () => {
    const here = await settled(3, "leavers: untag");
    here.program.sells("p-001", { amount: 120, commission: 36.005 });
    here.program.tags("p-002", ["tier:gold"]);
    here.program.archives("p-003");
    const { contacts } = await planned(here);
    expect(actions(contacts.changes)).toEqual([
      "p001@harbor-coffee.dev update",
      "p002@harbor-coffee.dev update",
      "p003@harbor-coffee.dev untag",
    ]);
    const of = (address: string) => contacts.changes.find((change) => change.address.includes(address));
    expect(of("p001")?.fields).toMatchObject([
      { field: "TOTAL_SALES", before: 0, after: 1 },
      { field: "TOTAL_EARNED", before: 0, after: 36.01 },
    ]);
    expect(of("p002")?.tags).toEqual({ add: ["tier:gold"], remove: [] });
  });

  test("is only ever read", async () => {
    const here = await settled(5, "leavers: untag");
    here.program.deletes("p-003");
    await here.run(["apply", "--yes"]);
    expect(Object.keys(here.sandbox.partneroTraffic.byMethod)).toEqual(["GET"]);
  });

  test("of which deleted people are no records", async () => {
    const here = await partneroDesk();
    joins(here.program, 3);
    here.program.marksDeleted("p-002");
    here.program.customerSignsUp({ partner: "p-001", key: "c-1", email: "kai@harbor-coffee.dev" });
    here.program.deletesCustomer("c-1");
    const { contacts } = await planned(here);
    expect(actions(contacts.changes)).toEqual(["p001@harbor-coffee.dev create", "p003@harbor-coffee.dev create"]);
  });

  test("and another one, of which each has its own key", async () => {
    const here = await partneroDesk();
    joins(here.program, 1);
    const other = here.sandbox.partnero.program("pk_other", { name: "Harbor Europe", currency: "EUR" });
    other.partnerJoins({ id: "e-1", email: "luc@harbor-coffee.dev" });
    here.env["EUROPE_KEY"] = "pk_other";
    const config = partneroConfig()
      .replace("resource: customers }", "resource: partners, keyFrom: EUROPE_KEY }")
      .replace("customer.key", "customer.id");
    here.file("mailchimp.config.yaml", config);
    const { contacts } = await planned(here);
    expect(contacts.summary).toMatchObject({ create: 2 });
  });
});

describe("programs of the other types", () => {
  test("refer a friend: who referred whom comes along", async () => {
    const config = `version: 1
audience: { id: harbor }
sources:
  friend: { type: partnero, resource: referral-customers }
mergeFields:
  FRIEND_ID: { name: Friend ID, type: text, public: false, value: friend.id }
  BROUGHT_BY: { name: Brought by, type: text, public: false, value: friend.referring_customer.id }
  LINK: { name: Link, type: url, value: friend.referral_link }
sync: { identity: [FRIEND_ID], newContacts: subscribed, leavers: untag }
`;
    const here = await partneroDesk(config, { type: "Referral" });
    const ana = here.program.friendSignsUp({ email: "ana@harbor-coffee.dev", name: "Ana" });
    here.program.friendSignsUp({ email: "ben@harbor-coffee.dev", name: "Ben", referredBy: ana });
    const { contacts } = await planned(here);
    const ben = contacts.changes.find(({ address }) => address === "contact.ben@harbor-coffee.dev");
    expect(contacts.changes).toHaveLength(2);
    expect(ben?.fields).toContainEqual(expect.objectContaining({ field: "BROUGHT_BY", after: ana }));
    await proves(here);
  });

  test("a newsletter: consent decides who may be mailed", async () => {
    const config = `version: 1
audience: { id: harbor }
sources:
  reader: { type: partnero, resource: subscribers }
mergeFields:
  READER_ID: { name: Reader ID, type: text, public: false, value: reader.id }
tags:
  active: { when: { reader.status: active } }
sync:
  identity: [READER_ID]
  newContacts: [{ when: { reader.marketing_consent: true }, status: subscribed }, { status: transactional }]
`;
    const here = await partneroDesk(config, { type: "Newsletter" });
    here.program.seed({ subscribers: 40 });
    const { contacts } = await planned(here);
    const statuses = new Set(contacts.changes.map(({ status }) => status));
    expect([...statuses].toSorted()).toEqual(["subscribed", "transactional"]);
    expect(contacts.changes.some(({ tags }) => tags.add.includes("active"))).toBe(true);
    await proves(here);
  });
});

describe("explain and doctor", () => {
  test("explain tells of a partner what Partnero has, and what rules make of it", async () => {
    const here = await settled(3);
    here.program.sells("p-002", { amount: 120, commission: 36 });
    const argv = ["explain", "p002@harbor-coffee.dev", "--show-pii"];
    const ran = await here.run(argv);
    await expect(transcript(argv, ran, here)).toMatchFileSnapshot("golden/partnero/explain.txt");
    expect(ran.exit).toBe(0);
  });

  test("doctor tells which program a key opens, and reads no record alone to count", async () => {
    const here = await settled(3);
    const ran = await here.run(["doctor"]);
    const said = ran.stdout.replaceAll(/\s+/g, " ");
    expect(said).toContain('the key in PARTNERO_API_KEY opens "Northlight Partners" (Affiliate, USD)');
    expect(ran.stdout).toContain("Partnero, partners: 3 records, 3 people let in");
    expect(requestsTo(here, /^\/partners\/./)).toEqual([]);
    expect(ran.stdout + ran.stderr).not.toContain(PARTNERO_KEY);
  });

  test.each([
    ["no key", (here: PartneroDesk) => delete here.env["PARTNERO_API_KEY"], "no Partnero API key"],
    [
      "a key that nobody knows",
      (here: PartneroDesk) => (here.env["PARTNERO_API_KEY"] = "pk_nobody"),
      "Partnero refused the key",
    ],
    [
      "an address that is none",
      (here: PartneroDesk) => (here.env["PARTNERO_BASE_URL"] = "partnero"),
      "unusable Partnero base URL",
    ],
  ])("doctor says what to do about %s", async (_, trouble, says) => {
    const here = await settled(3);
    trouble(here);
    const ran = await here.run(["doctor"]);
    expect(ran.stdout.replaceAll(/\s+/g, " ")).toContain(`FAIL source partner: ${says}`);
    expect(ran.exit).toBe(1);
  });
});

describe("what a record costs", () => {
  test("is told before the first is read, and is no more than was told", async () => {
    const here = await partneroDesk();
    joins(here.program, 120);
    const { stderr } = await here.run(["plan"]);
    expect(stderr).toBe(
      "Partnero: 120 partners are read one by one, for partner.tags, partner.referrals.sales_count and partner.total_earned: 120 requests.\n",
    );
    expect(requestsTo(here, /^\/partners\/./)).toHaveLength(120);
    expect(requestsTo(here, /^\/partners$/)).toHaveLength(2);
    expect(here.sandbox.partneroTraffic.peak).toBeLessThanOrEqual(4);
  });

  test("is nothing where the rules use what lists show", async () => {
    const config = partneroConfig().replace(/^ {2}(TOTAL|"tier).*\n/gm, "");
    const here = await partneroDesk(config);
    joins(here.program, 120);
    const { stderr, exit } = await here.run(["plan"]);
    expect([stderr, exit]).toEqual(["", 0]);
    expect(requestsTo(here, /^\/partners\/./)).toEqual([]);
  });

  test("is two where a rule asks for a partner's key", async () => {
    const config = partneroConfig().replace("value: partner.status", "value: partner.key");
    const here = await partneroDesk(config);
    here.program.partnerJoins({ id: "p-1", key: "ref_77", email: "jane@harbor-coffee.dev" });
    const { contacts } = await planned(here);
    expect(contacts.changes[0]?.fields).toContainEqual(expect.objectContaining({ field: "STATUS", after: "ref_77" }));
    expect(requestsTo(here, /^\/partners\/p-1\/referral_links$/)).toHaveLength(1);
  });
});

describe("a bad day at Partnero", () => {
  test.each([
    ["a storm of 429", "429:0.3"],
    ["429 that says when to come again", "429=2:x6"],
    ["server errors", "500:0.2,503:0.1"],
    ["pages of HTML", "502:0.2"],
    ["cut connections", "cut:0.2"],
    ["truncated answers", "truncated:0.2"],
  ])("changes nothing: %s", async (_, rules) => {
    const here = await settled(110);
    partneroFaults(here, rules);
    const ran = await here.run(["plan", "--detailed-exitcode"]);
    expect(ran.stdout).toMatch(/^No changes\./m);
    expect(ran.exit).toBe(0);
    expect(Object.keys(here.sandbox.partneroFaults.fired)).not.toEqual([]);
  });

  test("leaves alone whose record cannot be read, and nobody is taken for a leaver", async () => {
    const here = await settled(110, "leavers: archive");
    partneroFaults(here, "500@GET /partners/p-007");
    const { contacts } = await planned(here);
    expect(contacts.changes).toEqual([]);
    expect(contacts.summary).toMatchObject({ archive: 0, unchanged: 109, skipped: { "source-error": 1 } });
    expect(await warned(here)).toEqual(["partnero-record-unread"]);
  });

  test("stops the plan where more than one in a hundred cannot be read", async () => {
    const here = await settled(110, "leavers: archive");
    partneroFaults(here, "500@GET /partners/p-007,500@GET /partners/p-070");
    await shows(here, "too-many-unread");
  });

  test("stops the plan where a list breaks off, for a part is not the whole", async () => {
    const here = await settled(110, "leavers: archive");
    partneroFaults(here, "502@GET /customers");
    await shows(here, "list-broken");
  });

  test("stops the plan where one record after the other fails, and the next run goes on from there", async () => {
    const here = await settled(60);
    const gone = Array.from({ length: 10 }, (_, index) => `500@GET /partners/p-0${index + 40}`).join(",");
    partneroFaults(here, gone);
    await shows(here, "service-broken");
    here.sandbox.partneroFaults.clear();
    here.sandbox.partneroTraffic.clear();
    const ran = await here.run(["plan", "--detailed-exitcode"]);
    expect(ran.exit, ran.stderr).toBe(0);
    const asked = requestsTo(here, /^\/partners\/./).length;
    expect(asked).toBeLessThan(25);
    expect(ran.stderr).toContain(`(${60 - asked} already, by a run that broke off)`);
    expect(ran.stderr).toContain(`${asked} requests.`);
    here.sandbox.partneroTraffic.clear();
    await here.run(["plan"]);
    expect(requestsTo(here, /^\/partners\/./)).toHaveLength(60);
  });
});

describe("a list that moves while it is read", () => {
  test("misses somebody, who is asked for by id and is no leaver", async () => {
    const here = await settled(110, "leavers: archive");
    deletesWhilePaging(here, "p-001");
    const { contacts } = await planned(here);
    // p-001 is deleted indeed; p-101 came up to the page that had been sent already, and was asked for.
    expect(actions(contacts.changes)).toEqual(["p001@harbor-coffee.dev archive"]);
    expect(requestsTo(here, /^\/partners\/p-101$/)).toHaveLength(1);
    deletesWhilePaging(here, "p-002");
    const { stdout } = await here.run(["plan"]);
    expect(stdout).toContain("(source-missed)");
  });

  test("shows somebody twice, who is one person all the same", async () => {
    const here = await settled(110);
    const stop = here.program.duringPages(({ path, page }) => {
      if (path !== "/partners" || page !== 1) return;
      stop();
      here.program.partnerJoins({
        id: "p-000",
        email: "zoe@harbor-coffee.dev",
        createdAt: "2020-01-01T00:00:00.000000Z",
      });
    });
    const ran = await here.run(["plan"]);
    expect(ran.stderr).not.toContain("duplicate");
    expect(ran.exit).toBe(0);
  });

  test("has no leaver who is not asked for first", async () => {
    const here = await settled(110, "leavers: untag");
    here.program.deletes("p-005");
    here.sandbox.partneroTraffic.clear();
    const { contacts } = await planned(here);
    expect(contacts.summary).toMatchObject({ untag: 1 });
    expect(requestsTo(here, /^\/partners\/p-005$/)).toHaveLength(1);
    await here.run(["apply", "--yes"]);
    here.sandbox.partneroTraffic.clear();
    await here.run(["plan"]);
    // Whoever has nothing left to lose is not asked for again, run after run.
    expect(requestsTo(here, /^\/partners\/p-005$/)).toEqual([]);
  });

  test("that leaves out the archived tells them from the missed by asking", async () => {
    const here = await settled(110, "leavers: untag");
    here.program.archives("p-009");
    here.sandbox.partnero.quirks = { ...here.sandbox.partnero.quirks, listsArchived: false };
    const { contacts } = await planned(here);
    expect(actions(contacts.changes)).toEqual(["p009@harbor-coffee.dev untag"]);
    expect(await warned(here)).toEqual([]);
  });

  test("takes nothing from a customer whose partner's record it misses", async () => {
    const here = await partneroDesk(partneroConfig("leavers: untag"));
    joins(here.program, 150);
    here.program.customerSignsUp({ partner: "p-002", key: "c-1", email: "p101@harbor-coffee.dev" });
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    deletesWhilePaging(here, "p-001");
    const { contacts } = await planned(here);
    expect(actions(contacts.changes)).toEqual(["p001@harbor-coffee.dev untag"]);
    expect(contacts.summary).toMatchObject({ skipped: { "source-error": 1 } });
  });
});

describe("what stands in the way of Partnero is said in words that lead out", () => {
  test.each([
    ["no-key", (here: PartneroDesk) => delete here.env["PARTNERO_API_KEY"]],
    ["key-refused", (here: PartneroDesk) => (here.env["PARTNERO_API_KEY"] = "pk_nobody")],
    ["forbidden", (here: PartneroDesk) => partneroFaults(here, "403")],
    ["nobody-listens", (here: PartneroDesk) => (here.env["PARTNERO_BASE_URL"] = "http://127.0.0.1:59999/v1")],
    ["bad-base-url", (here: PartneroDesk) => (here.env["PARTNERO_BASE_URL"] = "http://api.partnero.dev/v1")],
    ["wrong-address", (here: PartneroDesk) => (here.env["PARTNERO_BASE_URL"] = `${here.sandbox.origin}/v7`)],
    ["busy", (here: PartneroDesk) => partneroFaults(here, "429")],
    ["html", (here: PartneroDesk) => partneroFaults(here, "502")],
  ])("%s", async (name, trouble) => {
    const here = await partneroDesk();
    joins(here.program, 3);
    trouble(here);
    await shows(here, name);
  });

  test("a key of a program of another type", async () => {
    const here = await partneroDesk(partneroConfig(), { type: "Newsletter" });
    await shows(here, "wrong-program");
  });

  test("an identity by which nobody can be asked for", async () => {
    const here = await partneroDesk(partneroConfig().replace("value: partner.id", "value: partner.email"));
    await shows(here, "identity-not-askable");
  });
});

/** A desk whose audience is what so many partners make of it. */
async function settled(partners: number, sync = ""): Promise<PartneroDesk> {
  const here = await partneroDesk(partneroConfig(sync));
  joins(here.program, partners);
  const ran = await here.run(["apply", "--yes"]);
  expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
  here.sandbox.partneroTraffic.clear();
  return here;
}

/** Somebody of the first page is deleted while it is sent: the first of the second page moves to where nobody looks any more. */
function deletesWhilePaging({ program }: PartneroDesk, id: string): void {
  const stop = program.duringPages(({ path, page }) => {
    if (path !== "/partners" || page !== 1) return;
    stop();
    program.deletes(id);
  });
}

function requestsTo({ sandbox }: PartneroDesk, path: RegExp) {
  return sandbox.partneroTraffic.requests.filter((request) => path.test(request.path));
}

/** Applies, and finds nothing left to do. */
async function proves(here: PartneroDesk): Promise<void> {
  const applied = await here.run(["apply", "--yes"]);
  expect(applied.exit, applied.stdout + applied.stderr).toBe(0);
  const again = await here.run(["plan", "--detailed-exitcode"]);
  expect([again.exit, again.stderr]).toEqual([0, ""]);
}

/** Who changes how, by address. */
function actions(changes: readonly ChangeJson[]): readonly string[] {
  return changes.map(({ address, action }) => `${address.replace("contact.", "")} ${action}`).toSorted();
}

/** The codes of what a plan warns of. */
async function warned(here: PartneroDesk): Promise<readonly string[]> {
  const { stdout } = await here.run(["plan"]);
  return ["partnero-record-unread", "source-missed"].filter((code) => stdout.includes(code));
}

async function shows(here: PartneroDesk, name: string): Promise<void> {
  const ran = await here.run(["plan"]);
  expect(ran.stdout + ran.stderr).not.toContain(here.env["PARTNERO_API_KEY"] ?? PARTNERO_KEY);
  await expect(transcript(["plan"], ran, here)).toMatchFileSnapshot(`golden/partnero/${name}.txt`);
  expect([ran.exit, ran.stdout]).toEqual([1, ""]);
}
