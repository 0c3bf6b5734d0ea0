import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bench } from "./client.ts";
import { at, bench, items } from "./client.ts";

let now: Bench;
beforeAll(async () => {
  now = await bench({ now: () => new Date("2026-11-22T20:00:00Z") });
});
afterAll(() => now.sandbox.close());

const LIST = "/lists/abc0123456";
const ADA = `${LIST}/members/ada@acme.test`;

/** An audience with one of everything. */
function audience() {
  now.sandbox.world.clear();
  const made = now.sandbox.world.audience({ id: "abc0123456", marketingPermissions: true });
  const group = made.group("Days", ["Monday", "Tuesday"]);
  const interest = group.interests[0]?.id ?? "";
  made.add([{ email: "ada@acme.test", tags: ["VIP"], interests: [interest], mergeFields: { FNAME: "Ada" } }]);
  return { made, group, interest, hook: made.webhook("https://acme.test/hook"), tag: made.tag("VIP") };
}

test("what was read can be written back whole, as object mappers do, and changes nothing", async () => {
  const { group, interest, hook, tag } = audience();
  const groups = `${LIST}/interest-categories/${group.id}`;
  const round = [
    ["PUT", ADA],
    ["PATCH", ADA],
    ["PATCH", LIST],
    ["PATCH", `${LIST}/merge-fields/1`],
    ["PATCH", `${LIST}/merge-fields/3`],
    ["PATCH", groups],
    ["PATCH", `${groups}/interests/${interest}`],
    ["PATCH", `${LIST}/webhooks/${hook.id}`],
    ["PATCH", `${LIST}/segments/${tag.id}`],
  ] as const;
  for (const [method, path] of round) {
    const before = (await now.call("GET", path)).body;
    expect((await now.call(method, path, before)).status, `${method} ${path}`).toBe(200);
    expect((await now.call("GET", path)).body, path).toEqual(before);
  }
});

test("members that were read can be sent as the rows of a batch", async () => {
  audience();
  const { members } = Object((await now.call("GET", `${LIST}/members`)).body);
  const { body } = await now.call("POST", LIST, { members, update_existing: true });
  expect(at(body, "errors")).toEqual([]);
  expect(items(at(body, "updated_members")).map((member) => member["email_address"])).toEqual(["ada@acme.test"]);
});

test("recorded 2021: the tags of somebody who is not there are 404, then a POST, a tag, a rename and a second archiving", async () => {
  audience();
  const mara = `${LIST}/members/mara@acme.test`;
  const tags = { tags: [{ name: "list one", status: "inactive" }] };
  expect((await now.call("POST", `${mara}/tags`, tags)).status).toBe(404);
  const made = await now.call("POST", `${LIST}/members`, {
    merge_fields: { email_address: "mara@acme.test", FNAME: "Mara" },
    email_address: "mara@acme.test",
    status: "subscribed",
  });
  expect([made.status, made.headers.get("vary")]).toEqual([200, "Accept-Encoding"]);
  expect((await now.call("POST", `${mara}/tags`, { tags: [] })).status).toBe(204);
  expect(at((await now.call("PUT", mara, { status: "unsubscribed" })).body, "status")).toBe("unsubscribed");
  expect(at((await now.call("PUT", mara, { status: "subscribed" })).body, "status")).toBe("subscribed");
  const renamed = await now.call("PUT", mara, { email_address: "mara2@acme.test", merge_fields: { FNAME: "" } });
  expect([at(renamed.body, "email_address"), at(renamed.body, "contact_id")]).toEqual([
    "mara2@acme.test",
    at(made.body, "contact_id"),
  ]);
  expect((await now.call("GET", mara)).status).toBe(404);
  const away = `${LIST}/members/mara2@acme.test`;
  expect((await now.call("DELETE", away)).status).toBe(204);
  const again = await now.call("DELETE", away);
  expect([again.status, again.headers.get("allow")]).toEqual([405, "GET, PUT"]);
  expect(at((await now.call("GET", away)).body, "status")).toBe("archived");
});

test("reported 2017 to 2026: only a subscribed contact may get another address", async () => {
  audience();
  const other = { email_address: "ada2@acme.test" };
  await now.call("PATCH", ADA, { status: "unsubscribed" });
  const refused = await now.call("PATCH", ADA, other);
  expect([refused.status, at(refused.body, "errors")]).toEqual([
    400,
    [
      {
        field: "email address",
        message:
          'This member\'s status is "unsubscribed." You can only update email addresses for members with a status of "subscribed."',
      },
    ],
  ]);
  expect((await now.call("PATCH", ADA, { email_address: "ADA@acme.test", vip: true })).status).toBe(200);
  await now.call("PATCH", ADA, { status: "subscribed" });
  expect((await now.call("PATCH", ADA, other)).status).toBe(200);
});

test("recorded 2021: the newest tags come first, those of one call in its order", async () => {
  let seconds = 0;
  const clock = await bench({ now: () => new Date(Date.UTC(2021, 10, 23, 14, 54, seconds)) });
  try {
    clock.sandbox.world.audience({ id: "abc0123456" }).add([{ email: "ada@acme.test" }]);
    const put = async (active: readonly string[], inactive: readonly string[] = []) => {
      seconds++;
      const row = (status: string) => (name: string) => ({ name, status });
      await clock.call("POST", `${ADA}/tags`, {
        tags: [...active.map(row("active")), ...inactive.map(row("inactive"))],
      });
    };
    await put(["list one", "list two"]);
    await put([], ["list two"]);
    await put(["list two", "list three"]);
    const names = async (path: string) =>
      items(at((await clock.call("GET", path)).body, "tags")).map(({ name }) => name);
    expect(await names(ADA)).toEqual(["list two", "list three", "list one"]);
    expect(await names(`${ADA}/tags`)).toEqual(["list two", "list three", "list one"]);
    expect(await names(`${ADA}/tags?count=1&offset=2`)).toEqual(["list one"]);
  } finally {
    await clock.sandbox.close();
  }
});

test.each([
  [{ vip: "true" }, "vip", "Schema describes boolean, string found instead"],
  [{ interests: { monday: 1 } }, "interests.monday", "Schema describes boolean, integer found instead"],
  [{ status: "Subscribed" }, "status", /^Data presented is not one of the accepted values: subscribed, unsubscribed/],
  [{ timestamp_opt: "2021-11-23T22:51:56.000Z" }, "timestamp_opt", "This value is not a valid datetime."],
  [{ merge_fields: [] }, "merge_fields", "Schema describes object, array found instead"],
])("what a careless client writes is refused by field: %j", async (body, field, message) => {
  const { made } = audience();
  const id = made.group("More", ["monday"]).interests[0]?.id ?? "";
  const sent = JSON.parse(JSON.stringify(body).replace('"monday"', JSON.stringify(id)));
  const answer = await now.call("PATCH", ADA, sent);
  expect(answer.status).toBe(400);
  expect(at(answer.body, "errors", 0, "field")).toBe(field.replace("monday", id));
  expect(String(at(answer.body, "errors", 0, "message"))).toMatch(message);
});

test("an operation of a batch may leave out the slash at the start of its path", async () => {
  audience();
  const operations = [{ method: "GET", path: "lists/abc0123456/members/ada@acme.test", operation_id: "x" }];
  const id = String(at((await now.call("POST", "/batches", { operations })).body, "id"));
  let batch = await now.call("GET", `/batches/${id}`);
  while (at(batch.body, "status") !== "finished") batch = await now.call("GET", `/batches/${id}`);
  expect([at(batch.body, "finished_operations"), at(batch.body, "errored_operations")]).toEqual([1, 0]);
});
