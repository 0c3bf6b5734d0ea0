import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalLive, normalWish, sameNormal } from "../../src/contacts/normal-form.ts";
import type { Json } from "../../src/model/json.ts";
import { isJsonObject } from "../../src/model/json.ts";
import type { MergeFieldType } from "../../src/model/merge-field-type.ts";
import { MERGE_FIELD_TYPES } from "../../src/model/merge-field-type.ts";
import type { FieldValue } from "../../src/model/source.ts";

const CHOICES = ["bronze", "silver", "gold", "true", "3"];

const HOME = { addr1: "Harbor Street 1", city: "Kiel", state: "SH", zip: "24103" };

const wish = (value: FieldValue, type: MergeFieldType) => normalWish(value, { type, choices: CHOICES });

/** What Mailchimp keeps of a value and gives back, as documented and recorded; undefined where it refuses the value. */
function storedBy(value: Json, type: MergeFieldType): Json | undefined {
  if (value === "") return "";
  if (isJsonObject(value)) {
    const whole = ["addr1", "city", "state", "zip"].every(
      (part) => typeof value[part] === "string" && value[part] !== "",
    );
    return type === "address" && whole ? { addr2: "", country: "US", ...value } : undefined;
  }
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = String(value);
  switch (type) {
    case "text":
    case "phone":
      return Buffer.byteLength(text) <= 255 ? text : undefined;
    case "number":
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
    case "date":
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
    case "birthday":
      return /^\d{2}\/\d{2}$/.test(text) ? text : undefined;
    case "radio":
    case "dropdown":
      return CHOICES.includes(text) ? text : undefined;
    case "url":
    case "imageurl":
      return /^https?:\/\/\S+\.\S+$/i.test(text) ? text : undefined;
    case "zip":
      return /^\d{5}$/.test(text) ? text : undefined;
    case "address":
      return undefined;
  }
}

const part = fc.oneof(fc.constantFrom("", " ", "Kiel", "24103", "Germany", "de", "usa"), fc.string({ maxLength: 5 }));

const value: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ maxLength: 12 }),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(
    "gold",
    "platinum",
    "3",
    3,
    true,
    "24103",
    "https://harbor-coffee.dev/a?b",
    " https://a.b ",
    "2/29",
    "\uD800x",
  ),
  fc
    .date({ noInvalidDate: true, min: new Date("0001-01-01"), max: new Date("9999-12-31") })
    .map((date) => date.toISOString()),
  fc.array(fc.string({ maxLength: 3 }), { maxLength: 2 }),
  fc
    .record({ addr1: part, addr2: part, city: part, state: part, zip: part, country: part }, { requiredKeys: [] })
    .map((parts) => Object.fromEntries(Object.entries(parts).filter(([, one]) => one !== undefined))),
  fc.constant(HOME),
  fc.constant(undefined),
);

const type = fc.constantFrom(...MERGE_FIELD_TYPES);

