import { recheckContacts } from "../contacts/recheck.ts";
import { type Resumed, resumeContacts } from "../contacts/resumed.ts";
import { findAudience, isAudience } from "../mailchimp/audience.ts";
import { readOnly } from "../mailchimp/read-only.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Plan } from "../model/plan.ts";
import type { SavedPlanHeader } from "../model/saved-plan.ts";
import { configDigest } from "../plan/config-digest.ts";
import { checkLimits } from "../plan/limits.ts";
import { contactMeasures, deletionMeasures } from "../plan/measures.ts";
import { writeRequests } from "../plan/request-count.ts";
import { contactsLeftOut, contactsMoved, savedRefusal, schemaMoved } from "../plan/saved-refusal.ts";
import { isSchemaPlan, planSchema, type SchemaPlan } from "../plan/schema-plan.ts";
import { contactView } from "./contact-view.ts";
import { readSchema } from "./live-schema.ts";
import type { Planned, PlanRequest } from "./plan.ts";

/** A saved plan, and what it is resumed with. Scope, selection and allowances are the plan's own. */
export interface ResumeRequest extends Omit<PlanRequest, "selection" | "allowances"> {
  readonly header: SavedPlanHeader;
  readonly saved: Plan;
  readonly tool: string;
  readonly account: () => Promise<string>;
  /** Whether contacts that moved since are left out, or refuse the whole plan. */
  readonly stale: "skip" | "strict";
}

/** A plan that may be done, or why not: `refused` is about the plan itself, and ends with an exit code of its own. */
export interface Resumption extends Planned {
  readonly refused?: Diagnostic;
}

/** Reads anew, and lets through of a saved plan what still is as the plan saw it. Anything but a GET throws. */
export async function resumePlan(request: ResumeRequest): Promise<Resumption> {
  const { header, saved } = request;
  const { desired } = request.config;
  const send = readOnly(request.send);
  const facts = { tool: request.tool, environment: request.environment, now: request.now };
  const early = savedRefusal(header, facts);
  if (early !== undefined) return { diagnostics: [], refused: early };
  const account = await request.account();
  const before = request.sent();
  const audience = await findAudience(send, desired.audience);
  const audienceId = isAudience(audience) ? audience.id : desired.audience.id;
  const refused = savedRefusal(header, { ...facts, account, audience: audienceId, config: configDigest(desired) });
  if (refused !== undefined) return { diagnostics: [], refused };
  if (!isAudience(audience)) return { diagnostics: [audience] };
  const selection = { scope: header.scope, only: header.only };
  const keepsSecrets = request.keepsSecrets === true;
  const half = planSchema(desired, await readSchema(send, audience), { selection, keepsSecrets });
  if (!isSchemaPlan(half)) return { diagnostics: [...request.config.place(half.findings), ...half.diagnostics] };
  const moved = schemaMoved(saved.schema.steps, half.steps);
  if (moved !== undefined) return { diagnostics: [], refused: moved };
  const contacts = await recheck(request, half, send);
  if (contacts !== undefined && contacts.stale > 0 && request.stale === "strict") {
    return { diagnostics: [], refused: contactsMoved(contacts.stale, header.counts.contacts) };
  }
  const plan = {
    ...saved,
    ...limited(request, half, contacts),
    ...(contacts === undefined ? {} : { contacts: contacts.plan }),
  };
  const requests = {
    read: request.sent() - before,
    write: writeRequests(saved.schema.steps, contacts?.writes),
  };
  const warnings = [...saved.warnings, ...movedWarning(contacts, header)];
  return { diagnostics: [], live: half.live, plan: { ...plan, requests, warnings } };
}

function movedWarning(contacts: Resumed | undefined, header: SavedPlanHeader): readonly Diagnostic[] {
  const count = contacts?.stale ?? 0;
  return count === 0 ? [] : [contactsLeftOut(count, header.counts.contacts)];
}

async function recheck(
  request: ResumeRequest,
  half: SchemaPlan,
  send: PlanRequest["send"],
): Promise<Resumed | undefined> {
  const { contacts } = request.saved;
  const declared = request.config.desired.contacts;
  if (contacts === undefined || declared === undefined) return undefined;
  const view = contactView(declared, half, { send, startedAt: request.now, onRead: request.onRead });
  const found = await recheckContacts(contacts.changes, view.members([]), view.projection, request.spools("saved"));
  return resumeContacts(contacts, found, declared);
}

/** Limits are asked again: the audience may have shrunk under the plan. */
function limited(
  { saved, header, config }: ResumeRequest,
  half: SchemaPlan,
  contacts: Resumed | undefined,
): Pick<Plan, "limits"> {
  const measures =
    contacts === undefined ? [] : contactMeasures(contacts.plan, contacts.bases, half.live.audience.doubleOptin);
  const deletions = deletionMeasures(saved.schema.steps, half.live.objects);
  const { checks } = checkLimits([...measures, ...deletions], config.desired.limits, header.allowances);
  // Sources are not read again: what was missing from them stands as the plan found it.
  return { limits: [...checks, ...saved.limits.filter((check) => check.class === "shrink")] };
}
