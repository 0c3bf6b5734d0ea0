import fc from "fast-check";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { MemberSeed } from "../../src/sandbox/world/seed.ts";
import type { SandboxDesk } from "../support/sandbox-desk.ts";

/** An audience whose contacts, and a source whose people, have both moved since they were last the same. */
export interface MovedProgram {
  readonly rows: readonly SourceRow[];
  readonly customers: readonly SourceRow[];
  readonly members: readonly MemberSeed[];
  readonly leavers: "keep" | "untag" | "archive";
  readonly addressChanges: boolean;
  readonly lastAddress: boolean;
}

interface SourceRow {
  readonly id: string;
  readonly email: string;
  readonly status: string;
}

/** Few addresses, so that people meet at them. */
export const ADDRESSES = ["ada", "ben", "cleo", "dan", "eve", "finn", "gus", "hal"].map(
  (name) => `${name}@${name}-lantern.dev`,
);

const address = fc.constantFrom(...ADDRESSES);
const blank = fc.constant("");

function rows(prefix: string) {
  const row = fc.record({
    email: fc.oneof({ weight: 9, arbitrary: address }, blank),
    status: fc.constantFrom("active", "active", "active", "left"),
  });
  return fc
    .array(row, { maxLength: 5 })
    .map((all) => all.map((one, index): SourceRow => ({ ...one, id: `${prefix}-${index}` })))
    .map((all) =>
      all.filter((one, at) => one.email === "" || all.findIndex(({ email }) => email === one.email) === at),
    );
}

const member = fc.record({
  email: address,
  status: fc.constantFrom(
    "subscribed",
    "subscribed",
    "unsubscribed",
    "cleaned",
    "pending",
    "transactional",
    "archived",
  ),
  partner: fc.oneof(
    blank,
    fc.constantFrom(0, 1, 2, 3, 4, 7).map((index) => `p-${index}`),
  ),
  customer: fc.oneof(
    { weight: 2, arbitrary: blank },
    fc.constantFrom(0, 1, 2).map((index) => `c-${index}`),
  ),
  recorded: fc.oneof(blank, address, fc.constant("own")),
  tags: fc.subarray(["partner", "customer", "newsletter"]),
});

type Member = typeof member extends fc.Arbitrary<infer Value> ? Value : never;

export const movedPrograms: fc.Arbitrary<MovedProgram> = fc.record({
  rows: rows("p"),
  customers: rows("c"),
  members: fc.uniqueArray(member, { selector: ({ email }) => email, maxLength: 7 }).map((all) => all.map(seed)),
  leavers: fc.constantFrom("keep", "untag", "archive"),
  addressChanges: fc.boolean(),
  lastAddress: fc.boolean(),
});

function seed({ email, status, partner, customer, recorded, tags }: Member): MemberSeed {
  const values = { PARTNER_ID: partner, CUST_ID: customer, SRC_EMAIL: recorded === "own" ? email : recorded };
  const mergeFields = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  return { email, status, mergeFields: { ...mergeFields, NOTE: "a marketer's" }, tags };
}

const UNLIMITED = ["create", "adopt", "update", "rename", "archive", "tag", "untag", "clear", "shrink"];

/** Lays a program on a desk and founds its audience. */
export function layMoved(desk: SandboxDesk, program: MovedProgram): Handle {
  const { leavers, addressChanges, lastAddress } = program;
  const config = {
    version: 1,
    audience: { id: "law" },
    sources: {
      partner: { type: "csv", path: "partners.csv", email: "email" },
      customer: { type: "csv", path: "customers.csv", email: "email" },
    },
    mergeFields: {
      PARTNER_ID: { name: "Partner ID", type: "text", public: false, value: "partner.id" },
      CUSTOMER_ID: { tag: "CUST_ID", name: "Customer ID", type: "text", public: false, value: "customer.id" },
      SRC_EMAIL: { name: "Address in the source", type: "text", public: false },
      STATUS: { name: "Status", type: "text", value: "partner.status" },
    },
    tags: { partner: { when: { partner: "exists" } }, customer: { when: { customer: "exists" } } },
    sync: {
      identity: ["PARTNER_ID", "CUSTOMER_ID"],
      include: { any: [{ "partner.status": "active" }, { "customer.status": "active" }] },
      newContacts: "subscribed",
      leavers,
      ...(addressChanges ? { addressChanges: "source" } : {}),
      ...(lastAddress ? { lastAddress: "SRC_EMAIL" } : {}),
    },
    limits: Object.fromEntries(UNLIMITED.map((name) => [name, 1_000_000])),
  };
  desk.restart().file("mailchimp.config.yaml", JSON.stringify(config));
  desk.file("partners.csv", csv(program.rows)).file("customers.csv", csv(program.customers));
  const text = { type: "text", public: false } as const;
  const handle = desk.sandbox.world.audience({
    id: "law",
    name: "Law",
    mergeFields: [
      { tag: "PARTNER_ID", name: "Partner ID", ...text },
      { tag: "CUST_ID", name: "Customer ID", ...text },
      { tag: "SRC_EMAIL", name: "Address in the source", ...text },
      { tag: "STATUS", name: "Status", type: "text" },
      { tag: "NOTE", name: "Note", type: "text" },
    ],
    tags: ["partner", "customer", "newsletter"],
  });
  return handle.add(program.members);
}

function csv(all: readonly SourceRow[]): string {
  return ["id,email,status", ...all.map(({ id, email, status }) => `${id},${email},${status}`), ""].join("\n");
}
