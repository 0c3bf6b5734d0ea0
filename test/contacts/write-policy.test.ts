import { describe, expect, it } from "vitest";
import { type WritePolicy, writing } from "../../src/contacts/write-policy.ts";

const mirrored: WritePolicy = { write: "always", clears: true };

describe("what becomes of one value", () => {
  it("is nothing where both sides agree", () => {
    expect(writing(mirrored, "gold", "gold", true)).toBe("same");
    expect(writing(mirrored, "", "", true)).toBe("same");
  });

  it("is written where the sources say something else", () => {
    expect(writing(mirrored, "silver", "gold", true)).toBe("written");
    expect(writing(mirrored, "silver", "gold", false)).toBe("written");
  });

  it("is emptied only in a contact that is ours already", () => {
    expect(writing(mirrored, "silver", "", true)).toBe("written");
    expect(writing(mirrored, "silver", "", false)).toBe("not-cleared-on-adoption");
  });

  it("is kept where the field keeps what the sources no longer have", () => {
    expect(writing({ write: "always", clears: false }, "silver", "", true)).toBe("kept");
  });

  it("is kept where somebody filled in a field that is written only if empty", () => {
    expect(writing({ write: "if_empty", clears: false }, "Jane", "Janet", true)).toBe("filled");
    expect(writing({ write: "if_empty", clears: false }, "", "Janet", true)).toBe("written");
  });

  it("is never written later where a field is written to new contacts alone", () => {
    expect(writing({ write: "create_only", clears: true }, "", "web", true)).toBe("create-only");
  });
});
