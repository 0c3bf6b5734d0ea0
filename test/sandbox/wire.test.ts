import { get } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Bench } from "./client.ts";
import { at, bench, keysOf } from "./client.ts";

let now: Bench;
beforeAll(async () => {
  now = await bench({ apiKey: "00112233445566778899aabbccddeeff-us7" });
});
beforeEach(() => {
  now.sandbox.world.clear();
  now.sandbox.faults.latency = { ms: 0, jitterMs: 0 };
  now.sandbox.world.audience({ id: "abc0123456" });
});
afterAll(() => now.sandbox.close());

const KEY = "00112233445566778899aabbccddeeff-us7";
const withKey = (authorization: string) => now.call("GET", "/ping", undefined, { authorization });

test("ping answers that everything is chimpy", async () => {
  const { status, text, headers } = await now.call("GET", "/ping");
  expect([status, text]).toEqual([200, '{"health_status":"Everything\'s Chimpy!"}']);
  expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(headers.get("server")).toBe("openresty");
});

test("the key is taken as Basic with any user, as Bearer and as apikey", async () => {
  for (const header of [
    `Basic ${Buffer.from(`anybody:${KEY}`).toString("base64")}`,
    `Bearer ${KEY}`,
    `apikey ${KEY}`,
  ]) {
    expect((await withKey(header)).status).toBe(200);
  }
});

test("a missing key, a wrong key and a wrong data centre are told apart", async () => {
  expect((await withKey("")).body).toMatchObject({
    status: 401,
    title: "API Key Missing",
    detail: "Your request did not include an API key.",
  });
  expect((await withKey("Bearer nonsense-us7")).body).toMatchObject({
    status: 401,
    title: "API Key Invalid",
    detail: "Your API key may be invalid, or you've attempted to access the wrong datacenter.",
  });
  expect((await withKey(`Bearer ${KEY.replace("us7", "us1")}`)).body).toMatchObject({
    status: 403,
    title: "Forbidden",
    detail: "The API key provided is linked to datacenter 'us7'",
  });
});

test("a problem has its keys in order, and its instance is the request's id", async () => {
  const { status, body, headers } = await now.call("GET", "/lists/none");
  expect(status).toBe(404);
  expect(keysOf(body)).toEqual(["type", "title", "status", "detail", "instance"]);
  expect(body).toMatchObject({
    type: "https://mailchimp.com/developer/marketing/docs/errors/",
    title: "Resource Not Found",
  });
  expect(at(body, "instance")).toBe(headers.get("x-request-id"));
  expect(headers.get("link")).toBe(
    '<https://us7.api.mailchimp.com/schema/3.0/Definitions/ProblemDetailDocument.json>; rel="describedBy"',
  );
});

test("an unknown path is 404 Invalid path, a wrong method 405 with Allow, /3.0 a redirect", async () => {
  expect((await now.call("GET", "/1234")).body).toMatchObject({ title: "Resource Not Found", detail: "Invalid path" });
  const wrong = await now.call("DELETE", "/lists");
  expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, POST"]);
  const moved = await now.call("GET", "");
  expect([moved.status, moved.headers.get("location")]).toEqual([301, `${now.sandbox.mailchimpUrl}/`]);
});

test("two slashes are one, and a query survives the redirect", async () => {
  expect((await now.call("GET", "//lists")).status).toBe(200);
  expect((await now.call("GET", "?fields=a")).headers.get("location")).toBe(`${now.sandbox.mailchimpUrl}/?fields=a`);
});

test("an audience tells where its schema and its page are", async () => {
  const { headers, body } = await now.call("GET", "/lists/abc0123456");
  expect(headers.get("link")).toMatch(
    /^<https:\/\/us7\.api\.mailchimp\.com\/schema\/3\.0\/Lists\/Instance\.json>; rel="describedBy", <https:\/\/us7\.admin\.mailchimp\.com\/lists\/members\/\?id=\d+>; rel="dashboard"$/,
  );
  expect(at(body, "_links", 0)).toEqual({
    rel: "self",
    href: `${now.sandbox.mailchimpUrl}/lists/abc0123456`,
    method: "GET",
    targetSchema: "https://us7.api.mailchimp.com/schema/3.0/Definitions/Lists/Response.json",
  });
});

