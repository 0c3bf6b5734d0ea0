import { expect, test } from "vitest";
import type { MemberSeed } from "../../src/sandbox/world/seed.ts";
import { CONFIG, PEOPLE, partnerProgram } from "../support/partner-program.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { isEmpty, planned } from "./plan-json.ts";

const HEADER = "id,Email,name,status,sales,tier";

/** A program whose people are these rows, over these members. */
async function meeting(rows: readonly string[], members: readonly MemberSeed[] = [], config = CONFIG) {
  const desk = await sandboxDesk();
  const audience = partnerProgram(desk, { mergeFields: [{ tag: "PARTNER_ID", name: "Partner ID", type: "text" }] });
  audience.add(members);
  desk.file("people.csv", `${[HEADER, ...rows].join("\n")}\n`).file("mailchimp.config.yaml", config);
  return { desk, audience };
}

async function applied(desk: SandboxDesk, ...options: readonly string[]): Promise<void> {
  const ran = await desk.run(["apply", "--yes", ...options]);
  expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
}

async function isDone(desk: SandboxDesk): Promise<boolean> {
  return isEmpty(await planned(desk));
}

test("twelve hundred people are read in pages, written in batches, and then stand", async () => {
  const rows = Array.from(
    { length: 1200 },
    (_, index) => `p-${index},person${index}@harbor-coffee.dev,Person ${index},active,${index % 20},gold`,
  );
  const { desk, audience } = await meeting(rows, [], `${CONFIG}limits: { create: 2000 }\n`);
  await applied(desk);
  expect(audience.size).toBe(1200);
  expect(desk.sandbox.traffic.writes.filter(({ path }) => path === "/lists/harbor")).toHaveLength(3);
  desk.sandbox.traffic.clear();
  expect(await isDone(desk)).toBe(true);
  expect(desk.sandbox.traffic.writes).toEqual([]);
  const pages = desk.sandbox.traffic.requests.filter(({ query }) => query["offset"] === "1000");
  expect(pages.length).toBeGreaterThan(0);
});

test("five hundred and one removals of a tag go in two requests, and none is left", async () => {
  const members = Array.from({ length: 501 }, (_, index) => ({
    email: `person${index}@harbor-coffee.dev`,
    mergeFields: { PARTNER_ID: `p-${index}` },
    tags: ["active"],
  }));
  const rows = members.map(({ email }, index) => `p-${index},${email},,pending,,`);
  const limits = 'limits: { update: 1000, "untag:active": 1000, tag: 1000 }\n';
  const { desk, audience } = await meeting(rows, members, `${CONFIG}${limits}`);
  const plan = await planned(desk);
  desk.sandbox.traffic.clear();
  await applied(desk);
  expect(desk.sandbox.traffic.writes).toHaveLength(plan.requests.write);
  expect([...audience.members()].filter(({ tags }) => tags.includes("active"))).toEqual([]);
  expect(await isDone(desk)).toBe(true);
});

test("a tag that a member bears beyond the fifty that a list shows is seen", async () => {
  const clubs = Array.from({ length: 60 }, (_, index) => `club ${index}`);
  const { desk, audience } = await meeting(
    ["p-1,jane@harbor-coffee.dev,Jane,pending,1,gold"],
    [
      {
        email: "jane@harbor-coffee.dev",
        mergeFields: { PARTNER_ID: "p-1" },
        tags: [...clubs, "active", "tier:silver"],
      },
    ],
  );
  await applied(desk);
  expect(audience.member("jane@harbor-coffee.dev")?.tags.toSorted()).toEqual(
    [...clubs, "partner", "tier:gold"].toSorted(),
  );
  expect(await isDone(desk)).toBe(true);
});

test("a tag that stands in another case is kept as it is spelled, and not made twice", async () => {
  const { desk, audience } = await meeting(
    ["p-1,jane@harbor-coffee.dev,Jane,active,1,Gold", "p-2,omar@lantern-books.dev,Omar,active,1,GOLD"],
    [{ email: "jane@harbor-coffee.dev", mergeFields: { PARTNER_ID: "p-1" }, tags: ["ACTIVE", "Tier:GOLD"] }],
  );
  await applied(desk);
  expect(audience.member("jane@harbor-coffee.dev")?.tags.toSorted()).toEqual(["ACTIVE", "Tier:GOLD", "partner"]);
  expect(audience.member("omar@lantern-books.dev")?.tags.toSorted()).toEqual(["ACTIVE", "Tier:GOLD", "partner"]);
  expect(await isDone(desk)).toBe(true);
});

test("records without an id are told of, since their people never count as ours", async () => {
  const rows = ["p-1,jane@harbor-coffee.dev,Jane,active,1,gold", ",omar@lantern-books.dev,Omar,active,1,gold"];
  const { desk } = await meeting([...rows, ",mei@kite.dev,Mei,active,1,"]);
  const { exit, stdout } = await desk.run(["plan"]);
  expect(exit).toBe(0);
  expect(stdout).toContain("Records have no id (source-without-ids)");
  expect(stdout.replaceAll(/\s+/g, " ")).toContain('2 records of the source "partner" have nothing');
});

test("whoever was archived stays archived, though the sources hold the person", async () => {
  const { desk, audience } = await meeting(
    ["p-1,jane@harbor-coffee.dev,Jane,active,1,gold"],
    [{ email: "jane@harbor-coffee.dev", status: "archived" }],
  );
  await applied(desk);
  expect(audience.member("jane@harbor-coffee.dev")).toMatchObject({ status: "archived", tags: [] });
  expect(await isDone(desk)).toBe(true);
});

