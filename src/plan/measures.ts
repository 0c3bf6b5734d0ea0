import type { ContactBases } from "../contacts/comparison.ts";
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
  const bypassing = doubleOptin ? (plan.entering?.subscribed ?? 0) : 0;
  return [...simple, ...tagged, ...untagged, ...cleared, { class: "bypass-optin", found: bypassing, base: owned }];
}
