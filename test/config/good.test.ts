import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readConfig, resolveConfig } from "../../src/config/load.ts";
import { withoutPlaces } from "./desired-shape.ts";
import { givenFields } from "./given-fields.ts";

const PROGRAM = readFileSync(new URL("good/partner-program.yaml", import.meta.url), "utf8");
const VARIABLES = { MAILCHIMP_AUDIENCE_ID: "a1b2c3d4e5", STAGING_AUDIENCE_ID: "f6e7d8c9b0" };

describe("a sound file", () => {
  test("says what the audience must look like and who is in it", async () => {
    const { diagnostics, desired } = load(PROGRAM);
    expect(diagnostics).toEqual([]);
    await expect(`${JSON.stringify(withoutPlaces(desired), null, 2)}\n`).toMatchFileSnapshot(
      "golden/partner-program.json",
    );
  });

  test("names its sources before anything else is known of them", () => {
    const { sources } = readConfig({ file: "f.yaml", text: PROGRAM, variables: VARIABLES, unset: "error" });
    expect(sources).toMatchObject([
      { name: "partner", type: "csv", path: "data/partners.csv" },
      { name: "customer", type: "ndjson", path: "data/customers.ndjson" },
    ]);
  });

  test("is another one in an environment: mappings merge, the audience is replaced, null takes out", () => {
    const { desired } = load(PROGRAM, "staging");
    expect(desired?.audience).toMatchObject({ id: "f6e7d8c9b0", expect: { name: "Staging" } });
    expect(desired?.limits.map((limit) => [limit.class, limit.key, limit.count, limit.share])).toEqual([
      ["create", undefined, 50, undefined],
      ["update", undefined, undefined, 0.3],
      ["untag", undefined, 100, 0.025],
    ]);
  });

  test("has the place of what an environment changed in that environment", () => {
    const { desired } = load(PROGRAM, "staging");
    const line = PROGRAM.split("\n").findIndex((text) => text.includes("staging:")) + 1;
    expect(desired?.audience.declaredAt.line).toBe(line);
    expect(desired?.limits[0]?.declaredAt?.line).toBe(line);
  });

  test("may start with a byte order mark and end its lines as Windows does", () => {
    const plain = load(PROGRAM);
    expect(withoutPlaces(load(`\uFEFF${PROGRAM.replaceAll("\n", "\r\n")}`).desired)).toEqual(
      withoutPlaces(plain.desired),
    );
  });

  test("may use an alias for a value that stands twice", () => {
    const text = PROGRAM.replace("[active, pending, archived]", "&statuses [active, pending, archived]").replace(
      "choices: [bronze, silver, gold]",
      "choices: *statuses",
    );
    const tier = load(text).desired?.contacts?.fields.find(({ key }) => key === "TIER");
    expect(tier?.choices).toEqual(["active", "pending", "archived"]);
  });
});

describe("a source that could not be opened", () => {
  test("is no reason to call what rules say of it wrong", () => {
    const read = readConfig({ file: "f.yaml", text: PROGRAM, variables: VARIABLES, unset: "error" });
    const { diagnostics, desired } = resolveConfig(read, new Map([["partner", undefined]]));
    expect(diagnostics).toEqual([]);
    expect(desired).toBeUndefined();
  });
});

describe("a test's record", () => {
  const given = (record: string) => {
    const text = PROGRAM.replace(/given: .*/, `given: { partner: ${record} }`);
    const { desired, diagnostics } = load(text);
    expect(diagnostics).toEqual([]);
    const fields = desired?.sources[0]?.schema.fields ?? [];
    const partner = desired?.tests[0]?.given["partner"];
    const values = fields.flatMap(({ name }, index) => {
      const value = partner?.values[index];
      return value === undefined ? [] : [[name, value] as const];
    });
    return { email: partner?.email, values: Object.fromEntries(values) };
  };

  test("is flattened to the fields of the source, each value in the form of its type", () => {
    const record =
      "{ id: 7, referrals: { sales_count: '12' }, tags: [a, 1], joined: 2026-03-01, home: { addr1: Quay 1, zip: 1234 } }";
    expect(given(record).values).toEqual({
      id: "7",
      "referrals.sales_count": 12,
      tags: ["a", "1"],
      joined: "2026-03-01T00:00:00Z",
      home: { addr1: "Quay 1", zip: "1234" },
    });
  });

  test("may write a dotted name as one key", () => {
    expect(given("{ referrals.sales_count: 3 }").values).toEqual({ "referrals.sales_count": 3 });
  });

  test("has somebody's address unless it names one, and none where it says so", () => {
    expect(given("{ status: active }").email).toBe("somebody@harbor-coffee.dev");
    expect(given("{ email: ' jane@harbor-coffee.dev ' }").email).toBe("jane@harbor-coffee.dev");
    expect(given("{ email: null }").email).toBe("");
  });
});

function load(text: string, environment?: string) {
  const chosen = environment === undefined ? {} : { environment };
  const read = readConfig({ file: "mailchimp.config.yaml", text, variables: VARIABLES, unset: "error", ...chosen });
  return resolveConfig(read, givenFields(read.sources));
}