test("a body that is no JSON is a JSON Parse Exception", async () => {
  expect((await now.call("POST", "/lists", "title=Days&type=checkboxes")).body).toMatchObject({
    status: 400,
    title: "JSON Parse Exception",
  });
});

test("X-Trigger-Error brings the error it names", async () => {
  const { status, body } = await now.call("GET", "/ping", undefined, { "x-trigger-error": "TooManyRequests" });
  expect([status, at(body, "title")]).toEqual([429, "Too Many Requests"]);
});

test("X-HTTP-Method-Override goes with POST alone", async () => {
  expect((await now.call("POST", "/lists/abc0123456", {}, { "x-http-method-override": "DELETE" })).status).toBe(204);
  expect((await now.call("GET", "/lists", undefined, { "x-http-method-override": "POST" })).status).toBe(422);
});

test("the eleventh connection is refused with 429", async () => {
  // Long enough that on a busy machine too the last has arrived before the first is answered.
  now.sandbox.faults.latency = { ms: 1500, jitterMs: 0 };
  now.sandbox.traffic.clear();
  const answers = await Promise.all(Array.from({ length: 11 }, () => alone(`${now.sandbox.mailchimpUrl}/ping`)));
  expect(answers.filter((status) => status === 200)).toHaveLength(10);
  expect(answers.filter((status) => status === 429)).toHaveLength(1);
  expect(now.sandbox.traffic.peak).toBe(11);
});

test("an audience is made, changed and deleted; a refusal names what is missing in the recorded order", async () => {
  const contact = { company: "Acme", address1: "1 Main St", city: "Vilnius", country: "LT" };
  const campaign_defaults = { from_name: "Acme", from_email: "a@acme.test", subject: "", language: "en" };
  const made = await now.call("POST", "/lists", {
    name: "New",
    contact,
    campaign_defaults,
    permission_reminder: "x",
    email_type_option: false,
  });
  expect(made.body).toMatchObject({
    name: "New",
    double_optin: false,
    stats: { merge_field_count: 4 },
    contact: { address2: "", phone: "" },
  });
  const path = `/lists/${String(at(made.body, "id"))}`;
  expect((await now.call("PATCH", path, { double_optin: true })).body).toMatchObject({
    double_optin: true,
    name: "New",
  });
  expect((await now.call("DELETE", path)).status).toBe(204);
  const { body } = await now.call("POST", "/lists", { name: "New", contact: { ...contact, zip: 1 } });
  expect(at(body, "errors")).toEqual([
    {
      field: "",
      message: "Required fields were not provided: permission_reminder, email_type_option, campaign_defaults",
    },
    { field: "contact.zip", message: "Schema describes string, integer found instead" },
  ]);
});

test("traffic shows each request with its body, and counts by method", async () => {
  now.sandbox.traffic.clear();
  await now.call("POST", "/lists/abc0123456/segments?fields=id", { name: "VIP", static_segment: [] });
  await now.call("POST", "/lists/abc0123456/segments", { name: "VIP", static_segment: [] });
  await now.call("GET", "/ping");
  expect(now.sandbox.traffic.byMethod).toEqual({ POST: 2, GET: 1 });
  expect(now.sandbox.traffic.writes.map(({ path, query, status, body }) => [path, query, status, body])).toEqual([
    ["/lists/abc0123456/segments", { fields: "id" }, 200, { name: "VIP", static_segment: [] }],
    ["/lists/abc0123456/segments", {}, 400, { name: "VIP", static_segment: [] }],
  ]);
  now.sandbox.traffic.clear();
  expect(now.sandbox.traffic.total).toBe(0);
});

function alone(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false, headers: { authorization: `Bearer ${KEY}` } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on("error", reject);
  });
}
