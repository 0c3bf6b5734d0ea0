import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PARTNERO_TODAY } from "../../../src/sandbox/partnero/quirks.ts";
import { at } from "../client.ts";
import { data, type PartneroBench, partneroBench, rows, values } from "./client.ts";

let now: PartneroBench;
beforeAll(async () => {
  now = await partneroBench();
});
beforeEach(() => {
  now.sandbox.partnero.quirks = PARTNERO_TODAY;
  now.program.clear();
  now.program.partnerJoins({ id: "p1", key: "k1", email: "ada@orchard-row.dev" });
  now.program.partnerJoins({ id: "p2", key: "k2", email: "bo@orchard-row.dev" });
  now.program.customerSignsUp({
    key: "c1",
    partner: "p1",
    email: "alice@cedar-mill.co",
    name: "Alice",
    tags: ["premium"],
    createdAt: "2025-05-02T16:12:39.000000Z",
  });
  now.program.customerSignsUp({ key: "c2", partner: "k2" });
});
afterAll(() => now.sandbox.close());

const THIN = {
  key: "c1",
  partner: "p1",
  deleted: false,
  name: "Alice",
  surname: null,
  email: "alice@cedar-mill.co",
  created_at: "2025-05-02T16:12:39.000000Z",
  updated_at: "2025-05-02T16:12:39.000000Z",
  deleted_at: null,
};

test("a list shows customers without status and tags, with and without an address", async () => {
  const listed = rows(await now.get("/customers?sort=asc"));
  expect(listed[0]).toEqual(THIN);
  expect(listed[1]).toMatchObject({ key: "c2", email: null });
});

test("a customer is read by key or by address", async () => {
  const full = { ...THIN, status: "active", tags: [{ value: "premium" }] };
  expect(data(await now.get("/customers/c1"))).toEqual(full);
  expect(data(await now.get("/customers/alice%40cedar-mill.co"))).toEqual(full);
  expect((await now.get("/customers/c9")).status).toBe(404);
});

test.each([
  "partner.key=k1",
  "partner_key=k1",
  "partner.email=ada@orchard-row.dev",
  "partner_email=ADA@orchard-row.dev",
])("customers are filtered by %s", async (query) => {
  expect(values(await now.get(`/customers?${query}`), "key")).toEqual(["c1"]);
});

test("a customer who names the partner by key is found by the partner, one of nobody finds nobody", async () => {
  expect(values(await now.get("/customers?partner_key=k2"), "key")).toEqual(["c2"]);
  expect(rows(await now.get("/customers?partner_key=nobody"))).toEqual([]);
});

test("a search finds parts of an address or a key", async () => {
  expect(values(await now.get("/customers:search?email=alice@"), "key")).toEqual(["c1"]);
  expect(values(await now.get("/customers:search?id=c2"), "key")).toEqual(["c2"]);
  expect((await now.get("/customers:search?key=c2")).status).toBe(422);
});

test("a customer is created with a partner; without one, or with a key that is taken, not", async () => {
  const body = { key: "c3", partner: { key: "k1" }, email: "cy@cedar-mill.co", tags: ["new"] };
  const made = await now.call("POST", "/customers", body);
  expect([made.status, at(data(made), "partner"), at(data(made), "tags")]).toEqual([201, "p1", [{ value: "new" }]]);
  expect(at(data(await now.get("/partners/p1")), "referrals_count")).toBe(2);
  expect((await now.call("POST", "/customers", { ...body, key: "c4", partner: { id: "gone" } })).status).toBe(400);
  expect((await now.call("POST", "/customers", { partner: { id: "p1" } })).body).toEqual({
    status: 0,
    errors: { key: ["The key field is required."] },
  });
  expect((await now.call("POST", "/customers", body)).body).toMatchObject({
    errors: { key: ["The key has already been taken."] },
  });
});

test("a customer is created in the plugin's older form", async () => {
  const body = { partner: { key: "k2" }, customer: { key: "c3", name: "Cy" } };
  expect(data(await now.call("POST", "/customers", body))).toMatchObject({ key: "c3", partner: "p2", name: "Cy" });
});

test("a customer is changed flat, below `update`, and by a key in the body", async () => {
  await now.call("PUT", "/customers/c1", { email: "al@cedar-mill.co" });
  await now.call("PUT", "/customers/c1", { update: { surname: "Brown" } });
  await now.call("PUT", "/customers", { key: "c1", update: { tags: ["a", "b"] } });
  expect(data(await now.get("/customers/c1"))).toMatchObject({
    email: "al@cedar-mill.co",
    surname: "Brown",
    tags: [{ value: "a" }, { value: "b" }],
  });
});

test("a customer is suspended, approved, archived and restored", async () => {
  const after = async (command: string) => {
    expect((await now.call("POST", `/customers/c1/${command}`)).body).toEqual({ status: 1 });
    return at(data(await now.get("/customers/c1")), "status");
  };
  expect(await after("suspend")).toBe("suspended");
  expect(await after("approve")).toBe("active");
  expect(await after("archive")).toBe("archived");
  expect((await now.call("POST", "/customers/c1/archive")).status).toBe(400);
  expect(await after("revoke-archive")).toBe("active");
});

test("a deleted customer takes the sales along and stays listed as deleted", async () => {
  now.program.sells("p1", { customer: "c1", amount: 100 });
  expect((await now.call("DELETE", "/customers/c1")).body).toEqual({ status: 1 });
  expect(rows(await now.get("/customers?sort=asc"))[0]).toMatchObject({
    deleted: true,
    deleted_at: expect.any(String),
  });
  expect(rows(await now.get("/transactions"))).toEqual([]);
  expect(at(data(await now.get("/partners/p1")), "referrals", "sales_count")).toBe(0);
  expect((await now.call("DELETE", "/customers/c1")).status).toBe(404);
  now.sandbox.partnero.quirks = { ...PARTNERO_TODAY, listsDeleted: false };
  expect(values(await now.get("/customers"), "key")).toEqual(["c2"]);
});
