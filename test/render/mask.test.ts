import { describe, expect, test } from "vitest";
import { fieldTypes, maskedEmail, masking } from "../../src/render/mask.ts";
import { plan } from "../support/plan-builder.ts";

const mask = masking({ FNAME: "text", PHONE: "phone", TIER: "dropdown", SALES: "number", HOME: "address" });

describe("masking", () => {
  test("keeps the first letters and the last part of an address", () => {
    expect(maskedEmail("jane@acme.dev")).toBe("j***@a***.dev");
    expect(maskedEmail("日本@例え.jp")).toBe("日***@例***.jp");
    expect(["", "jane", "@acme.dev"].map(maskedEmail)).toEqual(["•••", "•••", "•••"]);
  });

  test("hides the values of personal fields and of fields of which nothing is known", () => {
    expect(mask.value("FNAME", "Jane")).toBe("•••");
    expect(mask.value("HOME", { city: "Tartu" })).toBe("•••");
    expect(mask.value("NOBODY_KNOWS", "Jane")).toBe("•••");
    expect(mask.value("TIER", "gold")).toBe("gold");
    expect(mask.value("SALES", 12)).toBe(12);
  });

  test("shows whether a personal field is set", () => {
    expect(mask.value("FNAME", null)).toBeNull();
  });

  test("hides addresses, member ids and known values in sentences", () => {
    const sentence = "Jane Doe (Jane) <jane@acme.dev>. is 9e26846f7bc4bcd4d6a56c1d7aa7a8ec, see JANE@acme.dev.";
    expect(mask.text(sentence, { email: "jane@acme.dev", values: ["Jane", "Jane Doe"] })).toBe(
      "••• (•••) <j***@a***.dev>. is •••, see j***@a***.dev.",
    );
  });

  test("hides what a reason quotes of a personal value, cut short or not", () => {
    expect(mask.reason("PHONE", '"call \\"me\\" maybe" is no phone number.')).toBe('"•••" is no phone number.');
    expect(mask.reason("PHONE", '"call me… is no phone number.')).toBe('"•••"');
    expect(mask.reason("TIER", '"platinum" is not a choice.')).toBe('"platinum" is not a choice.');
  });

  test("learns the types of fields from the schema's steps and from what the contacts say", () => {
    const known = plan()
      .adds("mergeField", "TIER", { type: "dropdown" })
      .adds("tag", "FNAME", { type: "number" })
      .reads(1, 1)
      .types({ FNAME: "text" });
    expect(fieldTypes(known.build())).toEqual({ TIER: "dropdown", FNAME: "text" });
  });
});
