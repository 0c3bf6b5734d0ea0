import { describe, expect, test } from "vitest";
import type { MemberSeed } from "../../src/sandbox/world/seed.ts";
import { planned } from "../laws/plan-json.ts";
import { publishedSchema } from "../support/json-schema.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { transcript } from "../support/transcript.ts";

const SOURCES = `sources:
  partner: { type: csv, path: partners.csv, email: email }
  customer: { type: csv, path: customers.csv, email: email }
`;

function config(sync: string, more = ""): string {
  return `version: 1
audience: { id: harbor }
${SOURCES}mergeFields:
  PARTNER_ID: { name: Partner ID, type: text, public: false, value: partner.id }
  CUSTOMER_ID: { tag: CUST_ID, name: Customer ID, type: text, public: false, value: customer.id }
  SRC_EMAIL: { name: Address in the source, type: text, public: false }
  STATUS: { name: Status, type: text, value: partner.status }
tags:
  partner: { when: { partner: exists } }
  customer: { when: { customer: exists } }
  "tier:*": { value: partner.tier }
groups:
  Program: { type: checkboxes, interests: { Affiliate: { when: { partner: exists } } } }
sync:
  identity: [PARTNER_ID, CUSTOMER_ID]
  include: { any: [ { not: { partner.status: archived } }, { customer: exists } ] }
  newContacts: subscribed
  ${sync}
${more}`;
}

type Partner = readonly [id: string, email: string, status?: string, tier?: string];

function partners(...rows: readonly Partner[]): string {
  const lines = rows.map(([id, email, status = "active", tier = "gold"]) => [id, email, status, tier].join(","));
  return `${["id,email,status,tier", ...lines].join("\n")}\n`;
}

const NO_CUSTOMERS = "id,email\n";

const TEAM: readonly Partner[] = [
  ["p-1", "jane@harbor-coffee.dev"],
  ["p-2", "omar@lantern-books.dev"],
  ["p-3", "mei@tidepool-yoga.dev"],
];

/** A desk whose audience is what the file says for these people. */
async function settled(sync: string, people: readonly Partner[] = TEAM, customers = NO_CUSTOMERS) {
  const desk = await sandboxDesk();
  const audience = desk.sandbox.world.audience({ id: "harbor", name: "Harbor Partners" });
  desk.file("mailchimp.config.yaml", config(sync));
  desk.file("partners.csv", partners(...people)).file("customers.csv", customers);
  const ran = await desk.run(["apply", "--yes"]);
  expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
  desk.sandbox.traffic.clear();
  return { desk, audience };
}

async function shows(name: string, desk: SandboxDesk, argv: readonly string[], exit: number): Promise<void> {
  const ran = await desk.run(argv);
  await expect(transcript(argv, ran, desk)).toMatchFileSnapshot(`golden/ownership/${name}.txt`);
  expect(ran.exit).toBe(exit);
}

/** Applies, and proves that nothing is left to do and that the plan's number of requests was right. */
async function applied(desk: SandboxDesk) {
  const plan = await planned(desk);
  desk.sandbox.traffic.clear();
  const ran = await desk.run(["apply", "--yes", "--format", "json"]);
  expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
  const { write } = plan.requests;
  if (write > 0) expect(JSON.parse(ran.stdout).requests).toEqual({ planned: write, sent: write });
  const next = await planned(desk);
  expect(next.contacts.changes).toEqual([]);
  return { plan, next };
}

function contact(values: Readonly<Record<string, string>>, rest: MemberSeed): MemberSeed {
  return { ...rest, mergeFields: { ...rest.mergeFields, ...values } };
}

