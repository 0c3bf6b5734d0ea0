import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { subscriberHash } from "../../src/sandbox/identity.ts";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { Bench } from "./client.ts";
import { at, bench } from "./client.ts";

let now: Bench;
let audience: Handle;
beforeAll(async () => {
  now = await bench();
});
beforeEach(() => {
  now.sandbox.world.clear();
  audience = now.sandbox.world.audience({ id: "abc0123456", name: "People" });
});
afterAll(() => now.sandbox.close());

const MEMBERS = "/lists/abc0123456/members";
const of = (email: string) => `${MEMBERS}/${subscriberHash(email)}`;
const post = (body: object) => now.call("POST", MEMBERS, body);

test("a member is created with 200, source API - Generic, its opt-in filled and its sign-up empty", async () => {
  const { status, body } = await post({
    email_address: "Ada@acme.test",
    status: "subscribed",
    merge_fields: { FNAME: "Ada" },
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ id: subscriberHash("ada@acme.test"), email_address: "Ada@acme.test", full_name: "Ada" });
  expect(body).toMatchObject({ source: "API - Generic", timestamp_signup: "", ip_opt: "127.0.0.1", tags_count: 0 });
  expect(at(body, "timestamp_opt")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
});

test("a pending member has its sign-up filled and its opt-in empty", async () => {
  const { body } = await post({ email_address: "ada@acme.test", status: "pending" });
  expect(body).toMatchObject({ status: "pending", timestamp_opt: "", ip_opt: "", ip_signup: "127.0.0.1" });
});

test("a member who is there already is refused without a type", async () => {
  audience.add([{ email: "ada@acme.test" }]);
  const { status, body, headers } = await post({ email_address: "ada@acme.test", status: "subscribed" });
  expect(status).toBe(400);
  expect(headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  expect(body).toEqual({
    title: "Member Exists",
    status: 400,
    detail: "ada@acme.test is already a list member. Use PUT to insert or update list members.",
    instance: headers.get("x-request-id"),
  });
});

test("an archived member who is posted comes back with contact id, old fields and tags", async () => {
  audience.add([
    { email: "ada@acme.test", mergeFields: { FNAME: "Ada" }, tags: ["old"], optedAt: "2020-01-01T00:00:00+00:00" },
  ]);
  const before = audience.member("ada@acme.test")?.contactId;
  expect((await now.call("DELETE", of("ada@acme.test"))).status).toBe(204);
  const { status, body } = await post({ email_address: "ada@acme.test", status: "subscribed", tags: ["new"] });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    contact_id: before,
    status: "subscribed",
    merge_fields: { FNAME: "Ada" },
    tags_count: 2,
  });
  expect(at(body, "timestamp_opt")).not.toBe("2020-01-01T00:00:00+00:00");
});

test("a second archiving is 405 with Allow: GET, PUT", async () => {
  audience.add([{ email: "ada@acme.test", status: "archived" }]);
  const { status, body, headers } = await now.call("DELETE", of("ada@acme.test"));
  expect(status).toBe(405);
  expect(headers.get("allow")).toBe("GET, PUT");
  expect(at(body, "detail")).toBe(
    "This list member cannot be removed. Can not archive a contact that is bounced, pending or archived",
  );
});

test("an archived member can be read, and is left out of the list unless asked for", async () => {
  audience.add([{ email: "ada@acme.test", status: "archived" }, { email: "bob@acme.test" }]);
  expect((await now.call("GET", of("ada@acme.test"))).body).toMatchObject({ status: "archived" });
  expect((await now.call("GET", MEMBERS)).body).toMatchObject({ total_items: 1 });
  expect((await now.call("GET", `${MEMBERS}?status=archived`)).body).toMatchObject({ total_items: 1 });
});

