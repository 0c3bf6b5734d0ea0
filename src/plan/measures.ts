import type { ContactBases } from "../contacts/comparison.ts";
import type { LiveObjects } from "../kinds/live-objects.ts";
import { KIND_NAMES, type KindName } from "../model/address.ts";
import type { Step } from "../model/change.ts";
import type { LimitClassName } from "../model/limit-class.ts";
import type { ContactsPlan } from "../model/plan.ts";
import type { Measure } from "./limits.ts";

/** Counts what a plan does to contacts, class by class. The bases are the contacts as this plan read them. */
export function contactMeasures(plan: ContactsPlan, bases: ContactBases, doubleOptin: boolean): readonly Measure[] {
  const { summary } = plan;
  const owned = summary.owned;
  const simple = (["create", "adopt", "update", "archive", "rename"] as const).map(
    (name): Measure => ({ class: name, found: summary[name], base: owned }),
  );
  const tagged = Object.entries(bases.tagged).map(
    ([key, found]): Measure => ({ class: "tag", key, found, base: owned }),
  );
  const untagged = Object.entries(plan.tags)
    .filter(([, { remove }]) => remove > 0)
    .map(
      ([key, { remove }]): Measure => ({
        class: "untag",
        key,
        found: remove,
        base: bases.holders.get(key.toLowerCase()) ?? remove,
      }),
    );
  const cleared = Object.entries(bases.cleared).map(
    ([key, found]): Measure => ({ class: "clear", key, found, base: bases.filled[key] ?? found }),
  );
  const shrunken = (bases.absences ?? [])
    .filter(({ absent }) => absent > 0)
    .map(
      ({ source, absent, owned: ofSource, records }): Measure => ({
        class: "shrink",
        key: source,
        found: absent,
        base: ofSource,
        ...(records === 0 ? { standard: { count: 0 } } : {}),
      }),
    );
  const bypassing = doubleOptin ? (plan.entering?.subscribed ?? 0) : 0;
  return [
    ...simple,
    ...tagged,
    ...untagged,
    ...cleared,
    ...reactionMeasures(plan),
    { class: "bypass-optin", found: bypassing, base: owned },
    ...shrunken,
  ];
}

/** Events that are sent, and people who enter automations; both may reach people at once. */
function reactionMeasures({ events = {}, automations = {}, summary }: ContactsPlan): readonly Measure[] {
  const of = (name: "event" | "automation", counts: Readonly<Record<string, number>>): readonly Measure[] =>
    Object.entries(counts).flatMap(([key, found]) =>
      found === 0 ? [] : [{ class: name, key, found, base: summary.owned }],
    );
  return [...of("event", events), ...of("automation", automations)];
}

/** Counts what a plan deletes, class by class; an interest counts with the groups. Held deletions are none. */
export function deletionMeasures(steps: readonly Step[], objects: LiveObjects): readonly Measure[] {
  const deletions = steps.filter((step) => step.change.action === "delete" && step.verdict === "go");
  const classes = [...new Set(Object.values(DELETION_CLASSES))];
  return classes.flatMap((name): readonly Measure[] => {
    const kinds = KIND_NAMES.filter((kind) => DELETION_CLASSES[kind] === name);
    const found = deletions.filter(({ change }) => kinds.some((kind) => kind === change.at.kind)).length;
    const base = kinds.reduce((sum, kind) => sum + objects[kind].length, 0);
    return found === 0 ? [] : [{ class: name, found, base }];
  });
}

const DELETION_CLASSES: Readonly<Record<KindName, LimitClassName>> = {
  mergeField: "delete-merge-field",
  tag: "delete-tag",
  group: "delete-group",
  interest: "delete-group",
  segment: "delete-segment",
  webhook: "delete-webhook",
};
