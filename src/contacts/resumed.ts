import type { ContactChange } from "../model/contact.ts";
import type { ContactsPlan, Replayable } from "../model/plan.ts";
import type { ContactBases } from "./comparison.ts";
import type { Recheck } from "./recheck.ts";
import { ContactTally } from "./tally.ts";

/** A saved plan's contacts as they may still be done, counted anew over those that have not moved. */
export interface Resumed {
  readonly plan: ContactsPlan;
  readonly bases: ContactBases;
  readonly stale: number;
}

/** Holds the changes whose contacts moved since the plan was saved, and measures what is left. */
export async function resumeContacts(saved: ContactsPlan, recheck: Recheck): Promise<Resumed> {
  const tally = new ContactTally();
  for await (const change of saved.changes) if (!recheck.stale.has(change.ref)) tally.change(change);
  const plan: ContactsPlan = {
    ...saved,
    summary: { ...saved.summary, ...tally.actions, owned: recheck.owned },
    tags: tally.tags,
    fields: tally.fields,
    entering: tally.entering,
    samples: tally.samples,
    changes: withStaleHeld(saved.changes, recheck.stale),
  };
  const { holders, filled } = recheck;
  return { plan, bases: { holders, filled, tagged: tally.tagged, cleared: tally.cleared }, stale: recheck.stale.size };
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
