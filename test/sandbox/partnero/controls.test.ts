import { afterAll, beforeAll, expect, test } from "vitest";
import { at } from "../client.ts";
import { data, type PartneroBench, partneroBench } from "./client.ts";

let now: PartneroBench;
beforeAll(async () => {
  now = await partneroBench();
});
afterAll(() => now.sandbox.close());

async function order(method: string, path: string, body?: unknown) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${now.sandbox.origin}/sandbox/partnero/${path}`, { method, ...sent });
  return { status: response.status, body: (await response.json()) as unknown };
}

test("another process can open a program, fill it, play acts and look at what stands", async () => {
  const program = "second";
  expect((await order("POST", "programs", { token: program, name: "Acme" })).body).toMatchObject({ type: "Affiliate" });
  expect((await order("POST", "seed", { program, partners: 3, customers: 2 })).body).toMatchObject({ partners: 3 });
  const join = { program, act: "partnerJoins", args: [{ id: "p1", email: "ada@orchard-row.dev", status: "pending" }] };
  const sell = { program, act: "sells", args: ["p1", { amount: 10, key: "t1" }] };
  const approve = { program, act: "approves", args: ["p1"] };
  expect((await order("POST", "acts", [join, approve, sell])).body).toEqual({ played: 3, results: ["p1", null, "t1"] });
  expect((await order("GET", "partners?program=second")).body).toContainEqual(
    expect.objectContaining({ id: "p1", status: "active", salesCount: 1 }),
  );
  expect((await order("GET", "programs")).body).toHaveLength(2);
});

test("faults, quirks and traffic of Partnero are ordered apart from Mailchimp's", async () => {
  expect((await order("PUT", "faults", { faults: "429=1@/test" })).body).toMatchObject({ rules: [{ kind: "429" }] });
  expect((await now.get("/test")).status).toBe(429);
  await order("DELETE", "faults");
  expect((await order("PUT", "quirks", { strictLimit: true })).body).toMatchObject({ strictLimit: true });
  expect((await now.get("/partners?limit=1")).status).toBe(422);
  await order("DELETE", "traffic");
  expect(at(data(await now.get("/test")), "program", "type")).toBe("Affiliate");
  expect((await order("GET", "traffic")).body).toMatchObject({ total: 1, byStatus: { 200: 1 } });
  expect(now.sandbox.traffic.total).toBe(0);
});

test.each([
  ["POST", "acts", { program: "second", act: "dances", args: [] }, "There is no act"],
  ["POST", "acts", { program: "none", act: "approves", args: ["p1"] }, "Name the program by its token"],
  ["POST", "acts", { program: "second", act: "approves" }, "must be the list"],
  ["POST", "acts", { program: "second", act: "approves", args: ["gone"] }, "There is no partner"],
  ["POST", "programs", {}, "needs the token"],
  ["POST", "seed", { program: "second", partners: "many" }, "must be a whole number"],
  ["PUT", "faults", { faults: "german" }, "orders no fault"],
  ["PUT", "quirks", { colour: 1 }, "There is no quirk"],
])("%s %s with %j is refused with a reason", async (method, path, body, reason) => {
  const answer = await order(method, path, body);
  expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining(reason)]);
});
