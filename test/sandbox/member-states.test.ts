import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { Status } from "../../src/sandbox/world/member.ts";
import type { Bench } from "./client.ts";
import { at, bench } from "./client.ts";

let now: Bench;
let audience: Handle;
beforeAll(async () => {
  now = await bench();
});
beforeEach(() => {
  now.sandbox.world.clear();
  audience = now.sandbox.world.audience({ id: "abc0123456", doubleOptin: true });
});
afterAll(() => now.sandbox.close());

const MEMBERS = "/lists/abc0123456/members";
const patch = (email: string, body: object) => now.call("PATCH", `${MEMBERS}/${email}`, body);

const SPOKEN: readonly (readonly [Status, string])[] = [
  ["subscribed", "Subscribed"],
  ["unsubscribed", "Unsubscribed"],
  ["cleaned", "Cleaned"],
  ["pending", "Pending"],
  ["transactional", "Non-Subscribed"],
  ["archived", "Deleted"],
];

test.each(SPOKEN)("an address taken by somebody %s is said to be %s", async (status, word) => {
  audience.add([{ email: "ada@acme.test" }, { email: "bob@acme.test", status }]);
  const { body } = await patch("ada@acme.test", { email_address: "bob@acme.test" });
  expect(at(body, "errors", 0, "message")).toBe(`"bob@acme.test" is already in this list with a status of "${word}".`);
});

test("PUT to the hash of nobody with the address of an archived person brings that person back", async () => {
  audience.add([{ email: "ada@acme.test", status: "archived", tags: ["old"] }]);
  const { body } = await now.call("PUT", `${MEMBERS}/${"0".repeat(32)}`, {
    email_address: "ada@acme.test",
    status: "subscribed",
  });
  expect(body).toMatchObject({ status: "subscribed", tags_count: 1 });
});

test("an archived person who had opted out cannot be brought back as subscribed", async () => {
  audience.add([{ email: "ada@acme.test" }]);
  audience.acts.unsubscribes("ada@acme.test");
  audience.acts.isArchived("ada@acme.test");
  const { body } = await now.call("POST", MEMBERS, { email_address: "ada@acme.test", status: "subscribed" });
  expect(body).toMatchObject({ title: "Member In Compliance State" });
  expect(audience.member("ada@acme.test")?.status).toBe("archived");
});

test("the API subscribes past a double opt-in; a person who signs up on the form is pending until the click", async () => {
  const { body } = await now.call("POST", MEMBERS, { email_address: "ada@acme.test", status: "subscribed" });
  expect(body).toMatchObject({ status: "subscribed" });
  audience.acts.signsUp("bob@acme.test");
  expect(audience.member("bob@acme.test")?.status).toBe("pending");
  audience.acts.confirms("bob@acme.test");
  expect(audience.member("bob@acme.test")?.status).toBe("subscribed");
});

test("pending and transactional people can be subscribed", async () => {
  audience.add([
    { email: "ada@acme.test", status: "pending" },
    { email: "bob@acme.test", status: "transactional" },
  ]);
  for (const email of ["ada@acme.test", "bob@acme.test"])
    expect((await patch(email, { status: "subscribed" })).status).toBe(200);
});

test.each(["pending", "cleaned"] as const)("somebody %s cannot be archived", async (status) => {
  audience.add([{ email: "ada@acme.test", status }]);
  expect((await now.call("DELETE", `${MEMBERS}/ada@acme.test`)).status).toBe(405);
});

test("a forgotten person comes back only by signing up", async () => {
  audience.add([{ email: "ada@acme.test" }]);
  audience.acts.isForgotten("ada@acme.test");
  expect(
    (await now.call("PUT", `${MEMBERS}/ada@acme.test`, { email_address: "ada@acme.test", status: "subscribed" }))
      .status,
  ).toBe(400);
  audience.acts.signsUp("ada@acme.test");
  audience.acts.confirms("ada@acme.test");
  expect((await patch("ada@acme.test", { merge_fields: { FNAME: "Ada" } })).status).toBe(200);
});

test("an address of the network and a moment are checked", async () => {
  audience.add([{ email: "ada@acme.test" }]);
  expect(at((await patch("ada@acme.test", { ip_opt: "nowhere" })).body, "errors", 0, "field")).toBe("ip_opt");
  expect(at((await patch("ada@acme.test", { timestamp_opt: "soon" })).body, "errors", 0, "field")).toBe(
    "timestamp_opt",
  );
  expect(
    (
      await patch("ada@acme.test", {
        ip_opt: "192.0.2.1",
        timestamp_opt: "2024-01-02 03:04:05",
        language: "lt",
        vip: true,
      })
    ).body,
  ).toMatchObject({
    ip_opt: "192.0.2.1",
    timestamp_opt: "2024-01-02T03:04:05+00:00",
    language: "lt",
    vip: true,
  });
});
