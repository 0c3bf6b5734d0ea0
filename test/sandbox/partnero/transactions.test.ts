import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { at } from "../client.ts";
import { data, type PartneroBench, partneroBench, rows, values } from "./client.ts";

let now: PartneroBench;
beforeAll(async () => {
  now = await partneroBench();
});
beforeEach(() => {
  now.program.clear();
  now.program.partnerJoins({ id: "p1", key: "k1", email: "ada@orchard-row.dev" });
  now.program.customerSignsUp({ key: "c1", partner: "p1", email: "alice@cedar-mill.co" });
});
afterAll(() => now.sandbox.close());

const stats = async () => data(await now.get("/partners/p1"));

test("a sale is shown with its reward, whose key is the sale's", async () => {
  now.program.sells("p1", { key: "t1", amount: 99.99, commission: 29.997, product: "prod_123" });
  const sale = {
    key: "t1",
    action: "sale",
    partner: "p1",
    customer: "c1",
    credit: false,
    is_currency: true,
    amount_units: "USD",
    created_at: "2026-03-02T09:00:00.000000Z",
    deleted_at: null,
  };
  const product_type_data = { product_id: "prod_123", product_type: "monthly" };
  expect(data(await now.get("/transactions/t1"))).toEqual({
    ...sale,
    amount: 99.99,
    rewards: [{ ...sale, status: "ok", amount: 29.997, product_type_data }],
  });
});

test("a sale is reported by customer, and counts for the partner", async () => {
  const made = await now.call("POST", "/transactions", {
    customer: { email: "alice@cedar-mill.co" },
    amount: "49.99",
    created_at: 1_746_596_068,
  });
  expect([made.status, at(data(made), "created_at")]).toEqual([201, "2025-05-07T05:34:28.000000Z"]);
  expect(await stats()).toMatchObject({
    referrals: { sales_count: 1, paid_accounts: 1, revenue: [{ currency: "USD", amount: 49.99 }] },
    commissions: { paid: 0, pending: [{ currency: "USD", amount: 14.997 }], not_paid: [] },
  });
});

test("several sales of one customer go in one body, and the same key twice is two sales", async () => {
  const transactions = [{ amount: 10, key: "t1" }, { amount: 20, key: "t1" }, { reward: 5 }];
  const made = await now.call("POST", "/transactions", { customer: { key: "c1" }, transactions });
  expect(rows(made)).toHaveLength(3);
  expect(values(await now.get("/transactions?key=t1&sort=asc"), "amount")).toEqual([10, 20]);
});

test.each([
  [{ amount: 1 }, 422],
  [{ customer: { key: "c1" } }, 422],
  [{ customer: { key: "c1" }, amount: "ten" }, 422],
  [{ customer: { key: "c9" }, amount: 1 }, 404],
])("%j is refused with %d", async (body, status) => {
  expect((await now.call("POST", "/transactions", body)).status).toBe(status);
});

test("a sale can bring its customer along", async () => {
  const customer = { key: "c2", name: "Cy", partner: { key: "k1" } };
  const body = { customer, amount: 10, options: { create_customer: true } };
  expect((await now.call("POST", "/transactions", body)).status).toBe(201);
  expect(data(await now.get("/customers/c2"))).toMatchObject({ name: "Cy", partner: "p1" });
});

test("the sales of a suspended customer earn nothing", async () => {
  now.program.suspendsCustomer("c1");
  const made = await now.call("POST", "/transactions", { customer: { key: "c1" }, amount: 10 });
  expect(at(data(made), "rewards")).toEqual([]);
});

test("sales are listed by partner and by customer", async () => {
  now.program.partnerJoins({ id: "p2", email: "bo@orchard-row.dev" });
  now.program.sells("p1", { key: "t1", amount: 10 });
  now.program.sells("p2", { key: "t2", amount: 10 });
  for (const query of ["partner_key=k1", "partner.email=ada@orchard-row.dev", "customer.key=c1"]) {
    expect(values(await now.get(`/transactions?${query}`), "key")).toEqual(["t1"]);
  }
  expect(values(await now.get("/customers/c1/transactions"), "key")).toEqual(["t1"]);
});

test("a refund takes sales and pending commissions back, by key in path or body", async () => {
  now.program.sells("p1", { key: "t1", amount: 10 });
  now.program.sells("p1", { key: "t2", amount: 10 });
  expect((await now.call("DELETE", "/transactions/t1")).body).toEqual({ status: 1 });
  expect((await now.call("DELETE", "/transactions", { key: "t2" })).body).toEqual({ status: 1 });
  expect(await stats()).toMatchObject({
    referrals: { sales_count: 0, paid_accounts: 0, revenue: [] },
    commissions: { pending: [] },
  });
});

test("an archived sale says since when, and comes back", async () => {
  now.program.sells("p1", { key: "t1", amount: 10 });
  await now.call("POST", "/transactions/t1/archive");
  expect(at(data(await now.get("/transactions/t1")), "deleted_at")).toBe("2026-03-02T09:00:00.000000Z");
  expect((await now.call("POST", "/transactions/t1/archive")).status).toBe(400);
  await now.call("POST", "/transactions/t1/revoke-archive");
  expect(at(data(await now.get("/transactions/t1")), "deleted_at")).toBe(null);
});