describe("a leaver", () => {
  test("is kept as it is unless the file says otherwise", async () => {
    const { desk, audience } = await settled("leavers: keep");
    desk.file("partners.csv", partners(...TEAM.slice(1)));
    await shows("leaver-kept", desk, ["plan"], 0);
    await applied(desk);
    expect(audience.member("jane@harbor-coffee.dev")?.tags.length).toBe(2);
  });

  test("loses managed tags and interests with `untag`, and keeps its fields and what others gave it", async () => {
    const { desk, audience } = await settled("leavers: untag");
    desk.file("partners.csv", partners(...TEAM.slice(2), ["p-2", "omar@lantern-books.dev", "archived"]));
    audience.member("jane@harbor-coffee.dev");
    await shows("leavers-untagged", desk, ["plan"], 0);
    const { next } = await applied(desk);
    const jane = audience.member("jane@harbor-coffee.dev");
    expect(jane).toMatchObject({ status: "subscribed", tags: [], interests: [] });
    expect(jane?.mergeFields["STATUS"]).toBe("active");
    expect(next.contacts.summary["untag"]).toBe(0);
  });

  test("is archived with `archive`; who has opted out only loses tags", async () => {
    const { desk, audience } = await settled("leavers: archive");
    audience.acts.unsubscribes("omar@lantern-books.dev");
    desk.file("partners.csv", partners(...TEAM.slice(2)));
    await shows("leavers-archived", desk, ["plan"], 0);
    await applied(desk);
    expect(audience.member("jane@harbor-coffee.dev")?.status).toBe("archived");
    expect(audience.member("omar@lantern-books.dev")).toMatchObject({ status: "unsubscribed", tags: [] });
  });

  test("is nobody whose record is still there: without an address, under another one, displaced or broken", async () => {
    const { desk } = await settled("leavers: archive, duplicates: first".replace(", ", "\n  "));
    desk.file(
      "partners.csv",
      partners(
        ["p-1", ""],
        ["p-2", "omar@new-lantern.dev"],
        ["p-9", "ines@harbor-coffee.dev"],
        ["p-3", "ines@harbor-coffee.dev"],
      ),
    );
    const { contacts } = await planned(desk);
    expect(contacts.changes.map(({ action }) => action)).toEqual(["create"]);
    expect(contacts.summary["skipped"]).toEqual({ "no-email": 1, "address-conflict": 1, duplicate: 1 });
  });

  test("is nobody who lost one record of two: that source's fields follow `empty`", async () => {
    const both: readonly Partner[] = [...TEAM, ["p-4", "nora@harbor-coffee.dev"]];
    const customers = "id,email\nc-4,nora@harbor-coffee.dev\nc-5,liam@harbor-coffee.dev\n";
    const { desk, audience } = await settled("leavers: archive", both, customers);
    desk.file("partners.csv", partners(...TEAM));
    const { plan } = await applied(desk);
    expect(plan.contacts.changes.map(({ action }) => action)).toEqual(["update"]);
    const nora = audience.member("nora@harbor-coffee.dev");
    expect(nora).toMatchObject({ status: "subscribed", tags: ["customer"] });
    expect(nora?.mergeFields).toMatchObject({ PARTNER_ID: "p-4", CUST_ID: "c-4" });
    expect(nora?.mergeFields).not.toHaveProperty("STATUS");
  });

  test("is nobody for the sake of a schema object, and one person alone where one is named", async () => {
    const { desk } = await settled("leavers: untag");
    desk.file("partners.csv", partners(...TEAM.slice(2)));
    expect((await planned(desk, "--only", "tag.partner")).contacts.changes).toEqual([]);
    const one = await planned(desk, "--only", "jane@harbor-coffee.dev");
    expect(one.contacts.changes.map(({ action, address }) => [action, address])).toEqual([
      ["untag", "contact.jane@harbor-coffee.dev"],
    ]);
  });

  test("is not written while pending or cleaned", async () => {
    const { desk, audience } = await settled("leavers: archive");
    audience.acts.bounces("jane@harbor-coffee.dev");
    desk.file("partners.csv", partners(...TEAM.slice(1)));
    expect((await planned(desk)).contacts.changes).toEqual([]);
  });
});

test.each([
  ["first", ["jane@harbor-coffee.dev", "omar@lantern-books.dev"]],
  ["last", ["mei@tidepool-yoga.dev"]],
])(
  "of records that share their ids crosswise the %s is taken: no id is wished at two addresses",
  async (which, wished) => {
    const desk = await sandboxDesk();
    desk.sandbox.world.audience({ id: "harbor", name: "Harbor Partners" });
    desk.file("mailchimp.config.yaml", config(`duplicates: ${which}`));
    desk.file("partners.csv", partners(...TEAM.slice(0, 2), ["p-1", "mei@tidepool-yoga.dev"]));
    desk.file("customers.csv", "id,email\nc-1,omar@lantern-books.dev\nc-1,mei@tidepool-yoga.dev\n");
    const { contacts } = await planned(desk);
    expect(contacts.changes.map(({ address }) => address.replace("contact.", "")).toSorted()).toEqual(wished);
  },
);

