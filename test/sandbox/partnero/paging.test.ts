import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PARTNERO_TODAY } from "../../../src/sandbox/partnero/quirks.ts";
import { at } from "../client.ts";
import { type PartneroBench, partneroBench, values } from "./client.ts";

let now: PartneroBench;
beforeAll(async () => {
  now = await partneroBench();
});
beforeEach(() => {
  now.sandbox.partnero.quirks = PARTNERO_TODAY;
  now.program.clear();
  for (let day = 1; day <= 28; day++) {
    const id = `p${String(day).padStart(2, "0")}`;
    const createdAt = `2025-02-${id.slice(1)}T10:00:00.000000Z`;
    now.program.partnerJoins({ id, email: `${id}@orchard-row.dev`, createdAt });
  }
});
afterAll(() => now.sandbox.close());

test("a list shows 15, the newest first, in an envelope without totals", async () => {
  const answer = await now.get("/partners");
  const path = `${now.sandbox.partneroUrl}/partners`;
  expect(values(answer, "id").slice(0, 2)).toEqual(["p28", "p27"]);
  expect(answer.body).toMatchObject({
    links: { first: `${path}?page=1`, last: null, prev: null, next: `${path}?page=2` },
    meta: { current_page: 1, from: 1, path, per_page: 15, to: 15 },
    status: 1,
  });
});

test("links name the page alone: whoever follows them loses limit, sort and filters", async () => {
  const { body } = await now.get("/partners?limit=10&sort=asc&page=2");
  const path = `${now.sandbox.partneroUrl}/partners`;
  expect(at(body, "links")).toEqual({
    first: `${path}?page=1`,
    last: null,
    prev: `${path}?page=1`,
    next: `${path}?page=3`,
  });
  expect(at(body, "meta")).toEqual({ current_page: 2, from: 11, path, per_page: 10, to: 20 });
});

test("the last page has no next, and past the end there is nothing", async () => {
  expect(at((await now.get("/partners?limit=14&page=2")).body, "links", "next")).toBe(null);
  const { status, body } = await now.get("/partners?limit=14&page=3");
  expect(status).toBe(200);
  expect(body).toMatchObject({ data: [], links: { next: null }, meta: { current_page: 3, from: null, to: null } });
});

test("sort=asc begins with the oldest", async () => {
  expect(values(await now.get("/partners?sort=asc&limit=3"), "id")).toEqual(["p01", "p02", "p03"]);
  expect(values(await now.get("/partners?sort=desc&limit=3"), "id")).toEqual(["p28", "p27", "p26"]);
  expect((await now.get("/partners?sort=name")).body).toMatchObject({
    status: 0,
    errors: { sort: [expect.stringContaining("invalid")] },
  });
});

test.each([
  ["0", 422],
  ["1", 200],
  ["9", 200],
  ["250", 200],
  ["251", 422],
  ["many", 422],
])("limit=%s is answered %d", async (limit, status) => {
  expect((await now.get(`/partners?limit=${limit}`)).status).toBe(status);
});

test.each([
  ["9", 422],
  ["10", 200],
  ["100", 200],
  ["101", 422],
])("with the narrow range limit=%s is answered %d", async (limit, status) => {
  now.sandbox.partnero.quirks = { ...PARTNERO_TODAY, strictLimit: true };
  expect((await now.get(`/partners?limit=${limit}`)).status).toBe(status);
});

test("without the newest first, lists begin with the oldest", async () => {
  now.sandbox.partnero.quirks = { ...PARTNERO_TODAY, newestFirst: false };
  expect(values(await now.get("/partners?limit=1"), "id")).toEqual(["p01"]);
});

test("who is deleted while a client pages makes it miss somebody, newest or oldest first", async () => {
  const stop = now.program.duringPages(({ page }) => {
    if (page === 1) now.program.deletes("p03");
  });
  const first = values(await now.get("/partners?sort=asc&limit=10"), "id");
  const second = values(await now.get("/partners?sort=asc&limit=10&page=2"), "id");
  stop();
  expect(first).toContain("p03");
  expect(second[0]).toBe("p12");
  expect([...first, ...second]).not.toContain("p11");
});

test("who joins while a client pages comes last with sort=asc, and moves all pages without", async () => {
  const stop = now.program.duringPages(({ path, page }) => {
    if (path === "/partners" && page === 1) now.program.partnerJoins({ email: "late@orchard-row.dev" });
  });
  await now.get("/partners?sort=asc&limit=10");
  expect(values(await now.get("/partners?sort=asc&limit=10&page=2"), "id")[0]).toBe("p11");
  const first = values(await now.get("/partners?limit=10"), "id");
  const second = values(await now.get("/partners?limit=10&page=2"), "id");
  stop();
  expect(second[0]).toBe(first.at(-1));
});

test("lists can keep archived and deleted partners to themselves, whom a single read still finds", async () => {
  now.program.archives("p01");
  now.program.marksDeleted("p02");
  expect(values(await now.get("/partners?limit=100"), "status")).toEqual(
    expect.arrayContaining(["archived", "deleted"]),
  );
  now.sandbox.partnero.quirks = { ...PARTNERO_TODAY, listsArchived: false, listsDeleted: false };
  expect(values(await now.get("/partners?limit=100"), "id")).toHaveLength(26);
  expect(at((await now.get("/partners/p01")).body, "data", "status")).toBe("archived");
});
