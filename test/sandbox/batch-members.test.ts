import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TODAY } from "../../src/sandbox/quirks.ts";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { Bench } from "./client.ts";
import { at, bench, items, keysOf } from "./client.ts";

let now: Bench;
let audience: Handle;
beforeAll(async () => {
  now = await bench();
});
beforeEach(() => {
  now.sandbox.world.clear();
  now.sandbox.world.quirks = TODAY;
  audience = now.sandbox.world.audience({ id: "abc0123456" });
});
afterAll(() => now.sandbox.close());

const batch = (members: readonly object[], more: object = {}, query = "") =>
  now.call("POST", `/lists/abc0123456${query}`, { members, ...more });
const ada = { email_address: "ada@acme.test", status: "subscribed" };

test("a batch answers 200 with what was made, changed and refused", async () => {
  audience.add([{ email: "bob@acme.test" }]);
  const { status, body } = await batch([
    ada,
    { email_address: "bob@acme.test", status: "subscribed" },
    { email_address: "x@example.com", status: "subscribed" },
  ]);
  expect(status).toBe(200);
  expect(keysOf(body)).toEqual([
    "new_members",
    "updated_members",
    "errors",
    "total_created",
    "total_updated",
    "error_count",
    "_links",
  ]);
  expect(body).toMatchObject({ total_created: 1, total_updated: 0, error_count: 2 });
  expect(at(body, "errors")).toEqual([
    {
      email_address: "bob@acme.test",
      error:
        "bob@acme.test is already a list member, do you want to update? please provide update_existing:true in the request body",
      error_code: "ERROR_CONTACT_EXISTS",
    },
    {
      email_address: "x@example.com",
      error: "x@example.com looks fake or invalid, please enter a real email address.",
      error_code: "ERROR_GENERIC",
      field: "",
      field_message: "",
    },
  ]);
});

test("members in a batch's answer lack web_id, full_name, source, interests and consents", async () => {
  const { body } = await batch([ada]);
  const keys = keysOf(at(body, "new_members", 0));
  expect(keys.slice(0, 5)).toEqual(["id", "contact_id", "email_address", "unique_email_id", "email_type"]);
  for (const key of ["web_id", "full_name", "source", "interests", "consents_to_one_to_one_messaging"])
    expect(keys).not.toContain(key);
});

test("update_existing changes fields, status and tags of those who are there", async () => {
  audience.add([{ email: "ada@acme.test", status: "pending", tags: ["old"] }]);
  const { body } = await batch([{ ...ada, merge_fields: { FNAME: "Ada" }, tags: ["new"] }], { update_existing: true });
  expect(body).toMatchObject({ total_updated: 1, updated_members: [{ status: "subscribed", tags_count: 2 }] });
});

test("sync_tags makes the given tags the only ones, and leaves alone a row without tags", async () => {
  audience.add([
    { email: "ada@acme.test", tags: ["old"] },
    { email: "bob@acme.test", tags: ["old"] },
  ]);
  await batch(
    [
      { ...ada, tags: ["new"] },
      { email_address: "bob@acme.test", status: "subscribed" },
    ],
    { update_existing: true, sync_tags: true },
  );
  expect(audience.member("ada@acme.test")?.tags).toEqual(["new"]);
  expect(audience.member("bob@acme.test")?.tags).toEqual(["old"]);
});

test("people in compliance state and forgotten ones are errors of their rows", async () => {
  audience.add([{ email: "ada@acme.test" }, { email: "bob@acme.test" }]);
  audience.acts.unsubscribes("ada@acme.test");
  audience.acts.isForgotten("bob@acme.test");
  const { body } = await batch([ada, { email_address: "bob@acme.test", status: "subscribed" }], {
    update_existing: true,
  });
  expect(items(at(body, "errors")).map(({ error_code }) => error_code)).toEqual(["ERROR_GENERIC", "ERROR_GENERIC"]);
  expect(at(body, "errors", 0, "error")).toContain("compliance state");
  expect(at(body, "errors", 1, "error")).toContain("permanently deleted");
});

test("a row whose value is refused names the field", async () => {
  audience.mergeField({ tag: "N", type: "number" });
  const { body } = await batch([{ ...ada, merge_fields: { N: "x" } }]);
  expect(at(body, "errors", 0)).toMatchObject({
    error: "Your merge fields were invalid.",
    field: "N",
    field_message: "Please enter a number",
  });
});

test("a row with neither status nor status_if_new could not be validated", async () => {
  const { body } = await batch([{ email_address: "ada@acme.test" }]);
  expect(at(body, "errors", 0, "error")).toContain("could not be validated");
});

test("status_if_new in a batch brings an archived contact back, which counts as created; a quirk leaves it archived", async () => {
  const row = { email_address: "ada@acme.test", status_if_new: "unsubscribed" };
  audience.add([{ email: "ada@acme.test", status: "archived" }]);
  expect((await batch([row], { update_existing: true })).body).toMatchObject({
    total_created: 1,
    new_members: [{ status: "unsubscribed" }],
  });
  audience.acts.isUnsubscribed("ada@acme.test");
  audience.add([{ email: "bob@acme.test", status: "archived" }]);
  now.sandbox.world.quirks = { ...TODAY, archivedRevivedByStatusIfNewInBatch: false };
  const { body } = await batch([{ ...row, email_address: "bob@acme.test" }], { update_existing: true });
  expect(body).toMatchObject({ total_created: 0, total_updated: 1, updated_members: [{ status: "archived" }] });
});

test("one address twice refuses the whole call, unless skip_duplicate_check lets the first win", async () => {
  const twice = [ada, { ...ada, email_address: "ADA@acme.test", status: "unsubscribed" }];
  expect((await batch(twice)).status).toBe(400);
  expect(audience.size).toBe(0);
  expect((await batch(twice, {}, "?skip_duplicate_check=true")).body).toMatchObject({
    total_created: 1,
    new_members: [{ status: "subscribed" }],
  });
});

test("501 members, a missing list and a list that is none refuse the whole call", async () => {
  const many = Array.from({ length: 501 }, (_, index) => ({ ...ada, email_address: `p${index}@acme.test` }));
  expect((await batch(many)).status).toBe(400);
  expect((await now.call("POST", "/lists/abc0123456", {})).status).toBe(400);
  expect((await now.call("POST", "/lists/abc0123456", { members: "x" })).status).toBe(400);
  expect(audience.size).toBe(0);
});

test("null merge values clear in a batch", async () => {
  audience.add([{ email: "ada@acme.test", mergeFields: { FNAME: "Ada" } }]);
  await batch([{ ...ada, merge_fields: { FNAME: null } }], { update_existing: true });
  expect(audience.member("ada@acme.test")?.mergeFields).toEqual({});
});
