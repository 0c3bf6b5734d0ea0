import { resolve } from "node:path";
import { writePlanFile } from "../files/plan-file.ts";
import { planKey } from "../files/plan-key.ts";
import { planPlaceProblem } from "../files/plan-place.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { SavedPlanHeader } from "../model/saved-plan.ts";
import { configDigest } from "../plan/config-digest.ts";
import { savedLines } from "../plan/saved-lines.ts";
import type { Call } from "./command.ts";
import type { PlanningOptions, PlanSession } from "./planning.ts";
import { UsageError } from "./usage-error.ts";
import { version } from "./version.ts";

/** The options that save a plan. */
export interface SavingOptions extends PlanningOptions {
  readonly out?: string;
  /** How long it may be applied, in milliseconds. */
  readonly expires: number;
  readonly plaintext?: boolean;
}

/** Said before anything is read: a plan with contacts holds personal data, and a pipeline keeps its files. */
export function checkSaving({ world, options }: Call<SavingOptions>): void {
  if (options.out === undefined || options.scope === "schema" || options.plaintext === true) return;
  const [ci, key] = [world.env["CI"] ?? "", world.env["AUDIENCECTL_PLAN_KEY"] ?? ""];
  if (ci === "" || key !== "") return;
  throw new UsageError(
    "A saved plan holds personal data, and CI keeps files where others may read them. Set AUDIENCECTL_PLAN_KEY (openssl rand -base64 32) to encrypt it, or say --plaintext.",
  );
}

/** Why the plan could not be saved, known before anything is read: what stands in the place of the key, or of the file. */
export async function savingProblem({ world, options }: Call<SavingOptions>): Promise<Diagnostic | undefined> {
  const { out } = options;
  if (out === undefined) return undefined;
  const key = planKey(world.env["AUDIENCECTL_PLAN_KEY"]);
  if (key !== undefined && !Buffer.isBuffer(key)) return key;
  return planPlaceProblem(resolve(world.cwd, out), out);
}

/** Writes the plan to the file that `--out` names; answers with what stood in the way. */
export async function savePlan(
  call: Call<SavingOptions>,
  session: PlanSession,
  out: string,
): Promise<Diagnostic | undefined> {
  const key = planKey(call.world.env["AUDIENCECTL_PLAN_KEY"]);
  if (key !== undefined && !Buffer.isBuffer(key)) return key;
  const header = await headerOf(call, session);
  await writePlanFile(resolve(call.world.cwd, out), header, savedLines(header, session.plan), key);
  return undefined;
}

async function headerOf({ world, options }: Call<SavingOptions>, session: PlanSession): Promise<SavedPlanHeader> {
  const { plan, wired, desired } = session;
  const made = world.now();
  return {
    format: "audiencectl.plan-file/1",
    tool: `audiencectl ${version()}`,
    config: configDigest(desired),
    account: (await wired.connection.account()).id,
    audience: plan.audience,
    ...(options.env === undefined ? {} : { environment: options.env }),
    scope: options.scope,
    only: options.only,
    allowances: options.allow,
    now: plan.now,
    made: made.toISOString(),
    expires: new Date(made.getTime() + options.expires).toISOString(),
    counts: {
      steps: plan.schema.steps.filter((step) => step.change.action !== "none").length,
      contacts: plan.contacts?.changes.count ?? 0,
    },
  };
}