test("a member is found by its hash in any case, by its address and by its contact id", async () => {
  audience.add([{ email: "ada@acme.test" }]);
  const contact = audience.member("ada@acme.test")?.contactId ?? "";
  for (const key of [subscriberHash("ada@acme.test").toUpperCase(), "ada@acme.test", "ada%40acme.test", contact]) {
    expect((await now.call("GET", `${MEMBERS}/${key}`)).body).toMatchObject({ email_address: "ada@acme.test" });
  }
});

test("PUT creates with status_if_new, and never changes the status of somebody who is there with it", async () => {
  const body = { email_address: "ada@acme.test", status_if_new: "pending" };
  expect((await now.call("PUT", of("ada@acme.test"), body)).body).toMatchObject({ status: "pending" });
  expect((await now.call("PUT", of("ada@acme.test"), { ...body, status_if_new: "subscribed" })).body).toMatchObject({
    status: "pending",
  });
});

test("PUT of an archived member with status_if_new leaves it archived, with status it comes back", async () => {
  audience.add([{ email: "ada@acme.test", status: "archived" }]);
  expect((await now.call("PUT", of("ada@acme.test"), { status_if_new: "subscribed" })).body).toMatchObject({
    status: "archived",
  });
  expect((await now.call("PUT", of("ada@acme.test"), { status: "subscribed" })).body).toMatchObject({
    status: "subscribed",
  });
});

test("PUT to the hash of nobody creates the person of the body", async () => {
  const { body } = await now.call("PUT", of("nobody@acme.test"), {
    email_address: "ada@acme.test",
    status: "subscribed",
  });
  expect(body).toMatchObject({ id: subscriberHash("ada@acme.test") });
});

test("PUT to the hash of nobody with the address of somebody is Member Exists", async () => {
  audience.add([{ email: "ada@acme.test" }]);
  const { body } = await now.call("PUT", of("nobody@acme.test"), {
    email_address: "ada@acme.test",
    status: "subscribed",
  });
  expect(body).toMatchObject({ title: "Member Exists" });
});

test("another address renames: the hash changes, contact id, tags and values stay, the old hash is 404", async () => {
  audience.add([{ email: "ada@acme.test", mergeFields: { FNAME: "Ada" }, tags: ["one"] }]);
  const contact = audience.member("ada@acme.test")?.contactId;
  const { body } = await now.call("PATCH", of("ada@acme.test"), { email_address: "ada@new.test" });
  expect(body).toMatchObject({
    id: subscriberHash("ada@new.test"),
    contact_id: contact,
    tags_count: 1,
    merge_fields: { FNAME: "Ada" },
  });
  expect((await now.call("GET", of("ada@acme.test"))).status).toBe(404);
});

test("a rename onto a taken address names a field with a space", async () => {
  audience.add([{ email: "ada@acme.test" }, { email: "bob@acme.test" }]);
  const { status, body } = await now.call("PATCH", of("ada@acme.test"), { email_address: "bob@acme.test" });
  expect(status).toBe(400);
  expect(at(body, "errors")).toEqual([
    { field: "email address", message: '"bob@acme.test" is already in this list with a status of "Subscribed".' },
  ]);
});

test("a PUT that changes nothing leaves last_changed", async () => {
  const old = "2020-01-01T00:00:00+00:00";
  audience.add([{ email: "ada@acme.test", mergeFields: { FNAME: "Ada" }, changedAt: old }]);
  expect((await now.call("PUT", of("ada@acme.test"), { merge_fields: { FNAME: "Ada" } })).body).toMatchObject({
    last_changed: old,
  });
  expect(
    at((await now.call("PUT", of("ada@acme.test"), { merge_fields: { FNAME: "A" } })).body, "last_changed"),
  ).not.toBe(old);
});

