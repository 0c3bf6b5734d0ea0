import { type ApplyProgress, applyPlan } from "../apply/apply.ts";
import type { Spool } from "../contacts/spool.ts";
import { kindNamed } from "../kinds/index.ts";
import { formatAddress } from "../model/address.ts";
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
  const tagIds = new Map(live.objects.tag.map((tag) => [String(tag.spec["name"]).toLowerCase(), tag.id]));
  const done = await applyPlan(plan, {
    ...request,
    ids: idsOf(request.declared, live),
    tagId: (name) => tagIds.get(name.toLowerCase()),
  });
  return {
    audience: plan.audience,
    ...(plan.environment === undefined ? {} : { environment: plan.environment }),
    ...done,
    requests: { planned: plan.requests.write, sent: request.sent() - before },
    interrupted: request.stopped(),
    elapsedMs: request.clock() - started,
  };
}

/** The ids of declared objects that stand. */
function idsOf(declared: readonly DeclaredObject[], live: LiveSchema): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { at, spec } of declared) {
    if (at.kind === "contact") continue;
    const kind = kindNamed(at.kind);
    const match = live.objects[at.kind].find((object) => kind.identity(object.spec) === kind.identity(spec));
    if (match !== undefined) ids.set(formatAddress(at), match.id);
  }
  return ids;
}
