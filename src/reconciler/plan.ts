import { type Comparison, type ComparisonInput, compareContacts, unread } from "../contacts/comparison.ts";
import type { OpenSpool } from "../contacts/spool.ts";
import { usedFields } from "../contacts/used-fields.ts";
import type { Witness } from "../contacts/witness.ts";
import { findAudience, isAudience } from "../mailchimp/audience.ts";
import { readOnly } from "../mailchimp/read-only.ts";
import type { Allowance } from "../model/allowance.ts";
import type { Step } from "../model/change.ts";
import type { ContactRules, Desired, Vocabulary } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Plan } from "../model/plan.ts";
import type { Send } from "../model/request.ts";
import { checkFields, missingIdentities } from "../plan/field-fit.ts";
import { checkLimits } from "../plan/limits.ts";
import type { LiveSchema } from "../plan/live-schema.ts";
import { watchedBy, withLosses } from "../plan/loss.ts";
import { watchedChoices, withHolders } from "../plan/lost-choices.ts";
import { contactMeasures, deletionMeasures } from "../plan/measures.ts";
import { heldWith } from "../plan/needs.ts";
import { refusedBeforeWarnings } from "../plan/refused-before.ts";
import { writeRequests } from "../plan/request-count.ts";
import { roomWarnings } from "../plan/room.ts";
import { isSchemaPlan, planSchema, type SchemaPlan } from "../plan/schema-plan.ts";
import { segmentCensus } from "../plan/segment-census.ts";
import { type Selection, takeChange, takesContacts, takesOwnedAlone, withWholeGroups } from "../plan/selection.ts";
import type { Standing } from "../plan/standing.ts";
import type { PartneroAccess } from "../sources/partnero/access.ts";
import { readSource, recallFrom } from "../sources/source.ts";
import { SourceError } from "../sources/source-error.ts";
import type { LoadedConfig } from "./config.ts";
import { besidesManaged, contactView } from "./contact-view.ts";
import { readSchema } from "./live-schema.ts";
import { bearerLosses, countedLosses } from "./losses.ts";

/** What a plan is made from. */
export interface PlanRequest {
  readonly config: LoadedConfig & { readonly desired: Desired; readonly vocabulary: Vocabulary };
  readonly environment?: string | undefined;
  readonly send: Send;
  /** How many requests have left so far. */
  readonly sent: () => number;
  readonly now: Date;
  readonly selection: Selection;
  readonly allowances: readonly Allowance[];
  readonly spools: OpenSpool;
  /** Whether there is a place for secrets that Mailchimp shows once; without one, nothing is made that has any. */
  readonly keepsSecrets?: boolean;
  /** Whether Mailchimp refused a person lately, who is then not sent again. */
  readonly isRefused?: (audience: string, email: string) => boolean;
  /** Calls somebody to watch the comparison, once it is known with which audience. */
  readonly witness?: (audience: string) => Promise<Witness>;
  /** Told how many members were read, page by page. */
  readonly onRead?: (members: number) => void;
  /** The way to Partnero; without it no source of that type can be read. */
  readonly partnero?: PartneroAccess | undefined;
  /** Told of each person who seems to have left and is asked about. */
  readonly onAsked?: (asked: number, total: number) => void;
}

/** A plan, or what stands in its way. */
export interface Planned {
  readonly diagnostics: readonly Diagnostic[];
  readonly plan?: Plan;
  /** The schema that the plan was compared with; apply takes the ids from it. */
  readonly live?: LiveSchema;
}

/** Reads, compares, and says what would change. Anything but a GET throws. */
export async function makePlan(request: PlanRequest): Promise<Planned> {
  const { desired } = request.config;
  const send = readOnly(request.send);
  const before = request.sent();
  const audience = await findAudience(send, desired.audience);
  if (!isAudience(audience)) return { diagnostics: [audience] };
  const half = planSchema(desired, await readSchema(send, audience), {
    selection: request.selection,
    keepsSecrets: request.keepsSecrets === true,
  });
  if (!isSchemaPlan(half)) return { diagnostics: [...request.config.place(half.findings), ...half.diagnostics] };
  const unfit = unfitFields(request, half.ground);
  if (unfit.length > 0) return { diagnostics: unfit };
  const compared = await compare(request, send, half);
  const diagnostics = compared?.diagnostics ?? [];
  if (compared !== undefined && compared.plan === undefined) return { diagnostics };
  const steps = await weighed(half, desired, compared, send);
  const plan = assemble(request, half, steps, compared);
  return {
    diagnostics,
    live: half.live,
    plan: { ...plan, requests: { ...plan.requests, read: request.sent() - before } },
  };
}

