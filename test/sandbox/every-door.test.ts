import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bench } from "./client.ts";
import { at, bench } from "./client.ts";

let now: Bench;
beforeAll(async () => {
  now = await bench();
  now.sandbox.world.audience({ id: "abc0123456" });
});
afterAll(() => now.sandbox.close());

/** What Mailchimp's own client can ask for, as `METHOD /path/{name}`. */
function known(): readonly string[] {
  const folder = join(dirname(createRequire(import.meta.url).resolve("@mailchimp/mailchimp_marketing")), "api");
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const calls = sources.flatMap((source) => [...source.matchAll(/callApi\(\s*'([^']+)',\s*'([A-Z]+)'/g)]);
  return [...new Set(calls.map(([, path, method]) => `${method} ${path}`))];
}

test("whatever Mailchimp's own client can ask for, no path is invalid, no method refused and nothing breaks", async () => {
  const odd: string[] = [];
  for (const request of known().filter((each) => each !== "DELETE /lists/{list_id}")) {
    const [method = "", path = ""] = request.split(" ");
    const real = path.replace("{list_id}", "abc0123456").replace(/\{\w+\}/g, "1");
    const { status, body } = await now.call(method, real, method === "GET" || method === "DELETE" ? undefined : {});
    const allowed = status < 400 || status === 400 || status === 404 || status === 501 || status === 403;
    if (!allowed || at(body, "detail") === "Invalid path") odd.push(`${request}: ${status}`);
  }
  expect(known().length).toBeGreaterThan(250);
  expect(odd).toEqual([]);
});

test.each([
  ["/ecommerce/orders", "orders"],
  ["/connected-sites", "sites"],
  ["/verified-domains", "domains"],
  ["/search-campaigns?query=x", "results"],
  ["/reporting/surveys", "surveys"],
  ["/templates", "templates"],
  ["/lists/abc0123456/surveys", "surveys"],
  ["/lists/abc0123456/locations", "locations"],
])("of what the sandbox does not keep, a collection is empty: %s", async (path, key) => {
  const { status, body } = await now.call("GET", path);
  expect([status, at(body, key), at(body, "total_items")]).toEqual([200, [], 0]);
});

test("of what the sandbox does not keep, an item is not found, and the method still must be one of Mailchimp's", async () => {
  const missing = await now.call("PATCH", "/templates/7", {});
  expect([missing.status, at(missing.body, "detail")]).toEqual([404, "The requested resource could not be found."]);
  const refused = await now.call("PUT", "/templates/7", {});
  expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, PATCH, DELETE"]);
  expect((await now.call("GET", "/lists/nowhere/surveys/1")).status).toBe(404);
});

test("what the sandbox cannot do it says is not implemented, instead of doing as if", async () => {
  const { status, body } = await now.call("POST", "/templates", { name: "x", html: "y" });
  expect([status, at(body, "title"), at(body, "detail")]).toEqual([
    501,
    "Not Implemented",
    "The sandbox does not emulate POST /templates; Mailchimp does.",
  ]);
});

test("a campaign shows what was declared, for an audience that is there", async () => {
  const declared = {
    type: "regular",
    recipients: { list_id: "abc0123456" },
    settings: { subject_line: "Hello", from_name: "Ada", reply_to: "ada@acme.test" },
  };
  const made = await now.call("POST", "/campaigns", declared);
  expect(made.body).toMatchObject({ settings: declared.settings, recipients: declared.recipients, status: "save" });
  const id = String(at(made.body, "id"));
  const changed = await now.call("PATCH", `/campaigns/${id}`, { settings: { subject_line: "Bye" } });
  expect(changed.body).toMatchObject({ id, settings: { subject_line: "Bye", from_name: "Ada" } });
  expect((await now.call("GET", `/reports/${id}/sent-to`)).body).toMatchObject({ sent_to: [], campaign_id: id });
  const lost = await now.call("POST", "/campaigns", { ...declared, recipients: { list_id: "nowhere" } });
  expect([lost.status, at(lost.body, "errors", 0, "message")]).toEqual([400, "Invalid list id."]);
});

test("a search without a query, and an audience without a name, are refused in the words of the real service", async () => {
  for (const path of ["/search-campaigns", "/search-members"]) {
    const { status, body } = await now.call("GET", path);
    expect([status, at(body, "detail")], path).toEqual([
      400,
      "Please provide 'query' parameter in the query string to search",
    ]);
  }
  const nameless = await now.call("PATCH", "/lists/abc0123456", { name: "" });
  expect([nameless.status, at(nameless.body, "errors")]).toEqual([
    400,
    [{ field: "name", message: "Please enter a value" }],
  ]);
});

test("a campaign has no feedback and is never ready to be sent", async () => {
  const id = String(at((await now.call("POST", "/campaigns", { type: "regular" })).body, "id"));
  expect((await now.call("GET", `/campaigns/${id}/feedback`)).body).toMatchObject({ feedback: [], campaign_id: id });
  expect((await now.call("GET", `/campaigns/${id}/send-checklist`)).body).toMatchObject({ is_ready: false });
  expect((await now.call("POST", `/campaigns/${id}/actions/send`)).status).toBe(501);
});
