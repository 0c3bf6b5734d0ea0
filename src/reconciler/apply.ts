import { type ApplyProgress, applyPlan } from "../apply/apply.ts";
import { type JournalEntry, journaled } from "../apply/journaled.ts";
import type { Secrets } from "../apply/secrets.ts";
import { Standing, type StandingObject } from "../apply/standing.ts";
import type { Spool } from "../contacts/spool.ts";
import { KINDS } from "../kinds/index.ts";
import { liveKey } from "../kinds/life-cycle.ts";
import { formatAddress } from "../model/address.ts";
import type { ContactChange } from "../model/contact.ts";
import type { DeclaredObject } from "../model/desired.ts";
import type { Plan } from "../model/plan.ts";
import type { ApplyReport } from "../model/report.ts";
import type { Send } from "../model/request.ts";
import type { LiveSchema } from "../plan/live-schema.ts";
import { resolve } from "../plan/resolution.ts";

/** A plan to be done, and the hand that does it. */
export interface ApplyRequest {
  readonly plan: Plan;
  readonly live: LiveSchema;
  readonly declared: readonly DeclaredObject[];
  /** The keys of the merge fields that mark a contact as ours. */
  readonly identity: readonly string[];
  readonly send: Send;
  readonly sent: () => number;
  readonly concurrency: number;
  readonly outcomes: Spool;
  /** Where secrets go that Mailchimp shows once; answers with what stood in the way. */
  readonly keepSecret?: Secrets["keep"];
  readonly stopped: () => boolean;
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Told of each request that writes, before and after, in words that name nobody. */
  readonly onWrite?: (entry: JournalEntry) => void;
  /** Told of each person whom Mailchimp itself refuses. */
  readonly onRefused?: (email: string) => void;
  /** Told of each contact's change that was done whole. */
  readonly onApplied?: (change: ContactChange) => void;
  readonly onProgress?: (progress: ApplyProgress) => void;
}

/** Does what the plan says and reports one outcome for each step. */
export async function apply(request: ApplyRequest): Promise<ApplyReport> {
  const { plan, live } = request;
  const [started, before] = [request.clock(), request.sent()];
  const standing = new Standing(live.objects, known(request.declared, live));
  const send = request.onWrite === undefined ? request.send : journaled(request.send, request.onWrite);
  const done = await applyPlan(plan, { ...request, send, standing, secrets: secretsOf(request) });
  return {
    audience: plan.audience,
    ...(plan.environment === undefined ? {} : { environment: plan.environment }),
    ...done,
    requests: { planned: plan.requests.write, sent: request.sent() - before },
    interrupted: request.stopped(),
    elapsedMs: request.clock() - started,
  };
}

/** What the file's own objects conceal, by their addresses. */
function secretsOf({ declared, keepSecret }: ApplyRequest): Secrets {
  const concealed = declared.flatMap(({ at, reveal }) =>
    reveal === undefined ? [] : [[formatAddress(at), reveal] as const],
  );
  const byAddress = new Map(concealed);
  return {
    reveal: (at) => byAddress.get(formatAddress(at))?.(),
    keep: keepSecret ?? (() => "this run has no place for it"),
  };
}

/** The declared objects that stand, under whatever name, and those that nobody declares under the address they would have. */
function known(declared: readonly DeclaredObject[], live: LiveSchema): readonly StandingObject[] {
  const strays = KINDS.flatMap((kind) =>
    live.objects[kind.name].map(
      (object): StandingObject => ({ at: { kind: kind.name, key: liveKey(kind, object, live.objects) }, object }),
    ),
  );
  const ours = KINDS.flatMap((kind) =>
    [...resolve(kind, declared, live.objects[kind.name])].flatMap(([{ at }, { live: object }]) =>
      object === undefined ? [] : [{ at, object }],
    ),
  );
  return [...strays, ...ours];
}
