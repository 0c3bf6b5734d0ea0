import { expect, onTestFinished, test } from "vitest";
import type { ProgramSpec } from "../../../src/sandbox/partnero/stage.ts";
import { at } from "../client.ts";
import { data, type PartneroBench, partneroBench, rows, values } from "./client.ts";

async function programOf(spec: ProgramSpec): Promise<PartneroBench> {
  const now = await partneroBench(spec);
  onTestFinished(() => now.sandbox.close());
  return now;
}

test("an affiliate program says so, its counters are texts, its money is written for people", async () => {
  const { program, get } = await programOf({ type: "Affiliate", name: "Acme Partners", currency: "EUR" });
  program.partnerJoins({ id: "p1", email: "ada@orchard-row.dev" });
  program.sells("p1", { amount: 1124.9 });
  expect(data(await get("/program"))).toMatchObject({
    program: { type: "Affiliate", name: "Acme Partners", created_at: "2023-03-02" },
    stats: { total_partners: "1", total_partners_growth: 0, total_purchases: "1", total_revenue: { eur: "€1,124.90" } },
    program_settings: { currency: "EUR" },
  });
  expect((await get("/program/overview")).body).toEqual((await get("/program")).body);
  expect(at(data(await get("/test")), "program", "pub_id")).toMatch(/^[0-9A-F]{8}$/);
});

test("a program is renamed, a website that is none is refused, and nobody deletes a program", async () => {
  const { call, get } = await programOf({});
  expect((await call("PUT", "/program", { website: "nowhere" })).body).toEqual({
    status: 0,
    errors: { website: ["The website format is invalid."] },
  });
  expect((await call("PUT", "/program", { name: "New" })).body).toMatchObject({
    status: 1,
    message: expect.any(String),
  });
  expect(at(data(await get("/program")), "program", "name")).toBe("New");
  expect((await call("DELETE", "/program")).status).toBe(403);
});

test("customers of a refer-a-friend program have an id, a referrer and a link, and are no partners", async () => {
  const { program, get } = await programOf({ type: "Referral" });
  program.friendSignsUp({ id: "f1", key: "ada", email: "ada@orchard-row.dev", name: "Ada" });
  program.friendSignsUp({ id: "f2", email: "bo@orchard-row.dev", referredBy: "f1" });
  expect(data(await get("/customers/f1"))).toEqual({
    email: "ada@orchard-row.dev",
    created_at: "2026-03-02T09:00:00.000000Z",
    updated_at: "2026-03-02T09:00:00.000000Z",
    id: "f1",
    name: "Ada",
    surname: null,
    approved: true,
    status: "active",
    referring_customer: null,
    referrals_count: 1,
    metadata: { date_of_birth: null },
    referral_link: "https://northlight.studio?ref=ada",
    referral_links: ["https://northlight.studio?ref=ada"],
    custom_fields: {},
  });
  expect(values(await get("/customers?refer_status=referred"), "id")).toEqual(["f2"]);
  expect(values(await get("/customers?refer_status=non_referred"), "id")).toEqual(["f1"]);
  expect(at(rows(await get("/customers/f1/referrals"))[0], "referring_customer", "id")).toBe("f1");
  expect(values(await get("/customers:search?key=ad"), "id")).toEqual(["f1"]);
  expect((await get("/customers?refer_status=perhaps")).status).toBe(422);
  expect((await get("/partners")).status).toBe(404);
  expect(data(await get("/program"))).toMatchObject({
    program: { type: "Referral" },
    total_customers: 2,
    total_referring_customers: 1,
  });
});

test("who referred is credited when the friend buys; whom nobody referred cannot buy", async () => {
  const { program, call, get } = await programOf({ type: "Referral" });
  program.friendSignsUp({ id: "f1" });
  await call("POST", "/customers", { id: "f2", referring_customer: { id: "f1" } });
  const sale = await call("POST", "/transactions", { customer: { key: "f2" }, amount: 10, reward: 3 });
  expect(data(sale)).toMatchObject({ customer: "f1", referred_customer: "f2" });
  expect(data(await get("/customers/f1/balance"))).toMatchObject({
    customer: { id: "f1" },
    balance: { currency: [{ amount: 3, amount_units: "USD", is_currency: true }] },
  });
  expect(data(await get("/customers/f1/stats"))).toMatchObject({ referrals: 1, sales: 1 });
  expect((await call("POST", "/transactions", { customer: { key: "f1" }, amount: 10 })).status).toBe(400);
  await call("POST", "/customers/f1/balance/credit", { amount: 2 });
  expect(at(data(await get("/customers/f1/balance")), "balance", "currency", 0, "amount")).toBe(5);
});

