import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { at, keysOf } from "../client.ts";
import { data, type PartneroBench, partneroBench } from "./client.ts";

let now: PartneroBench;
beforeAll(async () => {
  now = await partneroBench();
});
beforeEach(() => {
  now.program.clear();
  now.program.partnerJoins({ id: "p1", key: "k1", email: "ada@orchard-row.dev", tags: ["new", "consented"] });
});
afterAll(() => now.sandbox.close());

const partner = async (id = "p1") => data(await now.get(`/partners/${id}`));

test("a partner is created, tags go in as strings and come out as objects, statistics are not answered", async () => {
  const answer = await now.call("POST", "/partners", {
    email: "bo@orchard-row.dev",
    name: "Bo",
    id: "p2",
    key: "bo",
    tags: ["new"],
    password: "Secret123",
  });
  expect(answer.status).toBe(201);
  expect(data(answer)).toMatchObject({
    id: "p2",
    surname: null,
    tags: [{ value: "new" }],
    referral_link: "https://northlight.studio?aff=bo",
  });
  for (const name of ["referrals", "commissions", "custom_field_values"]) {
    expect(keysOf(data(answer))).not.toContain(name);
  }
});

test.each([
  [{}, "email", "The email field is required."],
  [{ email: "ada" }, "email", "The email must be a valid email address."],
  [{ email: "ADA@orchard-row.dev" }, "email", "The email has already been taken."],
  [{ email: "c@orchard-row.dev", id: "p1" }, "id", "The id has already been taken."],
  [{ email: "c@orchard-row.dev", key: "k1" }, "key", "The key has already been taken."],
  [{ email: "c@orchard-row.dev", password: "secret" }, "password", "The password format is invalid."],
  [{ email: "c@orchard-row.dev", tags: "new" }, "tags", "The tags must be an array of strings."],
])("%j is refused with 422 by field", async (body, field, sentence) => {
  const { status, body: answer } = await now.call("POST", "/partners", body);
  expect([status, answer]).toEqual([422, { status: 0, errors: { [field]: [sentence] } }]);
});

test("a partner is changed below `update` or flat; empty tags remove all, null leaves them", async () => {
  expect((await now.call("PUT", "/partners/p1", { update: { name: "Ada", tags: null } })).status).toBe(200);
  expect(await partner()).toMatchObject({ name: "Ada", tags: [{ value: "new" }, { value: "consented" }] });
  await now.call("PUT", "/partners/p1", { surname: "Byron", tags: [] });
  expect(await partner()).toMatchObject({ name: "Ada", surname: "Byron", tags: [] });
  await now.call("PUT", "/partners", { key: "k1", update: { email: "ada@cedar-mill.co", key: "ada" } });
  expect(await partner()).toMatchObject({
    email: "ada@cedar-mill.co",
    referral_links: ["https://northlight.studio?aff=ada"],
  });
});

test("a partner is archived once and restored once", async () => {
  expect((await now.call("POST", "/partners/p1/archive")).body).toEqual({ status: 1 });
  expect(await partner()).toMatchObject({ status: "archived" });
  const again = await now.call("POST", "/partners/p1/archive");
  expect([again.status, at(again.body, "message")]).toEqual([400, "Partner is already archived."]);
  expect((await now.call("POST", "/partners/p1/revoke-archive")).body).toEqual({ status: 1 });
  expect(await partner()).toMatchObject({ status: "active" });
  expect((await now.call("POST", "/partners/p1/revoke-archive")).status).toBe(400);
});

test("a partner is deleted by id, or by a body that names the partner", async () => {
  expect((await now.call("DELETE", "/partners", { email: "ada@orchard-row.dev" })).body).toEqual({ status: 1 });
  expect((await now.call("DELETE", "/partners/p1")).status).toBe(404);
});

test("a body that is no JSON is an empty one", async () => {
  expect((await now.call("POST", "/partners", "email=ada")).status).toBe(422);
});