test("an address in another case is the same contact, and keeps its spelling", async () => {
  const { desk, audience } = await meeting(
    ["p-1,JANE@Harbor-Coffee.dev,Jane,active,1,gold"],
    [{ email: "Jane@harbor-coffee.dev", mergeFields: { PARTNER_ID: "p-1" } }],
  );
  await applied(desk);
  expect(audience.size).toBe(1);
  expect(audience.member("jane@harbor-coffee.dev")?.email).toBe("Jane@harbor-coffee.dev");
  expect(await isDone(desk)).toBe(true);
});

test("two records with one address are an error, unless the file says which one counts", async () => {
  const rows = ["p-1,jane@harbor-coffee.dev,Jane,active,1,gold", "p-2,JANE@harbor-coffee.dev,Jane,active,5,silver"];
  const { desk, audience } = await meeting(rows);
  const refused = await desk.run(["apply", "--yes"]);
  expect(refused.exit).toBe(1);
  expect(refused.stderr).toContain("people.csv:2 and people.csv:3");
  expect(desk.sandbox.traffic.writes).toEqual([]);
  for (const [which, tier] of [
    ["first", "tier:gold"],
    ["last", "tier:silver"],
  ]) {
    desk.file(
      "mailchimp.config.yaml",
      CONFIG.replace("newContacts: pending", `newContacts: subscribed\n  duplicates: ${which}`),
    );
    await applied(desk);
    expect(audience.member("jane@harbor-coffee.dev")?.tags).toContain(tier);
    expect(await isDone(desk)).toBe(true);
  }
});

test("what is unset and what is empty are one and the same", async () => {
  const { desk, audience } = await meeting(
    ["p-1,jane@harbor-coffee.dev,,,,"],
    [{ email: "jane@harbor-coffee.dev", mergeFields: { PARTNER_ID: "p-1", FNAME: "" } }],
  );
  await applied(desk);
  expect(audience.member("jane@harbor-coffee.dev")).toMatchObject({ mergeFields: { PARTNER_ID: "p-1" } });
  expect(await isDone(desk)).toBe(true);
});

test("each way of writing a field does what it says", async () => {
  const values = { PARTNER_ID: "p-1", LNAME: "Standing", FNAME: "Standing", PHONE: "Standing" };
  const field = (write: string) => `{ value: partner.name, write: ${write} }`;
  const config = CONFIG.replace(
    "FNAME: { value: partner.name, write: if_empty }",
    `FNAME: ${field("if_empty")}\n  LNAME: ${field("create_only")}\n  PHONE: ${field("always")}`,
  );
  const { desk, audience } = await meeting(
    ["p-1,jane@harbor-coffee.dev,Jane,active,1,gold", "p-2,omar@lantern-books.dev,Omar,active,1,gold"],
    [{ email: "jane@harbor-coffee.dev", mergeFields: values }],
    config.replace("newContacts: pending", "newContacts: subscribed"),
  );
  await applied(desk);
  const [jane, omar] = ["jane@harbor-coffee.dev", "omar@lantern-books.dev"].map((one) => audience.member(one));
  expect(jane?.mergeFields).toMatchObject({ FNAME: "Standing", LNAME: "Standing", PHONE: "Jane" });
  expect(omar?.mergeFields).toMatchObject({ FNAME: "Omar", LNAME: "Omar", PHONE: "Omar" });
  desk.file("people.csv", `${HEADER}\np-1,jane@harbor-coffee.dev,,,,\np-2,omar@lantern-books.dev,,,,\n`);
  await applied(desk);
  expect(audience.member("omar@lantern-books.dev")?.mergeFields).toEqual({
    PARTNER_ID: "p-2",
    ...{ FNAME: "Omar", LNAME: "Omar", PHONE: "Omar" },
  });
  expect(await isDone(desk)).toBe(true);
});

test("a contact that changes while the audience is read counts as it is in the end", async () => {
  const members = Array.from({ length: 1500 }, (_, index) => ({
    email: `person${index}@harbor-coffee.dev`,
    mergeFields: { PARTNER_ID: `p-${index}` },
    tags: ["partner"],
    optedAt: new Date(Date.UTC(2025, 0, 1) + index * 60_000).toISOString(),
  }));
  const rows = members.map(({ email }, index) => `p-${index},${email},,,,`);
  const { desk, audience } = await meeting(rows, members);
  const { traffic } = desk.sandbox;
  const arrive = traffic.arrive.bind(traffic);
  let pages = 0;
  traffic.arrive = (method, path, ...rest) => {
    if (path.endsWith("/members") && ++pages === 2) {
      audience.untagMember("person3@harbor-coffee.dev", "partner");
      audience.acts.isArchived("person4@harbor-coffee.dev");
      audience.acts.unsubscribes("person5@harbor-coffee.dev");
    }
    return arrive(method, path, ...rest);
  };
  const plan = await planned(desk);
  expect(plan.contacts.changes.map(({ address, tags }) => [address, tags.add])).toEqual([
    ["contact.person3@harbor-coffee.dev", ["partner"]],
  ]);
  expect(plan.contacts.summary).toMatchObject({ live: 1499, skipped: { archived: 1 } });
});

test("people whom Mailchimp refuses are told one by one, and everybody else is done", async () => {
  const rows = PEOPLE.trim().split("\n").slice(1);
  const { desk, audience } = await meeting([...rows, "p-9,bot@example.com,Bot,active,1,gold"]);
  audience.tire("omar@lantern-books.dev");
  const ran = await desk.run(["apply", "--yes", "--show-pii"]);
  expect(ran.exit).toBe(0);
  expect(ran.stdout).toContain("omar@lantern-books.dev");
  expect(ran.stdout).toContain("bot@example.com");
  const next = await planned(desk);
  expect(next.contacts.changes).toEqual([]);
  expect(next.contacts.summary["skipped"]).toMatchObject({ "refused-before": 2 });
});
