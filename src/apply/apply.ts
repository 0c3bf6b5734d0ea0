import { replayed, type Spool } from "../contacts/spool.ts";
import { kindNamed } from "../kinds/index.ts";
import { formatAddress, interestAddress } from "../model/address.ts";
import type { Step } from "../model/change.ts";
import type { ContactChange } from "../model/contact.ts";
import type { Outcome, Tally } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { ApplyReport, ContactOutcome, ContactsReport } from "../model/report.ts";
import type { Send } from "../model/request.ts";
import { archiveLeavers } from "./archives.ts";
import { writeBatches } from "./batches.ts";
import { ContactLedger, type LedgerListener } from "./contact-ledger.ts";
import type { ContactWriting } from "./contact-writing.ts";
import { putQuietTags } from "./quiet-tags.ts";
import { removeTags } from "./removals.ts";
import { prepareContacts } from "./renames.ts";
import { applySchema } from "./schema.ts";
import type { Secrets } from "./secrets.ts";
import type { Standing } from "./standing.ts";

/** How far an apply has come. */
export interface ApplyProgress {
  readonly phase: "schema" | "contacts";
  readonly done: number;
  readonly failed: number;
  readonly total: number;
}

/** The world that apply is handed. */
export interface ApplyWorld extends LedgerListener {
  readonly send: Send;
  /** The schema objects that stand. */
  readonly standing: Standing;
  readonly secrets: Secrets;
  /** The keys of the merge fields that mark a contact as ours. */
  readonly identity: readonly string[];
  readonly concurrency: number;
  readonly clock: () => number;
  /** Waits so many milliseconds, or until the run is stopped. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Where outcomes are kept that are not simply applied. */
  readonly outcomes: Spool;
  readonly stopped: () => boolean;
  readonly onProgress?: (progress: ApplyProgress) => void;
}

/** What apply did; the shell adds the time and the requests. */
export type Applied = Pick<ApplyReport, "steps" | "contacts">;

/** Does what the plan says and nothing else. Its only hand on the world is the `send` it is given. */
export async function applyPlan(plan: Plan, world: ApplyWorld): Promise<Applied> {
  const total = plan.schema.steps.filter((step) => step.change.action !== "none").length;
  let done = 0;
  const undone = new Set<string>();
  const take = (steps: readonly Step[]) =>
    applySchema(steps, {
      ...world,
      audience: plan.audience.id,
      undone,
      onStep: (outcome) =>
        world.onProgress?.({ phase: "schema", done: ++done, failed: outcome.status === "failed" ? 1 : 0, total }),
    });
  const early = await take(plan.schema.steps.filter((step) => !comesAfterContacts(step)));
  const contacts = await applyContacts(plan, withheldBy(plan.schema.steps, early), world);
  const late = await take(plan.schema.steps.filter(comesAfterContacts));
  const steps = inOrderOf(plan.schema.steps, [...early, ...late]);
  return { steps, ...(contacts === undefined ? {} : { contacts }) };
}

/**
 * What would be set off by writing contacts is made when they are written, and deleted before. Everything else that is
 * deleted goes last of all, when no contact needs it any more.
 */
function comesAfterContacts({ change }: Step): boolean {
  const { at, action } = change;
  if (at.kind === "contact") return false;
  return (action === "delete") !== (kindNamed(at.kind).afterContacts === true);
}

function inOrderOf(steps: readonly Step[], outcomes: readonly Outcome[]): readonly Outcome[] {
  const place = new Map(steps.map((step, index) => [formatAddress(step.change.at), index]));
  const of = ({ at }: Outcome) => place.get(formatAddress(at)) ?? steps.length;
  return outcomes.toSorted((a, b) => of(a) - of(b));
}

async function applyContacts(
  plan: Plan,
  withheld: ContactWriting["withheld"],
  world: ApplyWorld,
): Promise<ContactsReport | undefined> {
  if (plan.contacts === undefined) return undefined;
  const { changes } = plan.contacts;
  const onSettled = (tally: Tally) => world.onProgress?.(progress(tally, changes.count));
  const ledger = new ContactLedger(world.outcomes, withheld, onSettled, world);
  const writing: ContactWriting = {
    ...world,
    audience: plan.audience.id,
    withheld,
    interestId: (group, interest) => world.standing.find(interestAddress(group, interest))?.id,
    ledger,
  };
  const unmarked = world.identity.filter((key) => withheld.fields.has(key));
  if (unmarked.length > 0) await leaveAll(changes, unmarked, ledger);
  else await writeContacts(changes, world, writing);
  return { planned: changes.count, tally: ledger.tally, outcomes: replayed<ContactOutcome>(world.outcomes) };
}

/** Without its mark nobody could tell later that a contact is ours. */
async function leaveAll(
  changes: AsyncIterable<ContactChange>,
  unmarked: readonly string[],
  ledger: ContactLedger,
): Promise<void> {
  const fields = unmarked.map((key) => `mergeField.${key}`).join(", ");
  const reason = `Contacts are known by ${fields}, which does not stand; nothing was written.`;
  for await (const change of changes) ledger.notReached(change, reason);
}

async function writeContacts(
  changes: AsyncIterable<ContactChange>,
  world: ApplyWorld,
  writing: ContactWriting,
): Promise<void> {
  await prepareContacts(changes, writing);
  await writeBatches(changes, writing);
  await writeBatches(changes, writing, "late");
  await putQuietTags(changes, writing);
  await removeTags(changes, (name) => world.standing.idByMatch("tag", name.toLowerCase()), writing);
  await archiveLeavers(changes, writing);
}

function progress(tally: Tally, total: number): ApplyProgress {
  const done = tally.applied + tally.failed + tally.held + tally["not-reached"];
  return { phase: "contacts", done, failed: tally.failed, total };
}

/** Values and tags are sent only if their schema object came to stand as declared. */
function withheldBy(steps: readonly Step[], outcomes: readonly Outcome[]): ContactWriting["withheld"] {
  const missing = new Set(
    outcomes.filter((outcome) => outcome.status !== "applied").map((outcome) => formatAddress(outcome.at)),
  );
  const absent = steps.filter((step) => missing.has(formatAddress(step.change.at))).map((step) => step.change);
  return {
    fields: new Set(absent.filter((change) => change.at.kind === "mergeField").map((change) => change.at.key)),
    interests: new Set(
      absent.filter((change) => change.at.kind === "interest").map((change) => formatAddress(change.at)),
    ),
    tags: new Set(absent.filter((change) => change.at.kind === "tag").map((change) => change.at.key.toLowerCase())),
  };
}
