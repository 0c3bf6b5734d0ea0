import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { at, keysOf } from "../client.ts";
import { data, type PartneroBench, partneroBench, rows, values } from "./client.ts";

let now: PartneroBench;
beforeAll(async () => {
  now = await partneroBench();
});
beforeEach(() => {
  now.program.clear();
  now.program.partnerJoins({
    id: "partner_123",
    key: "ref_123",
    email: "john.doe@orchard-row.dev",
    name: "John",
    surname: "Doe",
    tags: ["premium"],
    createdAt: "2025-04-30T16:44:13.000000Z",
    stats: {
      clicks: 150,
      signups: 12,
      paidAccounts: 5,
      salesCount: 8,
      revenue: { USD: 1250 },
      paid: 375,
      pending: { USD: 125 },
      notPaid: { USD: 50, EUR: 29.997 },
    },
  });
});
afterAll(() => now.sandbox.close());

test("a list shows a partner without key, tags, links and statistics", async () => {
  expect(rows(await now.get("/partners"))).toEqual([
    {
      email: "john.doe@orchard-row.dev",
      created_at: "2025-04-30T16:44:13.000000Z",
      updated_at: "2025-04-30T16:44:13.000000Z",
      id: "partner_123",
      name: "John",
      surname: "Doe",
      approved: true,
      status: "active",
      custom_fields: [],
    },
  ]);
});

test("a read by id shows everything", async () => {
  expect(data(await now.get("/partners/partner_123"))).toEqual({
    email: "john.doe@orchard-row.dev",
    created_at: "2025-04-30T16:44:13.000000Z",
    updated_at: "2025-04-30T16:44:13.000000Z",
    name: "John",
    id: "partner_123",
    surname: "Doe",
    tos: true,
    approved: true,
    status: "active",
    referrals: {
      clicks: 150,
      signups: 12,
      revenue: [{ currency: "USD", amount: 1250 }],
      sales_count: 8,
      paid_accounts: 5,
    },
    commissions: {
      paid: 375,
      pending: [{ currency: "USD", amount: 125 }],
      not_paid: [
        { currency: "USD", amount: 50 },
        { currency: "EUR", amount: 29.997 },
      ],
    },
    custom_field_values: [],
    custom_fields: [],
    referrals_count: 12,
    tags: [{ value: "premium" }],
    referral_link: "https://northlight.studio?aff=ref_123",
    referral_links: ["https://northlight.studio?aff=ref_123"],
  });
});

test("a path takes the id alone: a key or an address there is 404", async () => {
  for (const name of ["ref_123", "john.doe@orchard-row.dev", "gone"]) {
    expect((await now.get(`/partners/${name}`)).status).toBe(404);
    expect((await now.get(`/partners/${name}/referral_links`)).status).toBe(404);
  }
});

test("an id that the owner chose is read once it is escaped", async () => {
  now.program.changesId("partner_123", "acme studio#7/a");
  expect(at((await now.get("/partners/acme%20studio%237%2Fa")).body, "data", "id")).toBe("acme studio#7/a");
});

test("GET /partner takes key, address or id", async () => {
  for (const query of ["key=ref_123", "email=John.Doe@orchard-row.dev", "id=partner_123"]) {
    expect(at((await now.get(`/partner?${query}`)).body, "data", "referrals", "sales_count")).toBe(8);
  }
  expect((await now.get("/partner?key=partner_123")).status).toBe(404);
  expect((await now.get("/partner")).status).toBe(422);
});

test("a search finds parts of values, in a list of thin partners", async () => {
  now.program.partnerJoins({ id: "partner_1234", key: "ref_1234", email: "jo@orchard-row.dev" });
  const found = await now.get("/partners:search?id=partner_123&sort=asc");
  expect(values(found, "id")).toEqual(["partner_123", "partner_1234"]);
  expect(keysOf(rows(found)[0])).not.toContain("tags");
  expect(values(await now.get("/partners:search?key=_1234"), "id")).toEqual(["partner_1234"]);
  expect(values(await now.get("/partners:search?email=DOE"), "id")).toEqual(["partner_123"]);
  expect((await now.get("/partners:search")).status).toBe(422);
});

test("the default referral link holds the partner's key; its list has no pages", async () => {
  expect((await now.get("/partners/partner_123/referral_links")).body).toEqual({
    data: [
      {
        id: "ref_123",
        key: "ref_123",
        url: "https://northlight.studio?aff=ref_123",
        default: true,
        is_additional: false,
        direct_tracking: false,
        direct_tracking_redirect: false,
        direct_tracking_redirect_url: null,
      },
    ],
    status: 1,
  });
});

test("custom fields that are there are a map, where there are none a list", async () => {
  now.program.partnerJoins({ id: "p2", email: "b@orchard-row.dev", customFields: { company: "Acme" } });
  expect(at((await now.get("/partners/p2")).body, "data", "custom_fields")).toEqual({ company: "Acme" });
});

test("whoever is deleted is gone; whoever is only marked so can be read", async () => {
  now.program.marksDeleted("partner_123");
  expect(at((await now.get("/partners/partner_123")).body, "data", "status")).toBe("deleted");
  now.program.deletes("partner_123");
  expect((await now.get("/partners/partner_123")).status).toBe(404);
  expect(rows(await now.get("/partners"))).toEqual([]);
});
