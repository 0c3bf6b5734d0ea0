import { type ApplyProgress, applyPlan } from "../apply/apply.ts";
import { Standing, type StandingObject } from "../apply/standing.ts";
import type { Spool } from "../contacts/spool.ts";
import type { DeclaredObject } from "../model/desired.ts";
import type { Plan } from "../model/plan.ts";
import type { ApplyReport } from "../model/report.ts";
import type { Send } from "../model/request.ts";
import type { LiveSchema } from "../plan/live-schema.ts";

/** A plan to be done, and the hand that does it. */
export interface ApplyRequest {
  readonly plan: Plan;
  readonly live: LiveSchema;
  readonly declared: readonly DeclaredObject[];
  readonly send: Send;
  readonly sent: () => number;
  readonly concurrency: number;
  readonly outcomes: Spool;
  readonly stopped: () => boolean;
  readonly clock: () => number;
  readonly onProgress?: (progress: ApplyProgress) => void;
}

/** Does what the plan says and reports one outcome for each step. */
export async function apply(request: ApplyRequest): Promise<ApplyReport> {
  const { plan, live } = request;
  const [started, before] = [request.clock(), request.sent()];
  const standing = new Standing(live.objects, known(request.declared, live));
  const done = await applyPlan(plan, { ...request, standing });
  return {
    audience: plan.audience,
    ...(plan.environment === undefined ? {} : { environment: plan.environment }),
    ...done,
    requests: { planned: plan.requests.write, sent: request.sent() - before },
    interrupted: request.stopped(),
    elapsedMs: request.clock() - started,
  };
}

/** The declared objects that stand. */
function known(declared: readonly DeclaredObject[], live: LiveSchema): readonly StandingObject[] {
  return declared.flatMap(({ at, match }) => {
    const object = at.kind === "contact" ? undefined : live.objects[at.kind].find((one) => one.match === match);
    return object === undefined ? [] : [{ at, object }];
  });
}
