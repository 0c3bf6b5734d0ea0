import { describe, expect, it } from "vitest";
import type { ContactChange } from "../../src/model/contact.ts";
import { type Selection, takeChange } from "../../src/plan/selection.ts";

const update: Omit<ContactChange, "ref"> = {
  email: "jane@harbor-coffee.dev",
  action: "update",
  status: "subscribed",
  fields: [
    { field: "TIER", tag: "TIER", before: "silver", after: "gold" },
    { field: "TOTAL_SALES", tag: "SALES", before: 9, after: 10 },
  ],
  tags: { add: ["tier:gold", "top performer"], remove: ["tier:silver"] },
  groups: [],
  because: ["mergeField.TIER", "mergeField.TOTAL_SALES", "tag.tier:*", 'tag."top performer"'],
  verdict: "go",
};

const only = (...addresses: Selection["only"]): Selection => ({ scope: "all", only: addresses });

describe("--only", () => {
  it("takes everything where nothing is named", () => {
    expect(takeChange(update, only())).toBe(update);
  });

  it("takes a person who is named whole, whatever the case of the address", () => {
    expect(takeChange(update, only({ kind: "contact", key: "Jane@Harbor-Coffee.dev" }))).toBe(update);
  });

  it("takes of a contact that is ours the one field that is named", () => {
    const taken = takeChange(update, only({ kind: "mergeField", key: "TIER" }));
    expect(taken?.fields.map((field) => field.field)).toEqual(["TIER"]);
    expect(taken?.tags).toEqual({ add: [], remove: [] });
    expect(taken?.because).toEqual(["mergeField.TIER"]);
  });

  it("takes a family by its pattern, with what it adds and takes away", () => {
    const taken = takeChange(update, only({ kind: "tag", key: "tier:*" }));
    expect(taken?.tags).toEqual({ add: ["tier:gold"], remove: ["tier:silver"] });
  });

  it("creates and adopts nobody for a schema object's sake", () => {
    expect(takeChange({ ...update, action: "create" }, only({ kind: "mergeField", key: "TIER" }))).toBeUndefined();
    expect(takeChange({ ...update, action: "adopt" }, only({ kind: "mergeField", key: "TIER" }))).toBeUndefined();
  });

  it("leaves a contact alone of whom nothing is named", () => {
    expect(takeChange(update, only({ kind: "tag", key: "partner" }))).toBeUndefined();
    expect(takeChange(update, only({ kind: "contact", key: "tom@lantern-books.dev" }))).toBeUndefined();
  });
});
