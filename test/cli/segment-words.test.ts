import { expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { asksBlank, CONDITION_TYPES, type ConditionType } from "../../src/rules/segment-condition-type.ts";
import type { Segment } from "../../src/sandbox/world/audience.ts";
import { sandboxDesk } from "../support/sandbox-desk.ts";

/** A merge field of each type that conditions are about. */
const FIELDS: Readonly<Record<string, JsonObject>> = {
  CITY: { name: "City", type: "text" },
  SALES: { name: "Sales", type: "number" },
  TIER: { name: "Tier", type: "dropdown", choices: ["silver", "gold"] },
  JOINED: { name: "Joined", type: "date" },
  BORN: { name: "Born", type: "birthday" },
  HOME: { name: "Home", type: "address" },
  ZIP: { name: "ZIP", type: "zip" },
};

const VALUES: Readonly<Record<string, string | number | readonly string[]>> = {
  text: "Freddie's",
  number: 42,
  day: "01/30/2015",
  birthday: "01/30",
  tag: "vip",
  interests: ["Silver", "Gold"],
};

/** Every condition that Mailchimp's reference lists: each type with each of its fields and operators. */
function everyCondition(): readonly JsonObject[] {
  return Object.entries(CONDITION_TYPES).flatMap(([name, type]) =>
    fieldsOf(name, type).flatMap((field) =>
      type.ops.map((op) => ({ condition_type: name, field, op, ...saidBy(name, type, op) })),
    ),
  );
}

function fieldsOf(name: string, { fields }: ConditionType): readonly string[] {
  if (fields === "interests") return ["interests-Club"];
  if (!("of" in fields)) return fields;
  if (name === "SelectMerge") return ["TIER"];
  return Object.entries(FIELDS).flatMap(([tag, field]) =>
    fields.of.some((one) => one === field["type"]) ? [tag] : [],
  );
}

function saidBy(name: string, { value, needs = [] }: ConditionType, op: string): JsonObject {
  if (value === "none" || asksBlank(op)) return {};
  const more = Object.fromEntries(needs.map((key) => [key, name === "IPGeoInZip" ? 30318 : "33.7"]));
  if (name === "SelectMerge") return { value: "gold" };
  if (name === "MemberRating") return { value: 4 };
  if (value === "date") return op.endsWith("within") ? { value: "30" } : { value: "date", extra: "2025-10-15" };
  return { value: typeof value === "object" ? (value[0] ?? "") : (VALUES[value] ?? ""), ...more };
}

it("every condition of Mailchimp's reference can be written in its own words, and read back it is no change, whether Mailchimp tells numbers or texts", {
  timeout: 120_000,
}, async () => {
  const here = await sandboxDesk();
  const made = here.sandbox.world.audience({ id: "words", name: "Words", tags: ["VIP"] });
  made.group("Club", ["Gold", "Silver"]);
  const conditions = everyCondition();
  expect(conditions.length).toBeGreaterThan(180);
  const segments = Object.fromEntries(
    conditions.map((condition, index) => [
      `${index} ${String(condition["condition_type"])}`,
      { match: "all", conditions: [condition] },
    ]),
  );
  here.file(
    "mailchimp.config.yaml",
    JSON.stringify({ version: 1, audience: { id: "words" }, mergeFields: FIELDS, segments }),
  );
  const ran = await here.run(["apply", "--yes"]);
  expect([ran.exit, ran.stderr]).toEqual([0, ""]);
  expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  for (const segment of made.audience.segments.values()) retell(segment);
  made.audience.touchSchema();
  expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  expect((await here.run(["import", "--audience", "words"])).stderr).not.toContain("Left out");
});

/** Numbers as texts and texts as numbers, and the conditions' keys in another order. */
function retell(segment: Segment): void {
  const conditions = segment.options?.["conditions"];
  if (!Array.isArray(conditions)) return;
  const told = conditions.map((condition: JsonObject) =>
    Object.fromEntries(
      Object.entries(condition)
        .toReversed()
        .map(([key, value]) => [key, otherwise(value)]),
    ),
  );
  segment.options = { ...segment.options, conditions: told };
}

function otherwise(value: JsonObject[string]): JsonObject[string] {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}