test("archived contacts are no holders: they lose no tag, and make no share of those who do smaller", async () => {
  const { desk, audience } = await settled("leavers: untag\n  duplicates: last");
  const archived = Array.from({ length: 40 }, (_, index): MemberSeed => {
    return { email: `p${index}@paper-kite.dev`, status: "archived", tags: ["partner"] };
  });
  audience.add(archived);
  audience.add(
    Array.from({ length: 10 }, (_, index) =>
      contact({ PARTNER_ID: `q-${index}` }, { email: `q${index}@paper-kite.dev`, tags: index < 2 ? ["partner"] : [] }),
    ),
  );
  desk.file("partners.csv", partners(...TEAM.slice(2)));
  await shows("archived-no-holders", desk, ["plan", "--allow", "shrink=4"], 3);
  desk.file("mailchimp.config.yaml", config("leavers: untag", 'limits: { "untag:partner": 100%, "shrink": 100% }\n'));
  expect((await desk.run(["plan", "--out", "team.plan"])).exit).toBe(0);
});

describe("a source that shrank", () => {
  const CROWD = Array.from({ length: 20 }, (_, index): Partner => [`p-${index}`, `p${index}@harbor-coffee.dev`]);

  test("stops the plan, with numbers and the option that allows it", async () => {
    const { desk } = await settled("leavers: untag", CROWD);
    desk.file("partners.csv", partners(...CROWD.slice(5)));
    await shows("source-shrunken", desk, ["plan"], 3);
    const { exit } = await desk.run(["plan", "--allow", "shrink:partner=5", "--allow", "untag=5"]);
    expect(exit).toBe(0);
  });

  test("stops the plan however few it had, where it is empty", async () => {
    const { desk } = await settled("leavers: untag", TEAM, "id,email\nc-5,liam@harbor-coffee.dev\n");
    desk.file("partners.csv", "id,email,status,tier\n");
    await shows("source-empty", desk, ["plan"], 3);
  });
});