/** The steps with what is lost by them, counted over the contacts that were read, or asked for where none were. */
async function weighed(
  half: SchemaPlan,
  { lifeCycle }: Desired,
  compared: Comparison | undefined,
  send: Send,
): Promise<readonly Step[]> {
  const { steps, live } = half;
  const losses =
    compared === undefined ? await bearerLosses(send, live.audience.id, steps) : countedLosses(compared.holdings);
  return heldWith(withHolders(withLosses(steps, losses, lifeCycle), compared?.holdings));
}

async function compare(request: PlanRequest, send: Send, half: SchemaPlan): Promise<Comparison | undefined> {
  const { desired, vocabulary } = request.config;
  if (desired.contacts === undefined || !looksAtContacts(request, half.ground)) return undefined;
  const { all, steps, live, ground } = half;
  const census = segmentCensus({ all, taken: steps, live, ground, now: request.now });
  const watched = [...watchedBy(steps, live.objects), ...watchedChoices(steps)];
  const view = contactView(desired.contacts, half, { send, startedAt: request.now, onRead: request.onRead });
  const selection = withWholeGroups(request.selection, view.rules.interests);
  const input: ComparisonInput = {
    rules: view.rules,
    vocabulary,
    now: request.now.getTime(),
    projection: view.projection,
    sources: openedSources(request, desired.contacts),
    members: () => view.members(besidesManaged(watched, census)),
    spools: request.spools,
    isRefused: (email) => request.isRefused?.(live.audience.id, email) === true,
    take: (change) => takeChange(change, selection),
    watched,
    census,
    onAsked: request.onAsked,
    witness: await request.witness?.(live.audience.id),
  };
  try {
    return await compareContacts(input);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return unread(request.config.place(error.findings));
  }
}

function openedSources({ config, partnero }: PlanRequest, rules: ContactRules): ComparisonInput["sources"] {
  const used = usedFields(rules);
  return config.desired.sources.map(({ declaration, schema }) => {
    const { name } = declaration;
    const options = { ...config.sourceOptions, partnero, used: used.get(name) ?? new Set<string>() };
    return { name, records: readSource(declaration, schema, options), recall: recallFrom(declaration, options) };
  });
}

function unfitFields(request: PlanRequest, ground: Standing): readonly Diagnostic[] {
  const { desired, vocabulary } = request.config;
  if (desired.contacts === undefined || !looksAtContacts(request, ground)) return [];
  return checkFields(desired.contacts, vocabulary, ground.field);
}

/** Before the identity fields stand nobody is ours, so a run that is about those alone has no contacts to look at. */
function looksAtContacts({ config, selection }: PlanRequest, ground: Standing): boolean {
  const { contacts } = config.desired;
  if (contacts === undefined || !takesContacts(selection)) return false;
  return !takesOwnedAlone(selection) || missingIdentities(contacts, ground.field).length === 0;
}

function assemble(
  request: PlanRequest,
  { live, ground, undeclared, gone, warnings }: SchemaPlan,
  steps: readonly Step[],
  compared: Comparison | undefined,
): Plan {
  const contacts = compared?.plan;
  const measures =
    compared === undefined || contacts === undefined
      ? []
      : contactMeasures(contacts, compared.bases, live.audience.doubleOptin);
  const deletions = deletionMeasures(steps, live.objects);
  const limits = checkLimits([...measures, ...deletions], request.config.desired.limits, request.allowances);
  const waiting = contacts === undefined ? [] : ground.warnings;
  return {
    audience: { id: live.audience.id, name: live.audience.name },
    ...(request.environment === undefined ? {} : { environment: request.environment }),
    now: request.now.toISOString(),
    schema: { steps, undeclared, gone },
    ...(contacts === undefined ? {} : { contacts }),
    limits: limits.checks,
    requests: { read: 0, write: writeRequests(steps, compared?.writes) },
    warnings: [
      ...(compared?.diagnostics ?? []),
      ...warnings,
      ...roomWarnings(steps, live),
      ...refusedBeforeWarnings(contacts),
      ...waiting,
      ...limits.warnings,
    ],
  };
}
