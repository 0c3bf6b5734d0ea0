import fc from "fast-check";
import { expect, test } from "vitest";
import { sandboxDesk } from "../support/sandbox-desk.ts";
import { depth, PATIENCE } from "./depth.ts";
import { isEmpty, planned, resultOf } from "./plan-json.ts";
import { lay, programs } from "./program.ts";

const FAULTS = [
  "429:0.4",
  "429=1:x3",
  "429-bare:0.3",
  "403-bare:0.4",
  "500@POST:0.4",
  "502:0.3",
  "503:0.3",
  "cut:0.3",
  "lost@POST:0.5",
  "lost-502@POST:0.5",
  "lost@POST:#1",
  "lost@POST:#2",
  "truncated:0.3",
  "truncated@POST:0.6",
  "reject@POST /lists/*:#1",
  "reject@POST /lists/*:x3",
  "reject@POST /lists/*:0.5",
  "reject@POST /lists/*/merge-fields:#1",
  "reject@POST /lists/*/segments:#1",
  "reject@POST /lists/*/segments/*:0.5",
  "502@POST /lists/*",
  "german:0.5",
  "german,reject@POST:0.3",
];

const faults = fc.uniqueArray(fc.constantFrom(...FAULTS), { minLength: 1, maxLength: 3 });

test(
  "every step has one outcome whatever fails, and a run without faults ends where it always would",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(programs, faults, fc.integer({ min: 1, max: 1000 }), async (program, rules, seed) => {
        lay(desk, program);
        const plan = await planned(desk);
        desk.sandbox.traffic.clear();
        desk.faults(rules.join(","), seed);
        const ran = await desk.run(["apply", "--yes", "--format", "json"]);
        const result = resultOf(ran);
        if (result === undefined) {
          expect(desk.sandbox.traffic.writes).toEqual([]);
          expect(ran.exit).toBe(isEmpty(plan) && ran.stderr === "" ? 0 : 1);
        } else {
          const halves = [result.schema, result.contacts];
          expect(halves.map(({ planned }) => planned)).toEqual([
            plan.schema.steps.length,
            plan.contacts.changes.length,
          ]);
          for (const half of halves) {
            expect(Object.values(half.tally).reduce((sum, count) => sum + count, 0)).toBe(half.planned);
            const named = half.outcomes.filter(({ status }) => status !== "applied");
            expect(new Set(named.map(({ address }) => address)).size).toBe(half.planned - half.tally.applied);
            for (const { reason } of named) expect(reason).not.toBe("");
          }
          const applied = halves.every(({ tally, planned }) => tally.applied === planned);
          expect(ran.exit).toBe(applied ? 0 : 5);
        }

        desk.sandbox.faults.clear();
        for (let run = 1; run <= 3 && !isEmpty(await planned(desk)); run++) {
          const again = await desk.run(["apply", "--yes"]);
          expect(again.exit, again.stdout + again.stderr).toBe(0);
        }
        expect(isEmpty(await planned(desk))).toBe(true);
      }),
      depth(25),
    );
  },
  PATIENCE,
);
