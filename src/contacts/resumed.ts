import type { ContactChange } from "../model/contact.ts";
import type { ContactRules } from "../model/desired.ts";
import type { ContactsPlan, InterestCount, Replayable } from "../model/plan.ts";
import type { ContactBases, ContactWrites } from "./comparison.ts";
import { ReactionTally } from "./reaction-tally.ts";
import type { Recheck } from "./recheck.ts";
import { ContactTally } from "./tally.ts";

/** A saved plan's contacts as they may still be done, counted anew over those that have not moved. */
export interface Resumed {
  readonly plan: ContactsPlan;
  readonly bases: ContactBases;
  readonly writes: ContactWrites;
  readonly stale: number;
}

/** Holds the changes whose contacts moved since the plan was saved, and measures what is left. */
export async function resumeContacts(saved: ContactsPlan, recheck: Recheck, rules: ContactRules): Promise<Resumed> {
  const tally = new ContactTally();
  const reactions = new ReactionTally(rules);
  const count = (change: ContactChange): void => {
    tally.change(change);
    reactions.change(change);
  };
  for await (const change of saved.changes) if (!recheck.stale.has(change.ref)) count(change);
  const plan: ContactsPlan = {
    ...saved,
    summary: { ...saved.summary, ...tally.actions, owned: recheck.owned },
    tags: tally.tags,
    ...(saved.interests === undefined ? {} : { interests: inOrderOf(saved.interests, tally.interests) }),
    ...(saved.billable === undefined ? {} : { billable: billed(saved.billable, saved, tally) }),
    fields: tally.fields,
    entering: tally.entering,
    events: reactions.events,
    automations: reactions.automations,
    samples: tally.samples,
    changes: withStaleHeld(saved.changes, recheck.stale),
  };
  const { holders, filled } = recheck;
  return {
    plan,
    bases: { holders, filled, tagged: tally.tagged, cleared: tally.cleared },
    writes: { ...tally, reactions: reactions.requests },
    stale: recheck.stale.size,
  };
}

/** As the saved plan lists them. */
function inOrderOf(saved: readonly InterestCount[], counts: readonly InterestCount[]): readonly InterestCount[] {
  return saved.flatMap(({ group, interest }) =>
    counts.filter((count) => count.group === group && count.interest === interest),
  );
}

/** Who does not come in, and who does not go, is taken out of what will be billed. */
function billed(
  { before, after }: NonNullable<ContactsPlan["billable"]>,
  saved: ContactsPlan,
  tally: ContactTally,
): NonNullable<ContactsPlan["billable"]> {
  const missing = entering(saved.entering) - entering(tally.entering);
  const staying = saved.summary.archive - tally.actions.archive;
  return { before, after: after - missing + staying };
}

function entering(counts: ContactsPlan["entering"]): number {
  return (counts?.subscribed ?? 0) + (counts?.transactional ?? 0);
}

function withStaleHeld(
  changes: Replayable<ContactChange>,
  stale: ReadonlyMap<string, string>,
): Replayable<ContactChange> {
  return {
    count: changes.count,
    async *[Symbol.asyncIterator]() {
      for await (const change of changes) {
        const reason = stale.get(change.ref);
        yield reason === undefined ? change : { ...change, verdict: "hold", reason };
      }
    },
  };
}