describe("the laws of the normal form", () => {
  test("what Mailchimp stores of a normal value comes back as the same value", () => {
    fc.assert(
      fc.property(value, type, (given, to) => {
        const normal = wish(given, to).value;
        const stored = storedBy(normal, to);
        expect(stored).toBeDefined();
        expect(normalLive(stored, to)).toEqual(normal);
        expect(sameNormal(normalLive(stored, to), normal)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test("bringing a value into it twice changes nothing, on either side", () => {
    fc.assert(
      fc.property(value, type, (given, to) => {
        const once = wish(given, to);
        expect(wish(once.value, to)).toEqual({ value: once.value });
        expect(normalLive(once.value, to)).toEqual(once.value);
      }),
      { numRuns: 2000 },
    );
  });

  test("whatever Mailchimp answers has one", () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue())), type, (answer, to) => {
        // fast-check's JsonValue says the same as ours, but with arrays and objects that can be written.
        const live = normalLive(answer as Json, to);
        expect(normalLive(live, to)).toEqual(live);
      }),
    );
  });
});

describe("a wished value", () => {
  test("that is missing is unset, whatever the type", () => {
    for (const to of MERGE_FIELD_TYPES) expect(wish(undefined, to)).toEqual({ value: "" });
  });

  test("of text is cut to 255 bytes, never inside a character", () => {
    expect(wish("é".repeat(128), "text")).toEqual({ value: "é".repeat(127), cut: true });
    expect(wish(`${"a".repeat(253)}😀`, "text")).toEqual({ value: "a".repeat(253), cut: true });
    expect(wish("a".repeat(255), "text")).toEqual({ value: "a".repeat(255) });
  });

  test("with half of a surrogate pair is made readable, since one would refuse the whole request", () => {
    expect(wish("a\uD800", "text").value).toBe("a\uFFFD");
  });

  test("that is true, false or a number is text where text is wanted", () => {
    expect(
      [wish(true, "text"), wish(12.5, "text"), wish(true, "dropdown"), wish(3, "radio")].map((one) => one.value),
    ).toEqual(["true", "12.5", "true", "3"]);
  });

  test("of numbers is finite and without exponent", () => {
    expect(wish("12.50", "number")).toEqual({ value: 12.5 });
    expect(Object.is(wish(-0, "number").value, 0)).toBe(true);
    for (const given of [Number.NaN, 1e21, 1e-7, "12,5", "0x10", true])
      expect(wish(given, "number").refused).toBeDefined();
  });

  test("of dates is cut to the day, and a birthday to month and day", () => {
    expect(wish("2025-03-31T23:59:59Z", "date").value).toBe("2025-03-31");
    expect(wish("2024-02-29", "birthday").value).toBe("02/29");
    expect(wish("2/9", "birthday").value).toBe("02/09");
    expect(wish("2023-02-29", "date").refused).toBeDefined();
    expect(wish("31/12", "birthday").refused).toBeDefined();
  });

  test("that is no choice is refused, and the choices are named", () => {
    expect(wish("Gold", "dropdown")).toEqual({
      value: "",
      refused: '"Gold" is not among the choices (bronze, silver, gold, true, 3)',
    });
    expect(normalWish("anything", { type: "radio" })).toEqual({ value: "anything" });
  });

  test("of an address is whole or refused", () => {
    expect(wish(HOME, "address").value).toEqual({ ...HOME, addr2: "", country: "US" });
    expect(wish({ ...HOME, country: "Germany" }, "address").value).toMatchObject({ country: "DE" });
    expect(normalWish(HOME, { type: "address", defaultCountry: "DE" }).value).toMatchObject({ country: "DE" });
    expect(wish({ ...HOME, zip: " " }, "address")).toEqual({ value: "", refused: "the address has no zip" });
    expect(wish({ addr1: "", city: "", state: "", zip: "", country: "US" }, "address")).toEqual({ value: "" });
    expect(wish({ ...HOME, country: "Atlantis" }, "address").refused).toBeDefined();
    expect(wish("Harbor Street 1, Kiel", "address").refused).toBeDefined();
  });

  test("of a ZIP code has five digits, and a web address says http", () => {
    expect(wish("02134", "zip").value).toBe("02134");
    expect(wish("2134", "zip").refused).toBeDefined();
    expect(wish("https://harbor-coffee.dev", "url").value).toBe("https://harbor-coffee.dev");
    expect(wish("harbor-coffee.dev", "imageurl").refused).toBeDefined();
  });

  test("is not quoted where it is refused, unless it is a choice", () => {
    const secret = "Ada Lovelace";
    for (const to of ["number", "date", "birthday", "zip", "url", "address"] as const) {
      expect(wish(secret, to).refused).not.toContain(secret);
    }
  });
});

describe("a live value", () => {
  test("that is unset comes as an empty text, as null, or as an address of nothing but a country", () => {
    expect(normalLive("", "number")).toBe("");
    expect(normalLive(null, "date")).toBe("");
    expect(normalLive(undefined, "text")).toBe("");
    expect(normalLive({ addr1: "", addr2: "", city: "", state: "", zip: "", country: "US" }, "address")).toBe("");
  });

  test("of a number may come as text, a date with a time", () => {
    expect(normalLive("12.50", "number")).toBe(12.5);
    expect(normalLive("1980-12-21T00:00:00.000Z", "date")).toBe("1980-12-21");
  });

  test("that Mailchimp should not hold stays as it is, so that it shows", () => {
    expect(normalLive("many", "number")).toBe("many");
    expect(normalLive("0000-00-00", "date")).toBe("0000-00-00");
    expect(normalLive({ addr1: "Harbor Street 1" }, "address")).toMatchObject({ addr1: "Harbor Street 1", zip: "" });
  });
});

test("addresses are the same where their parts are", () => {
  expect(sameNormal({ ...HOME, addr2: "" }, HOME)).toBe(true);
  expect(sameNormal({ ...HOME, zip: "24105" }, HOME)).toBe(false);
  expect(sameNormal("", HOME)).toBe(false);
});
