// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the syntax under test
import { describe, expect, test } from "vitest";
import { readConfig, resolveConfig } from "../../src/config/load.ts";

const KEY = `${"0123456789abcdef".repeat(2)}-us21`;

describe("an API key in the file", () => {
  test.each([
    ["in a comment", `version: 1 # ${KEY}\naudience: { id: x }\n`],
    ["as a value", `version: 1\naudience: { id: ${KEY} }\n`],
    ["as a value of the wrong form", `version: ${KEY}\naudience: { id: x }\nlimits: { create: "${KEY}" }\n`],
    ["as a key", `version: 1\naudience: { id: x }\n${KEY}: 1\ntags: { "${KEY}": { wen: ${KEY} } }\n`],
    ["as an environment", `version: 1\naudience: { id: x }\nenvironments: { "${KEY}": { version: 1 } }\n`],
    [
      "in a rule",
      `version: 1\naudience: { id: x }\nsources: { p: { type: csv, path: p, email: e } }\ntags: { a: { when: { p.id: { "${KEY}": "${KEY}" } } } }\n`,
    ],
    ["where nothing else can be read", `version: [1\naudience: ${KEY}\n`],
    ["in upper case", `version: 1\naudience: { id: x } # ${KEY.toUpperCase().replace("US", "us")}\n`],
  ])("is refused %s, and is shown nowhere", (_, text) => {
    const read = readConfig({ file: "f.yaml", text, variables: {}, unset: "error" });
    const fields = { complete: true, fields: [{ name: "id", type: "text" as const }] };
    const { diagnostics, desired } = resolveConfig(read, new Map(read.sources.map(({ name }) => [name, fields])));
    expect(diagnostics.map(({ code }) => code)).toContain("secret-in-file");
    expect(desired).toBeUndefined();
    expect(JSON.stringify([read.diagnostics, diagnostics]).toLowerCase()).not.toContain(KEY.slice(0, 16));
  });
});

describe("a file that is no configuration", () => {
  test("is refused before it is read where it is larger than 5 MB", () => {
    const { diagnostics } = readConfig({
      file: "f.yaml",
      text: `# ${"x".repeat(6_000_000)}`,
      variables: {},
      unset: "error",
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(["file-too-large"]);
    expect(diagnostics[0]?.detail).toContain("5.7 MB");
    expect(JSON.stringify(diagnostics).length).toBeLessThan(2000);
  });

  test("is refused where it is binary", () => {
    const { diagnostics } = readConfig({ file: "f.yaml", text: "PK\u0003\u0004\u0000", variables: {}, unset: "error" });
    expect(diagnostics.map(({ code }) => code)).toEqual(["not-text"]);
  });
});

describe("a variable's value", () => {
  test.each(["abc", "true-secret", 'with "quotes" and \\ in it', "x".repeat(200)])("%s is shown nowhere", (secret) => {
    const text =
      "version: 1\naudience: { id: x }\nsources: { p: { type: csv, path: p, email: e } }\n" +
      "tags: { a: { when: { p.id: { gte: ${S} } } }, b: { when: { p.sales: { within: ${S} } } }, c: { when: ${S} } }\n" +
      "mergeFields: { A: { type: ${S}, name: A }, B: { value: ${S} }, C: { value: { tag: ${S}, of: ${S} } } }\n" +
      "sync: { identity: [${S}], newContacts: ${S} }\n";
    const read = readConfig({ file: "f.yaml", text, variables: { S: secret }, unset: "error" });
    const fields = { complete: true, fields: [{ name: "id", type: "text" as const }] };
    const { diagnostics } = resolveConfig(read, new Map([["p", fields]]));
    expect(diagnostics.length).toBeGreaterThan(5);
    const said = diagnostics.map(({ detail }) => detail).join("\n");
    expect(said).not.toContain(secret.slice(0, 30));
  });
});