test("customers of a refer-a-friend program are created, changed and marked as deleted", async () => {
  const { call, get } = await programOf({ type: "Referral" });
  expect((await call("POST", "/customers", { id: "f1", email: "ada@orchard-row.dev" })).status).toBe(201);
  expect((await call("POST", "/customers", { id: "f1" })).status).toBe(422);
  expect((await call("POST", "/customers", { referring_customer: { key: "gone" } })).status).toBe(400);
  await call("PUT", "/customers/f1", { update: { surname: "Byron" } });
  await call("DELETE", "/customers/f1");
  expect(data(await get("/customers/f1"))).toMatchObject({ surname: "Byron", status: "deleted" });
});

test("subscribers of a newsletter carry their consent, and a status with a capital", async () => {
  const { program, get } = await programOf({ type: "Newsletter", name: "Weekly" });
  program.subscribes({ email: "ada@orchard-row.dev", name: "Ada Byron", marketingConsent: true });
  program.subscribes({ email: "bo@orchard-row.dev", id: null, referredBy: "ada@orchard-row.dev" });
  expect(rows(await get("/subscribers?sort=asc"))).toMatchObject([
    { id: "ada@orchard-row.dev", marketing_consent: true, status: "Active", is_referred: false, referrals_count: 1 },
    { id: null, marketing_consent: null, is_referred: true, deleted_at: null },
  ]);
  expect(values(await get("/subscribers?refer_status=referred"), "email")).toEqual(["bo@orchard-row.dev"]);
  expect(values(await get("/subscribers:search?email=ada"), "email")).toEqual(["ada@orchard-row.dev"]);
  expect(at(data(await get("/subscribers/bo%40orchard-row.dev")), "email")).toBe("bo@orchard-row.dev");
  expect((await get("/subscribers?limit=9")).status).toBe(422);
  expect(at((await get("/subscribers")).body, "meta", "per_page")).toBe(10);
});

test("a newsletter has no program key, and no customers", async () => {
  const { get } = await programOf({ type: "Newsletter", name: "Weekly" });
  expect(data(await get("/program"))).toMatchObject({ name: "Weekly", esp_type: "custom", total_subscribers: 0 });
  expect(at(data(await get("/program")), "program")).toBe(undefined);
  expect((await get("/customers")).status).toBe(404);
});

test("subscribers are created, changed, referred and deleted", async () => {
  const { call, get } = await programOf({ type: "Newsletter" });
  expect((await call("POST", "/subscribers", { email: "ada@orchard-row.dev", status: "suspended" })).status).toBe(201);
  const referral = { email: "ada@orchard-row.dev" };
  await call("POST", "/subscribers", { email: "bo@orchard-row.dev", referral });
  expect((await call("POST", "/subscribers", { email: "bo@orchard-row.dev" })).status).toBe(422);
  expect((await call("POST", "/subscribers", { email: "c@orchard-row.dev", status: "Active" })).status).toBe(422);
  await call("PUT", "/subscribers/ada%40orchard-row.dev", { marketing_consent: false, status: "active" });
  await call("DELETE", "/subscribers", { email: "bo@orchard-row.dev" });
  expect(rows(await get("/subscribers?sort=asc"))).toMatchObject([
    { marketing_consent: false, status: "Active", referrals_count: 1 },
    { is_referred: true, deleted_at: "2026-03-02T09:00:00.000000Z" },
  ]);
});

test("leads and payout requests are read and sought", async () => {
  const { program, get } = await programOf({});
  program.partnerJoins({ id: "p1", email: "ada@orchard-row.dev", name: "Ada", stats: { notPaid: { USD: 80 } } });
  const lead = program.submitsLead("p1", { name: "Alice Brown", email: "alice@cedar-mill.co" });
  const request = program.requestsPayout("p1", "wise");
  const submitter = { id: "p1", name: "Ada", email: "ada@orchard-row.dev" };
  expect(data(await get(`/leads/${lead}`))).toMatchObject({ created_at: "2026-03-02", status: "submitted", submitter });
  expect(values(await get("/leads"), "id")).toEqual([lead]);
  expect(data(await get(`/payout_requests/${request}`))).toMatchObject({ status: "requested", amount: 80 });
  expect(values(await get("/payout_requests:search?partner_id=p1&status=requested"), "id")).toEqual([request]);
  expect(rows(await get("/payout_requests:search?status=finished"))).toEqual([]);
  expect((await get("/leads/9")).status).toBe(404);
});
