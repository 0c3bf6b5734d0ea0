import { describe, expect, it } from "vitest";
import { discretion } from "../../src/contacts/discretion.ts";
import type { ValueExpression } from "../../src/model/condition.ts";
import type { ContactRules, FieldRule, Vocabulary } from "../../src/model/desired.ts";
import type { FieldType, FieldValue } from "../../src/model/source.ts";

const TYPES: Readonly<Record<string, FieldType>> = {
  status: "text",
  plan: "text",
  name: "text",
  tags: "list",
  notes: "list",
  sales: "number",
  born: "date",
  since: "date",
};

const KNOWN = { values: ["solo", "team"] };

const vocabulary: Vocabulary = {
  sources: [
    {
      name: "partner",
      schema: {
        complete: true,
        fields: Object.entries(TYPES).map(([name, type]) => ({ name, type, ...(name === "plan" ? KNOWN : {}) })),
      },
    },
  ],
  mergeFields: [],
};

const place = { file: "mailchimp.config.yaml", line: 1, column: 1 };

function at(field: string) {
  return { source: "partner", field, type: TYPES[field] ?? "text" };
}

function field(key: string, value: ValueExpression, more: Partial<FieldRule> = {}): FieldRule {
  return { key, tag: key, type: "text", value, write: "always", empty: "clear", declaredAt: place, ...more };
}

const rules: ContactRules = {
  fields: [
    field("BORN", { is: "path", of: at("born"), path: [] }, { type: "birthday" }),
    field("NOTE", { is: "tagged", prefix: "note:", suffix: "", of: at("notes"), path: [] }),
  ],
  tags: [
    {
      name: "active",
      when: { is: "test", operand: { on: "field", ...at("status") }, operator: "in", value: ["active"], path: [] },
      declaredAt: place,
    },
  ],
  families: [
    {
      pattern: "tier:*",
      prefix: "tier:",
      suffix: "",
      value: { is: "tagged", prefix: "tier:", suffix: "", of: at("tags"), path: [] },
      declaredAt: place,
    },
  ],
  interests: [],
  identity: [],
  newContacts: [],
  duplicates: "error",
  leavers: "keep",
};

function isPersonal(name: string, value: FieldValue): boolean | undefined {
  return discretion(rules, vocabulary)({ on: "field", ...at(name) }, value)?.personal;
}

describe("What explain shows of a record where personal data is masked", () => {
  it("is a word that a rule of the file names, and no other text", () => {
    expect([isPersonal("status", "active"), isPersonal("status", "rejected"), isPersonal("name", "Jane")]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("is a word that the source knows", () => {
    expect([isPersonal("plan", "solo"), isPersonal("plan", "Jane's own")]).toEqual([false, true]);
  });

  it("is a list whose entries become tags, but none that becomes a text", () => {
    expect(isPersonal("tags", ["tier:gold"])).toBe(false);
    expect(isPersonal("tags", ["tier:gold", "Jane's friend"])).toBe(true);
    expect(isPersonal("notes", ["note:Jane"])).toBe(true);
  });

  it("is a number and a day, but not a day that a birthday is made of", () => {
    expect([isPersonal("sales", 12), isPersonal("since", "2025-02-05")]).toEqual([false, false]);
    expect(isPersonal("born", "1990-02-05")).toBe(true);
  });

  it("is nothing where there is no value", () => {
    expect(isPersonal("status", undefined)).toBeUndefined();
  });
});