test("who opted out, complained or bounced cannot be subscribed, but may be made pending", async () => {
  audience.add(["a", "b", "c"].map((name) => ({ email: `${name}@acme.test` })));
  audience.acts.unsubscribes("a@acme.test");
  audience.acts.complains("b@acme.test");
  audience.acts.bounces("c@acme.test");
  for (const name of ["a", "b", "c"]) {
    const refused = await now.call("PATCH", of(`${name}@acme.test`), { status: "subscribed" });
    expect(refused.body).toMatchObject({ title: "Member In Compliance State", status: 400 });
    expect(at(refused.body, "type")).toBeUndefined();
    expect((await now.call("PATCH", of(`${name}@acme.test`), { status: "pending" })).status).toBe(200);
  }
  audience.acts.confirms("a@acme.test");
  expect(audience.member("a@acme.test")).toMatchObject({ status: "subscribed", compliance: false });
});

test("whom the API unsubscribed the API can subscribe again", async () => {
  audience.add([{ email: "ada@acme.test" }]);
  const { body } = await now.call("PATCH", of("ada@acme.test"), { status: "unsubscribed" });
  expect(body).toMatchObject({ status: "unsubscribed", unsubscribe_reason: "N/A (Unsubscribed by admin)" });
  expect((await now.call("PATCH", of("ada@acme.test"), { status: "subscribed" })).status).toBe(200);
});

test("whom a deletion forgot can never be imported again, even as pending", async () => {
  audience.add([{ email: "ada@acme.test" }]);
  expect((await now.call("POST", `${of("ada@acme.test")}/actions/delete-permanent`)).status).toBe(204);
  expect((await now.call("GET", of("ada@acme.test"))).status).toBe(404);
  for (const status of ["subscribed", "pending"]) {
    expect((await post({ email_address: "ada@acme.test", status })).body).toMatchObject({
      title: "Forgotten Email Not Subscribed",
    });
  }
});

test("archived cannot be written", async () => {
  audience.add([{ email: "ada@acme.test" }]);
  const { status, body } = await now.call("PATCH", of("ada@acme.test"), { status: "archived" });
  expect(status).toBe(400);
  expect(at(body, "errors", 0, "field")).toBe("status");
});

test.each([
  ["", "Blank email address"],
  ["nobody", "Please provide a valid email address."],
  ["a@example.com", "a@example.com looks fake or invalid, please enter a real email address."],
  ["a@mail.example.com", "a@mail.example.com looks fake or invalid, please enter a real email address."],
  ["a@bad_domain.org", "The domain portion of the email address is invalid (the portion after the @: bad_domain.org)"],
])("the address %j is refused", async (email, detail) => {
  expect((await post({ email_address: email, status: "subscribed" })).body).toMatchObject({
    title: "Invalid Resource",
    detail,
  });
});

test("without an address or a status the missing properties are named under an empty field", async () => {
  const { body } = await post({});
  expect(at(body, "errors")).toEqual([
    { field: "", message: "Required fields were not provided: email_address, status" },
  ]);
});

test("somebody who signed up to many lists is refused for now", async () => {
  audience.tire("ada@acme.test");
  const { body } = await post({ email_address: "ada@acme.test", status: "pending" });
  expect(at(body, "detail")).toBe(
    "ada@acme.test has signed up to a lot of lists very recently; we're not allowing more signups for now",
  );
});

test("notes are kept, newest first, and the last one stands on the member", async () => {
  audience.add([{ email: "ada@acme.test" }]);
  await now.call("POST", `${of("ada@acme.test")}/notes`, { note: "first" });
  const { body } = await now.call("POST", `${of("ada@acme.test")}/notes`, { note: "second" });
  expect((await now.call("GET", `${of("ada@acme.test")}/notes`)).body).toMatchObject({
    total_items: 2,
    notes: [{ note: "second" }, { note: "first" }],
  });
  expect(
    (await now.call("PATCH", `${of("ada@acme.test")}/notes/${String(at(body, "id"))}`, { note: "third" })).status,
  ).toBe(200);
  expect((await now.call("GET", of("ada@acme.test"))).body).toMatchObject({ last_note: { note: "third" } });
  expect((await now.call("DELETE", `${of("ada@acme.test")}/notes/${String(at(body, "id"))}`)).status).toBe(204);
});
