import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type ConfigInput, readConfig, resolveConfig } from "../../src/config/load.ts";
import { givenFields } from "./given-fields.ts";
import { printed } from "./printed.ts";

const BAD = new URL("bad/", import.meta.url);
const NAMES = readdirSync(BAD).filter((name) => name.endsWith(".yaml"));

/** What is set where a bad file is read. A first line `#! environment=staging` chooses an environment. */
const VARIABLES = { SET: "set", SECRET: "hunter2-hunter2-hunter2", COUNT: "12", EMPTY: "" };

describe("every mistake in a file is one finding that says where it is and how to mend it", () => {
  test.each(NAMES)("%s", async (name) => {
    const text = readFileSync(new URL(name, BAD), "utf8");
    const { diagnostics, desired } = load(text);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(desired === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
    await expect(printed(diagnostics)).toMatchFileSnapshot(`golden/${name.replace(".yaml", ".txt")}`);
  });

  test("there are at least 55 of them, and each has a golden of its own", () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(55);
    const goldens = readdirSync(new URL("golden/", import.meta.url)).filter((name) => name.endsWith(".txt"));
    expect(goldens.toSorted()).toEqual(NAMES.map((name) => name.replace(".yaml", ".txt")).toSorted());
  });

  test("a summary is the same wherever its code occurs", () => {
    const found = NAMES.flatMap((name) => load(readFileSync(new URL(name, BAD), "utf8")).diagnostics);
    const summaries = new Set(found.map(({ code, summary }) => `${code}: ${summary}`));
    expect(summaries.size).toBe(new Set(found.map(({ code }) => code)).size);
  });

  test("no finding shows what a variable holds", () => {
    const found = NAMES.flatMap((name) => load(readFileSync(new URL(name, BAD), "utf8")).diagnostics);
    expect(JSON.stringify(found)).not.toContain("hunter2");
  });
});

function load(text: string) {
  const environment = /^#! environment=(\S+)/.exec(text)?.[1];
  const unset: ConfigInput["unset"] = /^#! unset=warning/.test(text) ? "warning" : "error";
  const read = readConfig({
    file: "mailchimp.config.yaml",
    text,
    variables: VARIABLES,
    unset,
    ...(environment === undefined ? {} : { environment }),
  });
  return resolveConfig(read, givenFields(read.sources));
}
