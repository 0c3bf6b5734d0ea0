import { describe, expect, test } from "vitest";
import { isEmailAddress } from "../../src/contacts/email-address.ts";

describe("an address", () => {
  test.each(["jane@harbor-coffee.dev", "j.o'neil+news@mail.harbor-coffee.dev", "ünal@übersee.dev", "a@b.co"])(
    "can be %s",
    (address) => expect(isEmailAddress(address)).toBe(true),
  );

  test.each([
    ["no domain", "jane"],
    ["two of @", "jane@home@harbor.dev"],
    ["a blank", "jane doe@harbor.dev"],
    ["an empty label", "jane@harbor..dev"],
    ["a space of no width", "jane\u200B@harbor.dev"],
    ["letters that turn round", "jane\u202Eved@harbor.dev"],
    ["a control character", "jane\u0007@harbor.dev"],
    ["too many letters", `${"j".repeat(250)}@harbor.dev`],
  ])("is none with %s", (_, address) => expect(isEmailAddress(address)).toBe(false));
});
