import type { Watched } from "../contacts/holdings.ts";
import type { LiveObjects } from "../kinds/live-objects.ts";
import { formatAddress, sameAddress } from "../model/address.ts";
import type { Loss, Step } from "../model/change.ts";
import type { LifeCycle } from "../model/desired.ts";
import { MERGE_FIELD_TYPES } from "../model/merge-field-type.ts";

/** What to look for in each contact, so that a plan can say who loses something by its deletions. */
export function watchedBy(steps: readonly Step[], objects: LiveObjects): readonly Watched[] {
  return steps.flatMap((step) => (step.change.action === "delete" ? watched(step, objects) : []));
}

function watched(step: Step, objects: LiveObjects): readonly Watched[] {
  const { at } = step.change;
  const of = formatAddress(at);
  const { spec } = objectOf(step, objects) ?? {};
  switch (at.kind) {
    case "mergeField": {
      const type = MERGE_FIELD_TYPES.find((known) => known === spec?.["type"]);
      return type === undefined ? [] : [{ of, in: "values", tag: String(spec?.["tag"]), type }];
    }
    case "tag":
      return [{ of, in: "tags", name: step.match }];
    case "interest":
      return [{ of, in: "interests", ids: step.id === undefined ? [] : [step.id] }];
    case "group":
      return [{ of, in: "interests", ids: partsOf(step, objects) }];
    case "segment":
    case "webhook":
    case "contact":
      return [];
  }
}

/**
 * The deletions with what is lost by each. A tag that contacts hold is kept, unless the file says that they shall
 * lose it: a tag is often given by somebody else than whoever declares it.
 */
export function withLosses(
  steps: readonly Step[],
  losses: ReadonlyMap<string, Loss>,
  { removed }: LifeCycle,
): readonly Step[] {
  return steps.map((step): Step => {
    const { at } = step.change;
    const lost = losses.get(formatAddress(at));
    if (step.change.action !== "delete" || lost === undefined) return step;
    const counted = { ...step, lost };
    const consent = removed.some((entry) => entry.fromContacts && sameAddress(entry.at, at));
    if (at.kind !== "tag" || consent || step.verdict === "hold" || holders(lost) === 0) return counted;
    return { ...counted, verdict: "hold", reason: heldReason(at.key, lost) };
  });
}

function objectOf(step: Step, objects: LiveObjects) {
  const { at } = step.change;
  return at.kind === "contact" ? undefined : objects[at.kind].find((object) => object.id === step.id);
}

function partsOf(step: Step, objects: LiveObjects): readonly string[] {
  return objects.interest.filter((interest) => interest.parent === step.id).map((interest) => interest.id);
}

function holders(lost: Loss): number {
  switch (lost.counted) {
    case "contacts":
      return lost.ours + lost.others + lost.archived;
    case "bearers":
      return lost.contacts;
    case "unknown":
      return Number.POSITIVE_INFINITY;
  }
}

function heldReason(name: string, lost: Loss): string {
  const way = `To delete it all the same, write \`removed: [ { tag: ${JSON.stringify(name)}, fromContacts: true } ]\`.`;
  const count = holders(lost);
  if (!Number.isFinite(count)) return `Nobody knows how many contacts hold it, and all of them would lose it. ${way}`;
  return `${count === 1 ? "A contact holds" : `${count} contacts hold`} it and would lose it, whoever gave it to them. ${way}`;
}
