import fc from "fast-check";
import { expect, test } from "vitest";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { depth, PATIENCE } from "./depth.ts";
import { declare, due, emailOf, found, type Groups, groupsPrograms, held, type Person } from "./groups-program.ts";
import { isEmpty, planned } from "./plan-json.ts";

test(
  "whatever two states of its groups a file has one after the other: what apply makes is what the rules say, and the next plan is empty",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(groupsPrograms, async ({ first, second, people }) => {
        found(desk, people);
        await reconciled(desk, first, people);
        await reconciled(desk, second, people);
      }),
      depth(30),
    );
  },
  PATIENCE,
);

/** Plans and applies one state, and holds the audience against the rules. */
async function reconciled(desk: SandboxDesk, declared: Groups, people: readonly Person[]): Promise<void> {
  declare(desk, declared);
  const before = held(desk);
  const plan = await planned(desk);
  desk.sandbox.traffic.clear();
  const ran = await desk.run(["apply", "--yes"]);
  expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
  expect(desk.sandbox.traffic.writes).toHaveLength(plan.requests.write);
  const after = held(desk);
  for (const [index, person] of people.entries()) {
    const wished = due(declared, person, before.get(emailOf(index)) ?? new Set());
    expect([...(after.get(emailOf(index)) ?? [])].sort()).toEqual([...wished].sort());
  }
  const next = await planned(desk);
  expect(isEmpty(next), JSON.stringify(next)).toBe(true);
}
