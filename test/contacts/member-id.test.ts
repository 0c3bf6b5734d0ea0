import { describe, expect, it } from "vitest";
import { keyOfEmail, keyOfMemberId, memberId } from "../../src/contacts/member-id.ts";

describe("a member's id", () => {
  it("is the MD5 of the address in lower case, as Mailchimp documents it", () => {
    expect(memberId("Urist.McVankab@freddiesjokes.com")).toBe("62eeb292278cc15f5817cb78f7790b08");
  });

  it("makes the same key whether it is hashed here or read from Mailchimp", () => {
    expect(keyOfEmail("Jane@Harbor-Coffee.dev")).toEqual(keyOfMemberId(memberId("jane@harbor-coffee.DEV")));
  });
});