describe("a change of address", () => {
  const KEPT = "lastAddress: SRC_EMAIL\n  leavers: untag";
  const MOVED: readonly Partner[] = [["p-1", "jane@new-harbor.dev"], ...TEAM.slice(1)];

  test("in the source renames the contact, with everything that it has", async () => {
    const { desk, audience } = await settled(KEPT);
    const was = audience.member("jane@harbor-coffee.dev");
    desk.file("partners.csv", partners(...MOVED));
    await shows("renamed", desk, ["plan"], 0);
    await shows("renamed-json", desk, ["plan", "--format", "json"], 0);
    await applied(desk);
    expect(audience.member("jane@harbor-coffee.dev")).toBeUndefined();
    const is = audience.member("jane@new-harbor.dev");
    expect(is).toMatchObject({ status: "subscribed", contactId: was?.contactId, tags: was?.tags });
    expect(is?.mergeFields["SRC_EMAIL"]).toBe("jane@new-harbor.dev");
  });

  test("of somebody who has opted out is listed, for Mailchimp renames subscribed contacts alone", async () => {
    const { desk, audience } = await settled(`${KEPT}\n  addressChanges: source`);
    audience.acts.unsubscribes("jane@harbor-coffee.dev");
    desk.file("partners.csv", partners(...MOVED));
    const { contacts } = await planned(desk);
    expect(contacts.changes).toEqual([]);
    expect(contacts.summary["skipped"]).toEqual({ "opted-out-elsewhere": 1 });
  });

  test("in Mailchimp is the person's own: kept current there, and listed", async () => {
    const { desk, audience } = await settled(KEPT);
    audience.acts.changesAddress("jane@harbor-coffee.dev", "jane@at-home.dev");
    desk.file("partners.csv", partners(["p-1", "jane@harbor-coffee.dev", "pending"], ...TEAM.slice(1)));
    await shows("address-differs", desk, ["plan"], 0);
    const { plan } = await applied(desk);
    expect(plan.contacts.summary["skipped"]).toEqual({ "address-differs": 1 });
    expect(audience.member("jane@harbor-coffee.dev")).toBeUndefined();
    expect(audience.member("jane@at-home.dev")?.mergeFields["STATUS"]).toBe("pending");
  });

  test("on both sides is a conflict that is listed, unless the source is to be believed", async () => {
    const { desk, audience } = await settled(KEPT);
    audience.acts.changesAddress("jane@harbor-coffee.dev", "jane@at-home.dev");
    desk.file("partners.csv", partners(...MOVED));
    const { plan } = await applied(desk);
    expect(plan.contacts.changes).toEqual([]);
    expect(plan.contacts.summary["skipped"]).toEqual({ "address-conflict": 1 });
    desk.file("mailchimp.config.yaml", config(`${KEPT}\n  addressChanges: source`));
    await applied(desk);
    expect(audience.member("jane@new-harbor.dev")?.status).toBe("subscribed");
    expect(audience.member("jane@at-home.dev")).toBeUndefined();
  });

  test("without a record of the last address is a conflict, unless the source is to be believed", async () => {
    const { desk, audience } = await settled("leavers: untag");
    desk.file("partners.csv", partners(...MOVED));
    expect((await planned(desk)).contacts.summary["skipped"]).toEqual({ "address-conflict": 1 });
    desk.file("mailchimp.config.yaml", config("addressChanges: source"));
    await applied(desk);
    expect(audience.member("jane@new-harbor.dev")?.status).toBe("subscribed");
  });

  test.each(["pending", "cleaned", "archived"] as const)(
    "of a contact that is %s is listed as that",
    async (status) => {
      const { desk, audience } = await settled(`${KEPT}\n  addressChanges: source`);
      audience.add([contact({ PARTNER_ID: "p-4" }, { email: "nora@harbor-coffee.dev", status })]);
      desk.file("partners.csv", partners(...TEAM, ["p-4", "nora@new-harbor.dev"]));
      const { contacts } = await planned(desk);
      expect(contacts.changes).toEqual([]);
      expect(contacts.summary["skipped"]).toEqual({ [status]: 1 });
    },
  );

  test("onto an address that is taken is a conflict and is not forced", async () => {
    const { desk, audience } = await settled(KEPT);
    audience.add([{ email: "jane@new-harbor.dev", status: "subscribed" }]);
    desk.file("partners.csv", partners(...MOVED));
    const { plan } = await applied(desk);
    expect(plan.contacts.changes).toEqual([]);
    expect(plan.contacts.summary["skipped"]).toEqual({ "address-conflict": 1 });
  });

  test("onto an address that is taken meanwhile fails with Mailchimp's reason, and nothing else is written of it", async () => {
    const { desk, audience } = await settled(KEPT);
    desk.file("partners.csv", partners(...MOVED));
    let there = false;
    const argv = ["apply", "--yes"];
    const ran = await desk.run(argv, {
      onOutput: () => {
        if (!there) audience.add([{ email: "jane@new-harbor.dev", status: "subscribed" }]);
        there = true;
      },
    });
    await expect(transcript(argv, ran, desk)).toMatchFileSnapshot("golden/ownership/rename-taken.txt");
    expect(ran.exit).toBe(5);
    expect(audience.member("jane@new-harbor.dev")?.tags).toEqual([]);
  });

  test.each(["lost@PATCH:#1", "lost-502@PATCH:#1", "502@PATCH:#1"])("survives %s", async (fault) => {
    const { desk, audience } = await settled(KEPT);
    desk.file("partners.csv", partners(...MOVED));
    desk.faults(fault);
    const ran = await desk.run(["apply", "--yes"]);
    expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
    expect(audience.member("jane@new-harbor.dev")?.tags.length).toBe(2);
    expect((await planned(desk)).contacts.changes).toEqual([]);
  });

  test("of one person of two who shared an address makes a new contact, and the old one gives up the id", async () => {
    const shared: readonly Partner[] = [...TEAM, ["p-4", "office@harbor-coffee.dev"]];
    const { desk, audience } = await settled(KEPT, shared, "id,email\nc-4,office@harbor-coffee.dev\n");
    desk.file("partners.csv", partners(...TEAM, ["p-4", "nora@harbor-coffee.dev"]));
    const { plan } = await applied(desk);
    expect(plan.contacts.changes.map(({ action }) => action).toSorted()).toEqual(["create", "update"]);
    expect(audience.member("office@harbor-coffee.dev")?.mergeFields).toEqual({
      CUST_ID: "c-4",
      SRC_EMAIL: "office@harbor-coffee.dev",
    });
    expect(audience.member("nora@harbor-coffee.dev")?.mergeFields).toMatchObject({ PARTNER_ID: "p-4" });
  });

  test("of one of two makes nobody new where the shared address has opted out, before the plan or after it", async () => {
    const shared: readonly Partner[] = [...TEAM, ["p-4", "office@harbor-coffee.dev"]];
    const { desk, audience } = await settled(KEPT, shared, "id,email\nc-4,office@harbor-coffee.dev\n");
    desk.file("partners.csv", partners(...TEAM, ["p-4", "nora@harbor-coffee.dev"]));
    let out = false;
    const ran = await desk.run(["apply", "--yes"], {
      onOutput: () => {
        if (!out) audience.acts.unsubscribes("office@harbor-coffee.dev");
        out = true;
      },
    });
    expect(ran.exit, ran.stdout + ran.stderr).toBe(5);
    expect(audience.member("nora@harbor-coffee.dev")).toBeUndefined();
    const { contacts } = await planned(desk);
    expect(contacts.changes.map(({ action }) => action)).not.toContain("create");
  });

  test("in a chain goes on from its end, one link a run", async () => {
    const { desk, audience } = await settled(KEPT);
    desk.file(
      "partners.csv",
      partners(["p-1", "omar@lantern-books.dev"], ["p-2", "omar@home.dev"], ["p-3", "mei@tidepool-yoga.dev"]),
    );
    const first = await planned(desk);
    expect(first.contacts.changes.map(({ action, address }) => [action, address])).toEqual([
      ["rename", "contact.omar@home.dev"],
    ]);
    expect(first.contacts.summary["skipped"]).toEqual({ "address-conflict": 1 });
    await desk.run(["apply", "--yes"]);
    await applied(desk);
    expect(audience.member("omar@lantern-books.dev")?.mergeFields["PARTNER_ID"]).toBe("p-1");
  });

  test("that leads to the contact of somebody who moves away waits for that", async () => {
    const { desk, audience } = await settled(KEPT, [["p-1", "eve@harbor-coffee.dev"]]);
    audience.add([contact({ PARTNER_ID: "p-0" }, { email: "ada@harbor-coffee.dev", status: "pending" })]);
    desk.file("partners.csv", partners(["p-0", "eve@harbor-coffee.dev"], ["p-1", "finn@harbor-coffee.dev"]));
    const { contacts } = await planned(desk);
    expect(contacts.changes.map(({ action }) => action)).toEqual(["rename"]);
    expect(contacts.summary["skipped"]).toEqual({ "address-conflict": 1 });
  });

  test("renames nobody for the sake of a schema object, and is known by both addresses", async () => {
    const { desk } = await settled(KEPT);
    desk.file("partners.csv", partners(...MOVED));
    expect((await planned(desk, "--only", "mergeField.SRC_EMAIL")).contacts.changes).toEqual([]);
    for (const email of ["jane@harbor-coffee.dev", "jane@new-harbor.dev"]) {
      expect((await planned(desk, "--only", email)).contacts.changes).toHaveLength(1);
    }
  });

  test("that nobody can follow is listed with the person in the plan's JSON, as everybody is who is left alone", async () => {
    const { desk } = await settled("leavers: keep");
    desk.file(
      "partners.csv",
      partners(
        ...TEAM.slice(1),
        ["p-1", "jane@new-harbor.dev"],
        ["p-8", ""],
        ["p-9", "nora@harbor-coffee.dev", "archived"],
      ),
    );
    const { contacts } = await planned(desk);
    expect(contacts.leftOut).toEqual([
      { reason: "no-email", at: "partners.csv:5" },
      { address: "contact.jane@new-harbor.dev", reason: "address-conflict" },
      { address: "contact.nora@harbor-coffee.dev", reason: "not-included" },
    ]);
    const masked = JSON.parse((await desk.run(["plan", "--format", "json"])).stdout);
    expect(masked.contacts.leftOut[1].address).toBe("contact.j***@n***.dev");
  });

  test("is shown in a plan that fits the published schema", async () => {
    const { desk } = await settled(KEPT);
    desk.file("partners.csv", partners(["p-1", "jane@new-harbor.dev"]));
    const { validate } = publishedSchema("plan.v1.schema.json");
    const ran = await desk.run(["plan", "--format", "json"]);
    expect(validate(JSON.parse(ran.stdout))).toBe(true);
  });
});
