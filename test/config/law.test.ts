import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { readConfig, resolveConfig } from "../../src/config/load.ts";
import { withoutPlaces } from "./desired-shape.ts";
import { givenFields } from "./given-fields.ts";

const PROGRAM = readFileSync(new URL("good/partner-program.yaml", import.meta.url), "utf8");
const VARIABLES = { MAILCHIMP_AUDIENCE_ID: "a1b2c3d4e5", STAGING_AUDIENCE_ID: "f6e7d8c9b0" };

function load(text: string) {
  const read = readConfig({ file: "mailchimp.config.yaml", text, variables: VARIABLES, unset: "error" });
  return resolveConfig(read, givenFields(read.sources));
}

/** A sound file after an accident: a piece is lost, doubled, or replaced by something that means something to YAML. */
const damaged = fc
  .array(
    fc.record({
      at: fc.nat(PROGRAM.length),
      length: fc.nat(40),
      by: fc.oneof(
        fc.constantFrom(
          "",
          "\t",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "${",
          "$$",
          "*",
          "&a",
          "!",
          "null",
          "-1",
          "<<: ",
          "\n",
          "'",
          '"',
          "---\n",
          "1e999",
        ),
        fc.constantFrom(
          "__proto__: 1",
          "constructor",
          "toString",
          "partner",
          "partner.tags",
          "tests",
          "[[[[",
          "\u0000",
          "\u2028",
          "😀",
        ),
        fc.string({ maxLength: 12 }),
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((accidents) =>
    accidents.reduce((text, { at, length, by }) => text.slice(0, at) + by + text.slice(at + length), PROGRAM),
  );

describe("whatever the text", () => {
  test("reading it never throws, and without an error there is something desired", () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 5, arbitrary: damaged }, fc.string()), (text) => {
        const { diagnostics, desired } = load(text);
        const isSound = diagnostics.every(({ severity }) => severity !== "error");
        expect(desired !== undefined).toBe(isSound);
      }),
      { numRuns: 400 },
    );
  });

  test("every finding stands inside the text, and its frame holds the line that it marks", () => {
    fc.assert(
      fc.property(damaged, (text) => {
        const lines = text.split(/\r\n|\n|\r/);
        for (const { place, frame } of load(text).diagnostics) {
          expect(place?.line).toBeGreaterThanOrEqual(1);
          expect(place?.line).toBeLessThanOrEqual(lines.length);
          expect(frame?.lines[(place?.line ?? 0) - (frame?.from ?? 0)]).toBeDefined();
        }
      }),
      { numRuns: 200 },
    );
  });

  test("no value from outside the file is shown", () => {
    const secret = "s3cr3t-value-0123456789-s3cr3t-value-0123456789-s3cr3t-value";
    const scalars = [...PROGRAM.matchAll(/(?<=: )[A-Za-z][A-Za-z. ]+(?=[,} \n])/g)].map(({ index, 0: text }) => ({
      index,
      text,
    }));
    fc.assert(
      fc.property(fc.constantFrom(...scalars), ({ index, text }) => {
        const changed = `${PROGRAM.slice(0, index)}"\${SECRET}"${PROGRAM.slice(index + text.length)}`;
        const read = readConfig({
          file: "f.yaml",
          text: changed,
          variables: { ...VARIABLES, SECRET: secret },
          unset: "error",
        });
        const { diagnostics } = resolveConfig(read, givenFields(read.sources));
        expect(JSON.stringify(diagnostics)).not.toContain("s3cr3t");
      }),
      { numRuns: 300 },
    );
  });
});

describe("the same file, written otherwise", () => {
  const wished = withoutPlaces(load(PROGRAM).desired);

  test("asks for the same, however it is indented and quoted", () => {
    const options = fc.record({
      indent: fc.integer({ min: 1, max: 8 }),
      lineWidth: fc.constantFrom(0, 40, 80),
      defaultStringType: fc.constantFrom("PLAIN" as const, "QUOTE_DOUBLE" as const, "QUOTE_SINGLE" as const),
      flowCollectionPadding: fc.boolean(),
    });
    const quoted = PROGRAM.replaceAll(/\$\{\w+\}/g, (variable) => `"${variable}"`);
    fc.assert(
      fc.property(options, (format) => {
        const text = stringify(parse(quoted), format);
        expect(withoutPlaces(load(text).desired)).toEqual(wished);
      }),
      { numRuns: 30 },
    );
  });

  test("asks for the same whatever the order of its sections and of the keys in an entry", () => {
    const quoted = PROGRAM.replaceAll(/\$\{\w+\}/g, (variable) => `"${variable}"`);
    const value: Record<string, unknown> = parse(quoted);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(Object.keys(value), { minLength: Object.keys(value).length }),
        fc.infiniteStream(fc.nat()),
        (order, picks) => {
          const shuffled = Object.fromEntries(
            order.map((section) => [section, shuffledEntries(section, value[section], picks)]),
          );
          expect(sortedKeys(withoutPlaces(load(stringify(shuffled)).desired))).toEqual(sortedKeys(wished));
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** The entries of a section keep their order, which is the order of the plan; the keys inside each do not. */
function shuffledEntries(section: string, value: unknown, picks: Iterator<number>): unknown {
  if (!isMapping(value) || ["limits", "environments"].includes(section)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, isMapping(entry) ? shuffled(entry, picks) : entry]),
  );
}

function shuffled(value: Record<string, unknown>, picks: Iterator<number>): Record<string, unknown> {
  const keyed = Object.entries(value).map((entry) => ({ entry, at: Number(picks.next().value) }));
  return Object.fromEntries(keyed.toSorted((a, b) => a.at - b.at).map(({ entry }) => entry));
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (!isMapping(value)) return value;
  const sorted = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, one]) => [key, sortedKeys(one)]));
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
