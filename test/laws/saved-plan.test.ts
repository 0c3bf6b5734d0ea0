import fc from "fast-check";
import { expect, test } from "vitest";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { depth, PATIENCE } from "./depth.ts";
import { meddle, meddling } from "./meddling.ts";
import { layMoved, movedPrograms } from "./ownership-program.ts";
import { type ChangeJson, isEmpty, type PlanJson, planned, resultOf } from "./plan-json.ts";
import { lay, programs } from "./program.ts";

const APPLY = ["apply", "law.plan", "--yes", "--format", "json", "--show-pii"];

async function saved(desk: SandboxDesk): Promise<void> {
  const ran = await desk.run(["plan", "--out", "law.plan"]);
  expect([0, 3], ran.stdout + ran.stderr).toContain(ran.exit);
}

function standing(audience: Handle): unknown {
  return [...audience.members()].map(({ lastChanged: _moment, ...view }) => view);
}

test(
  "a saved plan does what apply itself would have done, with as many requests as it said",
  async () => {
    const [desk, other] = [await sandboxDesk(), await sandboxDesk()];
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        const [audience, twin] = [lay(desk, program), lay(other, program)];
        await saved(desk);
        expect(desk.sandbox.traffic.writes).toEqual([]);
        const shown = JSON.parse((await desk.run(["show", "law.plan", "--format", "json", "--show-pii"])).stdout);
        expect({ ...shown, exit: 0 }).toEqual({ ...(await planned(desk)), exit: 0 });
        const [ran, direct] = [await desk.run(APPLY), await other.run(["apply", "--yes", "--format", "json"])];
        expect(ran.exit, ran.stdout + ran.stderr).toBe(direct.exit);
        expect(standing(audience)).toEqual(standing(twin));
        const result = resultOf(ran);
        if (result !== undefined) expect(result.requests.sent).toBe(shown.requests.write);
        expect(result?.requests).toEqual(resultOf(direct)?.requests);
      }),
      depth(15),
    );
  },
  PATIENCE,
);

test(
  "a saved plan never touches a contact whose change would be another one now, does the rest, and the next plans finish",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(programs, meddling, async (program, acts) => {
        const audience = lay(desk, program);
        await desk.run(["apply", "--yes", "--scope", "schema"]);
        const plan = await planned(desk);
        await saved(desk);
        const touched = new Set(acts.flatMap(([who, act]) => meddle(audience, who, act) ?? []));
        const anew = await planned(desk);
        const before = new Map([...audience.members()].map((view) => [view.email, view]));
        desk.sandbox.traffic.clear();
        const ran = await desk.run(APPLY);
        const result = resultOf(ran);
        const held = new Set(result?.contacts.outcomes.map(({ address }) => address.replace(/^contact\./, "")));
        for (const email of held) {
          expect(touched).toContain(email);
          expect(audience.member(email)).toEqual(before.get(email));
        }
        if (ran.exit === 4) expect(desk.sandbox.traffic.writes).toEqual([]);
        else {
          expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
          expect([...held]).toEqual(expect.arrayContaining([...outdated(plan, anew)]));
          const count = plan.contacts.changes.length;
          if (result !== undefined)
            expect(result.contacts.tally).toEqual({
              applied: count - held.size,
              failed: 0,
              held: held.size,
              "not-reached": 0,
            });
        }
        for (let run = 1; run <= 3 && !isEmpty(await planned(desk)); run++) await desk.run(["apply", "--yes"]);
        expect(isEmpty(await planned(desk))).toBe(true);
      }),
      depth(12),
    );
  },
  PATIENCE,
);

test(
  "a saved plan is done whole where nothing moved, though ids stand on contacts at other addresses",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(movedPrograms, async (program) => {
        layMoved(desk, program);
        await saved(desk);
        const ran = await desk.run(APPLY);
        expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
        const result = resultOf(ran);
        expect(result?.contacts.outcomes ?? []).toEqual([]);
        expect(result?.requests.sent).toBe(result?.requests.planned);
      }),
      depth(40),
    );
  },
  PATIENCE,
);

/** Whose change is not what it would be now. */
function outdated(plan: PlanJson, anew: PlanJson): readonly string[] {
  const told = ({ ref: _place, ...change }: ChangeJson & { readonly ref?: string }) => JSON.stringify(change);
  const now = new Set(anew.contacts.changes.map(told));
  return plan.contacts.changes
    .filter((change) => !now.has(told(change)))
    .map(({ address }) => address.replace(/^contact\./, ""));
}
