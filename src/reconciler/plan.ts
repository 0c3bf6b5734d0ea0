import { type Comparison, type ComparisonInput, compareContacts, unread } from "../contacts/comparison.ts";
import { watchedFields } from "../contacts/holdings.ts";
import { readsInterests } from "../contacts/managed-interests.ts";
import { projection } from "../contacts/projection.ts";
import type { OpenSpool } from "../contacts/spool.ts";
import { findAudience, isAudience } from "../mailchimp/audience.ts";
import { liveMembers } from "../mailchimp/members.ts";
import { readOnly } from "../mailchimp/read-only.ts";
import type { Allowance } from "../model/allowance.ts";
import type { Step } from "../model/change.ts";
import type { ContactRules, Desired, Vocabulary } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Plan } from "../model/plan.ts";
import type { Send } from "../model/request.ts";
import { withSecretPlace } from "../plan/concealed.ts";
import { deletionSteps, isDoomed } from "../plan/deletions.ts";
import { checkFields } from "../plan/field-fit.ts";
import { checkLimits } from "../plan/limits.ts";
import type { LiveSchema } from "../plan/live-schema.ts";
import { watchedBy, withLosses } from "../plan/loss.ts";
import { watchedChoices, withHolders } from "../plan/lost-choices.ts";
import { contactMeasures, deletionMeasures } from "../plan/measures.ts";
import { heldWith, withNeeded } from "../plan/needs.ts";
import { writeRequests } from "../plan/request-count.ts";
import { roomWarnings } from "../plan/room.ts";
import { schemaSteps } from "../plan/schema-steps.ts";
import { segmentCensus } from "../plan/segment-census.ts";
import { completeSegments } from "../plan/segment-objects.ts";
import { withRenamedReferences } from "../plan/segment-renames.ts";
import { type Selection, takeChange, takesContacts, takesStep, withWholeGroups } from "../plan/selection.ts";
import { type Standing, standing } from "../plan/standing.ts";
import { strays, undeclaredCounts } from "../plan/undeclared.ts";
import { readSource } from "../sources/source.ts";
import { SourceError } from "../sources/source-error.ts";
import type { LoadedConfig } from "./config.ts";
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
  /** Told how many members were read, page by page. */
  readonly onRead?: (members: number) => void;
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
  const read = await readSchema(send, audience);
  const { objects, findings } = completeSegments(desired, read);
  if (findings.length > 0) return { diagnostics: request.config.place(findings) };
  const live = withRenamedReferences(read, objects);
  const all = withSecretPlace(schemaSteps(objects, live), request.keepsSecrets === true);
  if (all.diagnostics.length > 0) return { diagnostics: all.diagnostics };
  const { lifeCycle } = desired;
  const found = strays(all.resolved, lifeCycle, live);
  const doomed = deletionSteps({ lifeCycle, live, resolved: all.resolved, strays: found, steps: all.steps });
  const whole = [...all.steps, ...doomed];
  const steps = withNeeded(
    whole.filter((step) => takesStep(step, request.selection)),
    whole,
  );
  const ground = standing(live, all.steps, new Set(steps));
  const unfit = unfitFields(request, ground);
  if (unfit.length > 0) return { diagnostics: unfit };
  const census = segmentCensus({ all: all.steps, taken: steps, live, ground, now: request.now });
  const watched = [...watchedBy(steps, live.objects), ...watchedChoices(steps)];
  const compared = await compare(request, send, live, ground, { watched, census });
  const diagnostics = compared?.diagnostics ?? [];
  if (compared !== undefined && compared.plan === undefined) return { diagnostics };
  const losses =
    compared === undefined ? await bearerLosses(send, live.audience.id, steps) : countedLosses(compared.holdings);
  const schema = {
    steps: heldWith(withHolders(withLosses(steps, losses, lifeCycle), compared?.holdings)),
    undeclared: undeclaredCounts(
      found.filter((stray) => !isDoomed(stray, doomed)),
      lifeCycle,
    ),
  };
  const plan = assemble(request, live, schema, ground, compared);
  return { diagnostics, live, plan: { ...plan, requests: { ...plan.requests, read: request.sent() - before } } };
}

async function compare(
  request: PlanRequest,
  send: Send,
  live: LiveSchema,
  ground: Standing,
  { watched, census }: Pick<ComparisonInput, "watched" | "census">,
): Promise<Comparison | undefined> {
  const { desired, vocabulary, sourceOptions } = request.config;
  if (desired.contacts === undefined || !takesContacts(request.selection)) return undefined;
  const rules = standingRules(desired.contacts, ground);
  const view = projection(
    rules,
    ground.field,
    live.objects.tag.map((tag) => String(tag.spec["name"])),
    ground.interests,
    ground.renamedTags,
  );
  const values = view.fields.map((field) => `merge_fields.${field.readAs ?? field.tag}`);
  const fields = readsInterests(view) ? [...values, "interests"] : values;
  const read = {
    audienceId: live.audience.id,
    fields: [...fields, ...watchedFields(watched), ...census.fields],
    startedAt: request.now.toISOString(),
  };
  const selection = withWholeGroups(request.selection, rules.interests);
  const input: ComparisonInput = {
    rules,
    vocabulary,
    now: request.now.getTime(),
    projection: view,
    sources: desired.sources.map(({ declaration, schema }) => ({
      name: declaration.name,
      records: readSource(declaration, schema, sourceOptions),
    })),
    members: () => counted(liveMembers(send, read), request.onRead),
    spools: request.spools,
    take: (change) => takeChange(change, selection),
    watched,
    census,
  };
  try {
    return await compareContacts(input);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return unread(request.config.place(error.findings));
  }
}

function unfitFields({ config, selection }: PlanRequest, ground: Standing): readonly Diagnostic[] {
  const { contacts } = config.desired;
  if (contacts === undefined || !takesContacts(selection)) return [];
  return checkFields(contacts, config.vocabulary, ground.field);
}

/** A tag is put on contacts only where it stands, or will. */
function standingRules(rules: ContactRules, ground: Standing): ContactRules {
  return { ...rules, tags: rules.tags.filter((tag) => ground.tag(tag.name)) };
}

async function* counted<Page extends readonly unknown[]>(
  pages: AsyncIterable<Page>,
  onRead?: (members: number) => void,
): AsyncGenerator<Page> {
  let members = 0;
  for await (const page of pages) {
    members += page.length;
    onRead?.(members);
    yield page;
  }
}

function assemble(
  request: PlanRequest,
  live: LiveSchema,
  schema: Plan["schema"],
  ground: Standing,
  compared: Comparison | undefined,
): Plan {
  const contacts = compared?.plan;
  const measures =
    compared === undefined || contacts === undefined
      ? []
      : contactMeasures(contacts, compared.bases, live.audience.doubleOptin);
  const deletions = deletionMeasures(schema.steps, live.objects);
  const limits = checkLimits([...measures, ...deletions], request.config.desired.limits, request.allowances);
  const waiting = contacts === undefined ? [] : ground.warnings;
  const steps: readonly Step[] = schema.steps;
  return {
    audience: { id: live.audience.id, name: live.audience.name },
    ...(request.environment === undefined ? {} : { environment: request.environment }),
    now: request.now.toISOString(),
    schema,
    ...(contacts === undefined ? {} : { contacts }),
    limits: limits.checks,
    requests: { read: 0, write: writeRequests(steps, compared?.writes) },
    warnings: [...(compared?.diagnostics ?? []), ...roomWarnings(steps, live), ...waiting, ...limits.warnings],
  };
}
