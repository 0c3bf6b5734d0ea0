// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the syntax under test
import { describe, expect, test } from "vitest";
import { type ConfigInput, readConfig, resolveConfig } from "../../src/config/load.ts";

const BASE = "version: 1\naudience:\n  name: ";

describe("variables", () => {
  test.each([
    ["${NAME}", "Harbor Coffee"],
    ["'${NAME} ${YEAR}'", "Harbor Coffee 2026"],
    ["${MISSING:-Acme}", "Acme"],
    ["${EMPTY:-Acme}", "Acme"],
    ["${NAME:-Acme}", "Harbor Coffee"],
    ["'${MISSING:-a, [b]}'", "a, [b]"],
    ["costs $5", "costs $5"],
    ["$$", "$"],
    ["$${NAME}", "${NAME}"],
    ["$$${NAME}", "$Harbor Coffee"],
    ["$NAME", "$NAME"],
  ])("%s is %s", (written, value) => {
    expect(load(`${BASE}${written}\n`).desired?.audience.name).toBe(value);
  });

  test("need no quotes inside braces", () => {
    expect(
      load("version: 1\naudience: { name: ${NAME}, expect: { name: ${MISSING:-x,y} } }\n").desired?.audience,
    ).toMatchObject({
      name: "Harbor Coffee",
      expect: { name: "x,y" },
    });
  });

  test("stay as they are in keys", () => {
    const text = `${BASE}x\ntags:\n  "\${NAME}": { when: { p: exists } }\nsources: { p: { type: csv, path: p.csv, email: e } }\n`;
    expect(load(text).desired?.objects[0]?.at.key).toBe("${NAME}");
  });

  test("become numbers where the schema wants numbers, and texts where it wants texts", () => {
    const { desired } = load(`${BASE}\${YEAR}\nlimits: { create: "\${YEAR}", update: "\${SHARE}" }\n`);
    expect(desired?.audience.name).toBe("2026");
    expect(desired?.limits.map(({ count, share }) => count ?? share)).toEqual([2026, 0.3]);
  });

  test("become numbers where a rule compares a number, and texts where it compares a text", () => {
    const rule = "{ all: [ { p.sales: { gte: ${YEAR} } }, { p.id: ${YEAR} } ] }";
    const text = `${BASE}x\nsources: { p: { type: csv, path: p.csv, email: e, columns: { sales: number } } }\ntags: { a: { when: ${rule} } }\nsync: { identity: [ID], newContacts: skip }\nmergeFields: { ID: { name: ID, type: text, public: false, value: p.id } }\n`;
    const { desired, diagnostics } = load(text);
    expect(diagnostics).toEqual([]);
    expect(JSON.stringify(desired?.contacts?.tags[0]?.when)).toContain('"value":2026');
    expect(JSON.stringify(desired?.contacts?.tags[0]?.when)).toContain('"value":"2026"');
  });

  test("that an environment replaces need not be set", () => {
    const text =
      "version: 1\naudience: { id: ${NOWHERE} }\nenvironments: { staging: { audience: { name: ${NAME} } } }\n";
    expect(load(text, { environment: "staging" }).desired?.audience.name).toBe("Harbor Coffee");
  });
});

describe("an unset variable", () => {
  const text = "version: 1\naudience: { id: ${AUDIENCE} }\nlimits: { create: ${MOST}, update: 5 }\n";

  test("is an error", () => {
    const { diagnostics, desired } = load(text);
    expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      "error variable-unset",
      "error variable-unset",
    ]);
    expect(desired).toBeUndefined();
  });

  test("is a warning where nothing depends on its value, and what needs it is left out", () => {
    const { diagnostics, desired } = load(text, { unset: "warning" });
    expect(diagnostics.map(({ severity }) => severity)).toEqual(["warning", "warning"]);
    expect(desired?.audience.id).toBe("<AUDIENCE is not set>");
    expect(desired?.limits.map((limit) => limit.class)).toEqual(["update"]);
  });

  test("can have a stand-in, by its name or by where it is used", () => {
    const named = load(text, { overrideUnset: { AUDIENCE: "sandbox", MOST: "3" } });
    expect([named.desired?.audience.id, named.desired?.limits[0]?.count]).toEqual(["sandbox", 3]);
    const placed = load(text, { overrideUnset: { "audience.id": "sandbox", "limits.create": "4" } });
    expect([placed.desired?.audience.id, placed.desired?.limits[0]?.count]).toEqual(["sandbox", 4]);
  });
});

const FIELDS = {
  complete: true,
  fields: [
    { name: "id", type: "text" as const },
    { name: "sales", type: "number" as const },
  ],
};

function load(text: string, more: Partial<ConfigInput> = {}) {
  const variables = { NAME: "Harbor Coffee", YEAR: "2026", SHARE: "30%", EMPTY: "" };
  const read = readConfig({ file: "f.yaml", text, variables, unset: "error", ...more });
  return resolveConfig(read, new Map(read.sources.map(({ name }) => [name, FIELDS])));
}
