import { afterAll, beforeAll, expect, test } from "vitest";
import type { Partner } from "../../../src/sandbox/partnero/records/partner.ts";
import { refusedEmail } from "../../../src/sandbox/values/email.ts";
import { at } from "../client.ts";
import { data, NOW, type PartneroBench, partneroBench, rows } from "./client.ts";

let now: PartneroBench;
beforeAll(async () => {
  now = await partneroBench();
  now.program.seed();
});
afterAll(() => now.sandbox.close());

const count = (test: (partner: Readonly<Partner>) => boolean) => now.program.partners().filter(test).length;
const daysAgo = (stamp: string) => (NOW.getTime() - Date.parse(stamp)) / 86_400_000;

test("a seeded program has thousands of partners and customers, and the list shows them all", async () => {
  expect([now.program.partners().length, now.program.customers().length]).toEqual([2400, 3600]);
  now.sandbox.partneroTraffic.clear();
  const ids = new Set<unknown>();
  for (let page = 1, more = true; more; page++) {
    const answer = await now.get(`/partners?limit=100&sort=asc&page=${page}`);
    for (const { id } of rows(answer)) ids.add(id);
    more = at(answer.body, "links", "next") !== null;
  }
  expect([ids.size, now.sandbox.partneroTraffic.total]).toEqual([2400, 24]);
});

test("the same sizes at the same moment are the same program", async () => {
  const again = now.sandbox.partnero.program("another", { name: now.program.name }).seed();
  expect(again.partners()).toEqual(now.program.partners());
  expect(again.customers()).toEqual(now.program.customers());
  expect(again.transactions()).toEqual(now.program.transactions());
});

test("most are active, some are not, and one is what nobody has heard of", () => {
  expect(count(({ status }) => status === "active")).toBeGreaterThan(1800);
  for (const status of ["pending", "archived", "suspended", "rejected", "deleted", "on_hold"]) {
    expect(count((partner) => partner.status === status)).toBeGreaterThan(0);
  }
});

test("who was never let in has no sales and no tier", () => {
  expect(count(({ approved, salesCount, tags }) => !approved && (salesCount > 0 || /tier:/.test(tags.join())))).toBe(0);
});

test("tiers follow the sales; each has its partners", () => {
  const tier = ({ tags }: Pick<Partner, "tags">) => tags.find((tag) => tag.startsWith("tier:"));
  for (const partner of now.program.partners().filter(tier)) {
    const earned = partner.salesCount >= 20 ? "gold" : partner.salesCount >= 8 ? "silver" : "bronze";
    expect(tier(partner)).toBe(`tier:${earned}`);
  }
  for (const name of ["tier:gold", "tier:silver", "tier:bronze", "consented"]) {
    expect(count(({ tags }) => tags.includes(name))).toBeGreaterThan(50);
  }
});

test("statistics are the sums of the sales", () => {
  const totals = new Map<string, { sales: number; revenue: number; reward: number }>();
  for (const { partner, units, amount, reward } of now.program.transactions()) {
    const total = totals.get(`${partner} ${units}`) ?? { sales: 0, revenue: 0, reward: 0 };
    total.sales++;
    total.revenue += amount;
    total.reward += reward?.amount ?? 0;
    totals.set(`${partner} ${units}`, total);
  }
  const sales = [...totals.values()].reduce((sum, total) => sum + total.sales, 0);
  expect(now.program.partners().reduce((sum, { salesCount }) => sum + salesCount, 0)).toBe(sales);
  for (const { id, revenue, paid, pending, notPaid } of now.program.partners()) {
    const total = totals.get(`${id} USD`) ?? { revenue: 0, reward: 0 };
    expect(revenue["USD"] ?? 0).toBeCloseTo(total.revenue, 2);
    expect(paid + (pending["USD"] ?? 0) + (notPaid["USD"] ?? 0)).toBeCloseTo(total.reward, 2);
  }
});

test("some earn in several currencies, some to the tenth of a cent, many nothing", () => {
  expect(count(({ revenue }) => Object.keys(revenue).length > 1)).toBeGreaterThan(10);
  expect(count(({ paid }) => Math.round(paid * 100) !== paid * 100)).toBeGreaterThan(10);
  expect(count(({ salesCount, clicks }) => salesCount === 0 && clicks === 0)).toBeGreaterThan(100);
});

test("partners signed up over three years, a few of them lately, none later than now", () => {
  const ages = now.program.partners().map(({ createdAt }) => daysAgo(createdAt));
  expect(Math.max(...ages)).toBeGreaterThan(1000);
  expect(Math.max(...ages)).toBeLessThan(1096);
  expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
  expect(ages.filter((age) => age < 30).length).toBeGreaterThan(3);
  expect(now.program.transactions().every(({ createdAt }) => daysAgo(createdAt) >= 0)).toBe(true);
});

test("Mailchimp takes every address that is one, and no partner has another's", () => {
  const addresses = [...now.program.partners(), ...now.program.customers()].flatMap(({ email }) => email ?? []);
  for (const address of addresses) expect([address, refusedEmail(address, true)]).toEqual([address, undefined]);
  expect(new Set(now.program.partners().map(({ email }) => email.toLowerCase())).size).toBe(2400);
});

test("a small program has the odd rows too", () => {
  const small = now.sandbox.partnero.program("small").seed({ partners: 40, customers: 40 });
  const [partners, customers] = [small.partners(), small.customers()];
  const emails = new Set(partners.map(({ email }) => email));
  const ids = new Set(partners.map(({ id }) => id));
  expect(partners.some(({ surname }) => surname === null)).toBe(true);
  expect(partners.some(({ name }) => name === null)).toBe(true);
  expect(partners.some(({ email }) => email !== email.toLowerCase())).toBe(true);
  expect(partners.some(({ id }) => /[@ #]/.test(id))).toBe(true);
  expect(partners.some(({ links }) => links.length === 0)).toBe(true);
  expect(partners.some(({ links }) => links.length === 2)).toBe(true);
  expect(partners.some(({ status }) => status === "on_hold")).toBe(true);
  expect(customers.some(({ email }) => email === null)).toBe(true);
  expect(customers.some(({ email }) => email !== null && emails.has(email))).toBe(true);
  expect(customers.some(({ partner }) => partner === "pa_gone")).toBe(true);
  expect(customers.some(({ partner }) => !ids.has(partner) && partner !== "pa_gone")).toBe(true);
  expect(customers.some(({ deletedAt }) => deletedAt !== null)).toBe(true);
});

test("a partner without any link has none to show", async () => {
  const partner = now.program.partners().find(({ links }) => links.length === 0);
  const shown = data(await now.get(`/partners/${partner?.id}`));
  expect([at(shown, "referral_link"), at(shown, "referral_links")]).toEqual([null, []]);
});

test("programs of the other types are seeded with their own people", () => {
  const friends = now.sandbox.partnero.program("friends", { type: "Referral" }).seed({ customers: 200 }).friends();
  expect(friends).toHaveLength(200);
  expect(friends.some(({ referredBy }) => referredBy !== null)).toBe(true);
  expect(friends.some(({ email }) => email === null)).toBe(true);
  const readers = now.sandbox.partnero.program("news", { type: "Newsletter" }).seed({ subscribers: 200 }).subscribers();
  expect(new Set(readers.map(({ marketingConsent }) => marketingConsent))).toEqual(new Set([true, false, null]));
});
