import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { NotInProgram } from "../../../src/sandbox/partnero/acts/nobody.ts";
import { at } from "../client.ts";
import { data, type PartneroBench, partneroBench } from "./client.ts";

let now: PartneroBench;
let clock = new Date("2026-03-02T09:00:00Z");
beforeAll(async () => {
  now = await partneroBench({}, { now: () => clock });
});
beforeEach(() => {
  now.program.clear();
  clock = new Date("2026-03-02T09:00:00Z");
});
afterAll(() => now.sandbox.close());

const partner = async (id: string) => data(await now.get(`/partners/${encodeURIComponent(id)}`));

test("a story: a partner joins, is approved, sells, rises a tier, is paid, and leaves", async () => {
  const { program } = now;
  const id = program.partnerJoins({ email: "ada@orchard-row.dev", name: "Ada", status: "pending" });
  expect(await partner(id)).toMatchObject({ status: "pending", approved: false });
  program.approves(id);
  expect(await partner(id)).toMatchObject({ status: "active", approved: true });
  const customer = program.customerSignsUp({ partner: id, email: "alice@cedar-mill.co" });
  program.sells(id, { customer, amount: 100 });
  program.sells(id, { customer, amount: 50, commission: 10, currency: "EUR" });
  expect(await partner(id)).toMatchObject({
    referrals: { signups: 1, sales_count: 2, paid_accounts: 1 },
    commissions: {
      paid: 0,
      pending: [
        { currency: "USD", amount: 30 },
        { currency: "EUR", amount: 10 },
      ],
    },
  });
  program.tags(id, ["tier:silver"]);
  expect(program.paysOut(id)).toBe(30);
  expect(await partner(id)).toMatchObject({
    tags: [{ value: "tier:silver" }],
    commissions: { paid: 30, pending: [{ currency: "EUR", amount: 10 }], not_paid: [] },
  });
  program.deletes(id);
  expect((await now.get(`/partners/${id}`)).status).toBe(404);
});

test("only what is in the thin item shows in updated_at: sales, payouts and tags do not", async () => {
  const { program } = now;
  const id = program.partnerJoins({ email: "ada@orchard-row.dev" });
  clock = new Date("2026-03-03T09:00:00Z");
  program.sells(id, { amount: 10 });
  program.tags(id, ["new"]);
  program.paysOut(id);
  program.isClicked(id, 5);
  expect(at(await partner(id), "updated_at")).toBe("2026-03-02T09:00:00.000000Z");
  program.changesEmail(id, "ada@cedar-mill.co");
  expect(at(await partner(id), "updated_at")).toBe("2026-03-03T09:00:00.000000Z");
});

test("a partner with another id is nobody under the old one; customers and sales go along", async () => {
  const { program } = now;
  program.partnerJoins({ id: "p1", email: "ada@orchard-row.dev" });
  program.customerSignsUp({ key: "c1", partner: "p1" });
  program.sells("p1", { key: "t1", amount: 10 });
  program.changesId("p1", "p9");
  expect((await now.get("/partners/p1")).status).toBe(404);
  expect(at(data(await now.get("/customers/c1")), "partner")).toBe("p9");
  expect(at(data(await now.get("/transactions/t1")), "partner")).toBe("p9");
});

test("a partner is rejected, suspended, archived and comes back as whatever was before", () => {
  const { program } = now;
  program.partnerJoins({ id: "p1", email: "ada@orchard-row.dev", status: "pending" });
  program.rejects("p1");
  program.archives("p1");
  expect(program.partner("p1")?.status).toBe("archived");
  program.restores("p1");
  expect(program.partner("p1")?.status).toBe("rejected");
  program.suspends("p1");
  program.hasStatus("p1", "on_leave");
  expect(program.partner("p1")).toMatchObject({ status: "on_leave", approved: false });
});

test("customers change address and key, lose theirs, and vanish without a trace", async () => {
  const { program } = now;
  program.customerSignsUp({ key: "c1", partner: "nobody", email: "alice@cedar-mill.co" });
  program.customerChangesEmail("c1", "al@cedar-mill.co");
  program.customerChangesKey("c1", "c9");
  program.tagsCustomer("c9", ["vip"]);
  program.suspendsCustomer("c9");
  expect(data(await now.get("/customers/c9"))).toMatchObject({
    email: "al@cedar-mill.co",
    status: "suspended",
    tags: [{ value: "vip" }],
  });
  program.approvesCustomer("c9");
  program.customerChangesEmail("c9", null);
  expect(program.customers()).toMatchObject([{ key: "c9", email: null, status: "active" }]);
  program.removesCustomer("c9");
  expect(program.customers()).toEqual([]);
});

test("friends and subscribers change address, consent and leave", () => {
  const friends = now.sandbox.partnero.program("friends", { type: "Referral" });
  friends.friendSignsUp({ id: "f1", email: "ada@orchard-row.dev" });
  friends.friendChangesEmail("f1", "ada@cedar-mill.co");
  friends.deletesFriend("f1");
  expect(friends.friends()).toMatchObject([{ email: "ada@cedar-mill.co", status: "deleted" }]);
  const news = now.sandbox.partnero.program("news", { type: "Newsletter" });
  news.subscribes({ email: "ada@orchard-row.dev" });
  news.subscribes({ email: "bo@orchard-row.dev", referredBy: "ada@orchard-row.dev" });
  news.subscriberChangesEmail("ada@orchard-row.dev", "ada@cedar-mill.co");
  news.consents("ada@cedar-mill.co", true);
  news.subscriberHasStatus("ada@cedar-mill.co", "suspended");
  news.deletesSubscriber("bo@orchard-row.dev");
  expect(news.subscribers()).toMatchObject([
    { id: "ada@cedar-mill.co", marketingConsent: true, status: "suspended" },
    { referredBy: "ada@cedar-mill.co", deletedAt: "2026-03-02T09:00:00.000000Z" },
  ]);
});

test("an act about nobody says so", () => {
  expect(() => now.program.approves("gone")).toThrow(NotInProgram);
  expect(() => now.program.sells("gone", { amount: 1 })).toThrow('There is no partner "gone" in this program.');
});

test("a look at what stands changes nothing", () => {
  const id = now.program.partnerJoins({ email: "ada@orchard-row.dev", tags: ["new"] });
  now.program.partners()[0]?.tags.push("stray");
  expect(now.program.partner(id)?.tags).toEqual(["new"]);
});
