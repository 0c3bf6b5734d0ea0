import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { FieldType } from "../../src/sandbox/world/audience.ts";
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
  audience = now.sandbox.world.audience({ id: "abc0123456", bare: true });
  audience.add([{ email: "ada@acme.test" }]);
});
afterAll(() => now.sandbox.close());

const put = (values: unknown, query = "") =>
  now.call("PUT", `/lists/abc0123456/members/ada@acme.test${query}`, { merge_fields: values });
const ADDRESS = { addr1: "1 Main St", city: "Vilnius", state: "VL", zip: "01100" };

const TAKEN: readonly (readonly [FieldType, unknown, unknown])[] = [
  ["text", "hello", "hello"],
  ["text", 5, "5"],
  ["text", "ü".repeat(200), "ü".repeat(127)],
  ["number", 15.5, 15.5],
  ["number", "3", 3],
  ["number", "", ""],
  ["date", "1980-12-21", "1980-12-21"],
  ["date", "1980/12/21", "1980-12-21"],
  ["date", "21-12-1980", "1980-12-21"],
  ["date", "12/21/1980", "1980-12-21"],
  ["date", "1980-12-21T00:00:00.000Z", "1980-12-21"],
  ["date", "2019-03-08T13:09:03.000-06:00", "2019-03-08"],
  ["birthday", "2/29", "02/29"],
  ["phone", "000", "000"],
  ["phone", "+5583999999999", "+5583999999999"],
  ["zip", "90210", "90210"],
  ["url", "https://acme.test/x", "https://acme.test/x"],
  ["imageurl", "http://acme.test/x.png", "http://acme.test/x.png"],
  ["address", ADDRESS, { addr1: "1 Main St", addr2: "", city: "Vilnius", state: "VL", zip: "01100", country: "US" }],
  ["address", { ...ADDRESS, addr2: "b", country: "Lithuania" }, { ...ADDRESS, addr2: "b", country: "LT" }],
  ["address", "", ""],
];

test.each(TAKEN)("a %s takes %j and gives %j back", async (type, given, stored) => {
  audience.mergeField({ tag: "X", type });
  const { status, body } = await put({ X: given });
  expect(status).toBe(200);
  expect(at(body, "merge_fields", "X")).toEqual(stored);
});

const REFUSED: readonly (readonly [FieldType, unknown, string])[] = [
  ["number", "AAAAA", "Please enter a number"],
  ["number", "1,5", "Please enter a number"],
  ["date", "soon", "Please enter the date"],
  ["date", "2023-02-30", "Please enter the date"],
  ["birthday", "13/01", "Please enter a month (01-12) and a day (01-31)"],
  ["address", { ...ADDRESS, city: "" }, "Please enter a complete address"],
  ["address", "1 Main St", "Please enter a complete address"],
];

test.each(REFUSED)("a %s refuses %j", async (type, given, message) => {
  audience.mergeField({ tag: "X", type });
  const { status, body } = await put({ X: given });
  expect(status).toBe(400);
  expect(body).toMatchObject({
    title: "Invalid Resource",
    detail: "Your merge fields were invalid.",
    errors: [{ field: "X", message }],
  });
});

test("a dropdown takes its choices exactly and names them when it refuses", async () => {
  audience.mergeField({ tag: "SEX", type: "dropdown", choices: ["m", "w", ""] });
  expect((await put({ SEX: "m" })).status).toBe(200);
  expect(at((await put({ SEX: "z" })).body, "errors", 0, "message")).toBe("Value must be one of: m, w,  (not z)");
});

test.each([[true], [null], [["a"]], [{ addr1: "x" }]])("the schema refuses %j whatever the field", async (value) => {
  const { body } = await put({ FNAME: value });
  expect(at(body, "errors")).toEqual([
    { field: "merge_fields.FNAME", message: "Data did not match any of the schemas described in anyOf." },
  ]);
});

test("a list instead of an object of merge fields is refused as PHP would say it", async () => {
  expect(at((await put([])).body, "errors")).toEqual([
    { field: "merge_fields", message: "Schema describes object, array found instead" },
  ]);
});

test("keys that name no field are ignored with 200", async () => {
  audience.mergeField({ tag: "TOTAL_SALE", type: "number" });
  const { status, body } = await put({ TOTAL_SALES: 5, email_address: "x" });
  expect(status).toBe(200);
  expect(at(body, "merge_fields")).toEqual({ TOTAL_SALE: "" });
});

test("a required field wants a value unless one is stored or skip_merge_validation is asked; a bad number is refused all the same", async () => {
  audience.mergeField({ tag: "NAME", required: true });
  audience.mergeField({ tag: "N", type: "number" });
  expect(at((await put({ N: 1 })).body, "errors")).toEqual([{ field: "NAME", message: "Please enter a value" }]);
  expect((await put({ N: 1 }, "?skip_merge_validation=true")).status).toBe(200);
  expect((await put({ N: "x" }, "?skip_merge_validation=true")).status).toBe(400);
  expect((await put({ NAME: "Ada" })).status).toBe(200);
  expect((await put({ N: 2 })).status).toBe(200);
});

test("nothing is written when one field is refused", async () => {
  audience.mergeField({ tag: "A" });
  audience.mergeField({ tag: "N", type: "number" });
  await put({ A: "new", N: "x" });
  expect(audience.member("ada@acme.test")?.mergeFields).toEqual({});
});

test("an account in German gets German messages under the same titles and fields", async () => {
  audience.mergeField({ tag: "N", type: "number" });
  now.sandbox.faults.set([{ kind: "german" }]);
  const { body } = await put({ N: "x" });
  now.sandbox.faults.clear();
  expect(body).toMatchObject({
    title: "Invalid Resource",
    errors: [{ field: "N", message: "Bitte gib eine Zahl ein." }],
  });
});
