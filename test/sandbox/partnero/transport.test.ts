import { afterAll, beforeAll, expect, test } from "vitest";
import { type PartneroBench, partneroBench } from "./client.ts";

let now: PartneroBench;
beforeAll(async () => {
  now = await partneroBench();
  now.program.partnerJoins({ id: "partner_123", email: "ada@orchard-row.dev", name: "Žofie" });
});
afterAll(() => now.sandbox.close());

test.each([[{ authorization: "" }], [{ authorization: "Bearer someone-elses" }], [{ authorization: "Basic a2V5" }]])(
  "without the key of a program nobody is let in: %j",
  async (headers) => {
    const { status, body } = await now.call("GET", "/partners", undefined, headers);
    expect([status, body]).toEqual([401, { message: "Unauthenticated." }]);
  },
);

test("a key opens its own program and no other", async () => {
  now.sandbox.partnero.program("another-key").partnerJoins({ id: "partner_456", email: "bo@orchard-row.dev" });
  const authorization = "Bearer another-key";
  expect((await now.call("GET", "/partners/partner_456", undefined, { authorization })).status).toBe(200);
  expect((await now.get("/partners/partner_456")).status).toBe(404);
});

test("a path that is none is 404 in the framework's words, a method that is none is 405 with Allow", async () => {
  expect((await now.get("/partner_groups")).body).toEqual({
    message: "The route v1/partner_groups could not be found.",
  });
  const { status, headers } = await now.call("PATCH", "/partners/partner_123", {});
  expect([status, headers.get("allow")]).toEqual([405, "GET, HEAD, PUT, DELETE"]);
});

test.each(["/subscribers", "/customers/partner_123/balance"])(
  "%s is nothing for an affiliate program",
  async (path) => {
    expect((await now.get(path)).status).toBe(404);
  },
);

test("the colon of a search is not to be escaped", async () => {
  expect((await now.get("/partners:search?email=ada")).status).toBe(200);
  expect((await now.get("/partners%3Asearch?email=ada")).status).toBe(404);
});

test("JSON is written as PHP writes it, unless that is switched off", async () => {
  const { text, headers } = await now.get("/partners/partner_123");
  expect(headers.get("content-type")).toBe("application/json");
  expect(text).toContain(String.raw`"name":"\u017dofie"`);
  expect(text).toContain(String.raw`"https:\/\/northlight.studio?aff=partner_123"`);
  now.sandbox.partnero.quirks = { ...now.sandbox.partnero.quirks, phpJson: false };
  expect((await now.get("/partners/partner_123")).text).toContain('"name":"Žofie"');
});

test("no answer is meant for a browser", async () => {
  const origin = "https://shop.northlight.studio";
  for (const method of ["GET", "OPTIONS"]) {
    const { headers } = await now.call(method, "/partners", undefined, { origin });
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  }
});

test("what was asked is counted apart from Mailchimp's requests, with the most in flight at once", async () => {
  now.sandbox.partneroTraffic.clear();
  now.sandbox.partneroFaults.set([{ kind: "hang", path: "/program" }]);
  const patience = new AbortController();
  const headers = { authorization: `Bearer ${now.program.token}` };
  const hanging = [1, 2].map(() =>
    fetch(`${now.sandbox.partneroUrl}/program`, { headers, signal: patience.signal }).catch(() => undefined),
  );
  await expect.poll(() => now.sandbox.partneroTraffic.total, { timeout: 20_000 }).toBe(2);
  await now.get("/partners?limit=20");
  patience.abort();
  await Promise.all(hanging);
  now.sandbox.partneroFaults.clear();
  const { total, peak, requests } = now.sandbox.partneroTraffic;
  expect([total, peak, now.sandbox.traffic.total]).toEqual([3, 3, 0]);
  expect(requests).toContainEqual(expect.objectContaining({ path: "/partners", query: { limit: "20" }, status: 200 }));
});
