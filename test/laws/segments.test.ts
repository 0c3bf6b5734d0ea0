import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Segment } from "../../src/sandbox/world/audience.ts";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { depth, PATIENCE } from "./depth.ts";
import { isEmpty, planned } from "./plan-json.ts";
import { declare, found, listed } from "./segments-audience.ts";
import { type SegmentEntry, segmentsPrograms } from "./segments-program.ts";

test(
  "whatever two states of its segments a file has one after the other: apply makes them, the next plan is empty, and the sizes that the plan reckoned are those that Mailchimp lists",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(segmentsPrograms, async ({ first, second, people }) => {
        found(desk, people);
        await reconciled(desk, first);
        await reconciled(desk, second);
      }),
      depth(40),
    );
  },
  PATIENCE,
);

test(
  "a segment that the web application has saved again in its own way is no change",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(segmentsPrograms, fc.infiniteStream(fc.nat(3)), async ({ first, people }, picks) => {
        const handle = found(desk, people);
        declare(desk, first);
        await desk.run(["apply", "--yes"]);
        for (const segment of handle.audience.segments.values()) savedAgain(segment, handle, picks);
        expect((await planned(desk)).schema.steps).toEqual([]);
      }),
      depth(25),
    );
  },
  PATIENCE,
);

/** Plans and applies one state. Sizes that nobody can reckon are not compared. */
async function reconciled(desk: SandboxDesk, segments: Readonly<Record<string, SegmentEntry>>): Promise<void> {
  declare(desk, segments);
  const before = await listed(desk);
  const plan = await planned(desk);
  const ran = await desk.run(["apply", "--yes"]);
  expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
  const after = await listed(desk);
  for (const [name, size] of Object.entries(plan.contacts.segments)) {
    if (size.before !== "unknown") expect([name, size.before]).toEqual([name, before[name] ?? 0]);
    if (size.after !== "unknown") expect([name, size.after]).toEqual([name, after[name]]);
  }
  const next = await planned(desk);
  // In the run that adopts somebody nothing is emptied: that is left to the next one.
  const done = plan.contacts.summary["adopt"] === 0 ? isEmpty(next) : next.schema.steps.length === 0;
  expect(done, JSON.stringify(next)).toBe(true);
}

/** What a marketer who opens a segment and saves it again leaves behind: the same, written otherwise. */
function savedAgain(segment: Segment, { audience }: Handle, picks: Iterator<number>): void {
  const conditions = segment.options?.["conditions"];
  if (segment.options === undefined || !Array.isArray(conditions)) return;
  const written = conditions.map((condition: JsonObject) => otherwise(condition));
  const turned = picks.next().value === 0 ? written : written.toReversed();
  segment.options = { match: written.length === 1 ? "any" : (segment.options["match"] ?? "all"), conditions: turned };

  function otherwise(condition: JsonObject): JsonObject {
    const { condition_type: type, field, value, ...rest } = condition;
    const merge = audience.fieldOf(String(field));
    const asId = merge !== undefined && picks.next().value === 0;
    const asNumber = typeof value === "string" && /^(0|[1-9]\d*)$/.test(value) && picks.next().value === 0;
    const asText = typeof value === "number" && picks.next().value === 0;
    return {
      ...(picks.next().value === 0 ? { extra: "" } : {}),
      ...rest,
      ...(value === undefined ? { value: "" } : { value: asNumber ? Number(value) : asText ? String(value) : value }),
      field: asId ? `merge${merge.mergeId}` : field === "EMAIL" ? "merge0" : (field ?? ""),
      condition_type: type ?? "",
    };
  }
}
