import type { SavedPlanHeader } from "../../src/model/saved-plan.ts";

/** The header of a saved plan that is like any other. */
export const HEADER: SavedPlanHeader = {
  format: "audiencectl.plan-file/1",
  tool: "audiencectl 0.1.0",
  config: "c0ffee",
  account: "acc1",
  audience: { id: "a1b2c3", name: "Harbor Coffee" },
  scope: "all",
  only: [],
  allowances: [],
  now: "2026-11-22T20:00:00.000Z",
  made: "2026-11-22T20:00:01.000Z",
  expires: "2026-11-23T20:00:01.000Z",
  counts: { steps: 1, contacts: 2 },
};
