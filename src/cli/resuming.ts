import { resolve } from "node:path";
import { isPlanFile, readPlanFile } from "../files/plan-file.ts";
import { planKey } from "../files/plan-key.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Plan } from "../model/plan.ts";
import type { SavedPlanHeader } from "../model/saved-plan.ts";
import { openSaved } from "../plan/saved-lines.ts";
import type { PlanRequest } from "../reconciler/plan.ts";
import { resumePlan } from "../reconciler/resume.ts";
import type { Call } from "./command.ts";
import type { PlanMaker, PlanningOptions } from "./planning.ts";
import { progressOn } from "./progress-line.ts";
import { hasSecretPlace } from "./secret-place.ts";
import { UsageError } from "./usage-error.ts";
import { version } from "./version.ts";
import { sentBy } from "./wire.ts";

/** The options of an apply that acts on a saved plan. */
export interface ResumingOptions extends PlanningOptions {
  readonly stale: "skip" | "strict";
}

/** A saved plan with its header. */
export interface OpenedPlan {
  readonly header: SavedPlanHeader;
  readonly plan: Plan;
}

/** Opens a plan file and sees that it is intact; what may be long in it is kept in spools. */
export async function openPlan(
  { world }: Pick<Call, "world">,
  name: string,
  spools: PlanRequest["spools"],
): Promise<OpenedPlan | Diagnostic> {
  const key = planKey(world.env["AUDIENCECTL_PLAN_KEY"]);
  if (key !== undefined && !Buffer.isBuffer(key)) return key;
  const file = await readPlanFile(resolve(world.cwd, name), key);
  if (!isPlanFile(file)) return file;
  const plan = await openSaved(file.header, file.lines(), spools);
  return "audience" in plan ? { header: file.header, plan } : plan;
}

/** What a saved plan covers was decided when it was made. */
export function checkResuming({ options }: Call<ResumingOptions>): void {
  if (options.scope === "all" && options.only.length === 0 && options.allow.length === 0) return;
  throw new UsageError(
    "A saved plan is applied as it is: --scope, --only and --allow belong to the plan that makes it.",
  );
}

/** Plans by taking up a saved plan. */
export function resumeFrom(name: string, stale: ResumingOptions["stale"]): PlanMaker {
  return async (call, config, { connection }, spools) => {
    const opened = await openPlan(call, name, spools);
    if (!("plan" in opened)) return { diagnostics: [opened] };
    const progress = progressOn(call);
    try {
      return await resumePlan({
        config,
        header: opened.header,
        saved: opened.plan,
        stale,
        tool: `audiencectl ${version()}`,
        account: async () => (await connection.account()).id,
        environment: call.options.env,
        send: connection.send,
        sent: () => sentBy(connection),
        now: call.world.now(),
        spools,
        keepsSecrets: hasSecretPlace(call),
        onRead: (done) => progress.show({ phase: "Reading contacts", done, failed: 0 }),
      });
    } finally {
      progress.clear();
    }
  };
}
