import fc from "fast-check";
import { expect, test } from "vitest";
import { sandboxDesk } from "../support/sandbox-desk.ts";
import { depth, PATIENCE } from "./depth.ts";
import { type ChangeJson, isEmpty, type PlanJson, planned, resultOf } from "./plan-json.ts";
import { lay, programs } from "./program.ts";

test(
  "after apply the next plan is empty, and apply sent exactly the requests that the plan showed",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        lay(desk, program);
        const plan = await planned(desk);
        desk.sandbox.traffic.clear();
        const ran = await desk.run(["apply", "--yes", "--format", "json"]);
        expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
        const result = resultOf(ran);
        const shown = plan.requests.write;
        if (result !== undefined) expect(result.requests).toEqual({ planned: shown, sent: shown });
        expect(desk.sandbox.traffic.writes).toHaveLength(shown);

        const next = await planned(desk);
        expect(next.schema.steps).toEqual([]);
        expect(next.contacts.changes.filter((change) => !isLeftByAdoption(change, plan))).toEqual([]);
        if (isEmpty(next)) return;
        expect((await desk.run(["apply", "--yes"])).exit).toBe(0);
        expect(isEmpty(await planned(desk))).toBe(true);
      }),
      depth(20),
    );
  },
  PATIENCE,
);

/** In the run that adopts a contact nothing is cleared: the run after it does that. */
function isLeftByAdoption({ address, fields, tags }: ChangeJson, plan: PlanJson): boolean {
  const adopted = plan.contacts.changes.some((change) => change.action === "adopt" && change.address === address);
  return adopted && fields.every(({ after }) => after === null) && tags.add.length + tags.remove.length === 0;
}
