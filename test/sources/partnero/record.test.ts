import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import type { PartneroSource } from "../../../src/model/source.ts";
import { partneroFields } from "../../../src/sources/partnero/fields.ts";
import { recordFrom } from "../../../src/sources/partnero/record.ts";
import type { Row } from "../../../src/sources/partnero/row.ts";
import { wantedOf } from "../../../src/sources/partnero/wanted.ts";
import { isBroken } from "../../../src/sources/source.ts";

const TIMES = { created_at: "2025-04-30T16:44:13.000000Z", updated_at: "2025-04-30T16:44:13.000000Z" };

const LISTED = {
  ...{ email: "john.doe@harbor-coffee.dev", id: "partner_123", name: "John", surname: "Doe", approved: true },
  ...{ ...TIMES, status: "active", custom_fields: [] },
};

const READ = {
  ...LISTED,
  tos: false,
  referrals: {
    clicks: 150,
    signups: 12,
    revenue: [{ currency: "USD", amount: 1250.0 }],
    sales_count: 8,
    paid_accounts: 5,
  },
  commissions: {
    paid: 375.0,
    pending: [{ currency: "USD", amount: 125.0 }],
    not_paid: [
      { currency: "USD", amount: 50.0 },
      { currency: "EUR", amount: 29.997 },
    ],
  },
  custom_field_values: [],
  referrals_count: 12,
  tags: [{ value: "premium" }],
  referral_link: "https://yourcompany.dev?aff=ref_123",
  referral_links: ["https://yourcompany.dev?aff=ref_123"],
};

describe("a partner's record", () => {
  test("has the documented fields, in types, with its money summed up", () => {
    expect(shown({ listed: LISTED, read: READ, currency: "USD" }, "total_earned_in.EUR")).toMatchObject({
      id: "partner_123",
      created_at: "2025-04-30T16:44:13Z",
      tags: ["premium"],
      "referrals.sales_count": 8,
      "referrals.revenue": 1250,
      "commissions.paid": 375,
      "commissions.not_paid": 50,
      total_earned: 550,
      "total_earned_in.EUR": 30,
      referral_link: "https://yourcompany.dev?aff=ref_123",
    });
  });

  test("counts what was paid in the program's own currency, for paid amounts bear none", () => {
    const { total_earned, "total_earned_in.USD": usd } = shown(
      { listed: LISTED, read: READ, currency: "EUR" },
      "total_earned_in.USD",
    );
    expect([total_earned, usd]).toEqual([405, 175]);
  });

  test.each([
    ["tags as texts", { tags: ["premium", "new"] }, { tags: ["premium", "new"] }],
    ["no tags", { tags: [] }, { tags: undefined }],
    ["empty maps as empty lists", { referrals: [], custom_fields: [] }, { "referrals.sales_count": undefined }],
    ["nobody's surname", { surname: null }, { surname: undefined }],
    ["a status in capitals", { status: "Active" }, { status: "active" }],
    ["a status that no document names", { status: "on_hold" }, { status: "on_hold" }],
    ["an id that is a number", { id: 42 }, { id: "42" }],
  ])("is read all the same with %s", (_, over: JsonObject, expected) => {
    const read = { ...READ, ...over };
    expect(shown({ listed: LISTED, read, currency: "USD" })).toMatchObject(expected);
  });

  test.each([
    ["has no statistics at all", { referrals: null, commissions: "none" }, "total_earned"],
    [
      "has money without amounts",
      { commissions: { paid: 1, pending: [{ currency: "USD" }], not_paid: [] } },
      "total_earned",
    ],
    ["has a date that is none", { created_at: "yesterday" }, "created_at"],
    ["has tags that are no list", { tags: "premium" }, "tags"],
  ])("is not whole if it %s, where a rule uses that", (_, over: JsonObject, field) => {
    const row: Row = { listed: LISTED, read: { ...READ, ...over }, currency: "USD" };
    const record = recordFrom(row, source(), wantedOf(source(), new Set(["id", field])));
    expect(isBroken(record) && record.problems.map(({ detail }) => detail)).toEqual([expect.stringContaining(field)]);
    expect(isBroken(recordFrom(row, source(), wantedOf(source(), new Set(["id"]))))).toBe(false);
  });

  test("needs the program's currency for its money", () => {
    const record = recordFrom(
      { listed: LISTED, read: READ, currency: "" },
      source(),
      wantedOf(source(), new Set(["total_earned"])),
    );
    expect(isBroken(record)).toBe(true);
  });

  test("takes its key from the default referral link", () => {
    const links = [
      { id: "b", key: "second", default: false },
      { id: "a", key: "ref_123", default: true },
    ];
    const row = { listed: LISTED, read: READ, links, currency: "USD" };
    expect(shown(row, "key")["key"]).toBe("ref_123");
    expect(shown({ ...row, links: [] }, "key")["key"]).toBeUndefined();
  });

  test("has the custom fields that the file declares, and misses them where nobody filled them", () => {
    const columns = { "custom_fields.company": "text", "custom_fields.size": "number" } as const;
    const fields = { ...source(), columns };
    const read = { ...READ, custom_fields: { company: "Acme" } };
    const record = recordFrom({ listed: LISTED, read, currency: "USD" }, fields, wantedOf(fields, new Set(["tags"])));
    expect(isBroken(record)).toBe(false);
    expect(valuesOf(record.values, fields)).toMatchObject({ "custom_fields.company": "Acme" });
  });
});

describe("which requests a record takes", () => {
  test("is none where rules use what the list shows", () => {
    expect(wantedOf(source(), new Set(["id", "status", "created_at", "name"])).need).toBe("list");
  });

  test("is one for statistics, tags and money, and another for the key", () => {
    expect(wantedOf(source(), new Set(["id", "tags"]))).toMatchObject({ need: "read", because: ["tags"] });
    expect(wantedOf(source(), new Set(["key", "tags"]))).toMatchObject({ need: "links", because: ["key", "tags"] });
  });
});

function source(): PartneroSource {
  return {
    ...{ name: "partner", type: "partnero", resource: "partners", keyFrom: "PARTNERO_API_KEY", columns: {} },
    declaredAt: ["sources", "partner"],
  };
}

function shown(row: Row, ...used: readonly string[]): Readonly<Record<string, unknown>> {
  const fields = partneroFields(source()).filter(({ name }) => !name.includes("_in."));
  const wanted = wantedOf(
    source(),
    new Set([...fields.map(({ name }) => name).filter((name) => name !== "key"), ...used]),
  );
  const record = recordFrom(row, source(), wanted);
  expect("problems" in record ? record.problems : []).toEqual([]);
  return valuesOf(record.values, source());
}

function valuesOf(values: readonly unknown[], declared: PartneroSource): Readonly<Record<string, unknown>> {
  return Object.fromEntries(partneroFields(declared).map(({ name }, index) => [name, values[index]]));
}
