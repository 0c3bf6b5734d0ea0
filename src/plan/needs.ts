import { kindNamed } from "../kinds/index.ts";
import type { Reference } from "../kinds/kind.ts";
import { type Address, formatAddress, sameAddress } from "../model/address.ts";
import type { Change, Step } from "../model/change.ts";
import type { LiveSchema } from "./live-schema.ts";
import { heldForMissing } from "./missing-reference.ts";

/** Gives each step that makes or changes an object the steps that must be done first, and holds what waits for a held one. */
export function withNeeds(steps: readonly Step[], live: LiveSchema): readonly Step[] {
  const possible = heldForMissing(steps, live);
  const makers = possible.filter(
    (step) => step.change.action === "create" || step.verdict === "hold" || isRename(step, live),
  );
  return heldWith(possible.map((step) => withNeed(step, needsOf(step, makers))));
}

/** A step that needs a held one is held as well, and says which. */
export function heldWith(steps: readonly Step[]): readonly Step[] {
  const held = new Set(steps.filter((step) => step.verdict === "hold").map((step) => formatAddress(step.change.at)));
  const waiting = (step: Step): Address | undefined =>
    step.verdict === "hold" ? undefined : step.needs?.find((at) => held.has(formatAddress(at)));
  const next = steps.map((step): Step => {
    const at = waiting(step);
    return at === undefined ? step : { ...step, verdict: "hold", reason: heldReason(at) };
  });
  return next.some((step, index) => step !== steps[index]) ? heldWith(next) : next;
}

/** The step with more to wait for; an address once. */
export function withNeed(step: Step, more: readonly Address[]): Step {
  const needs = [...(step.needs ?? []), ...more];
  const unique = needs.filter((at, index) => needs.findIndex((other) => sameAddress(other, at)) === index);
  return unique.length === 0 ? step : { ...step, needs: unique };
}

/** What a step's object speaks of once the step is done. */
export function referencesAfter(change: Change): readonly Reference[] {
  if (change.at.kind === "contact") return [];
  const kind = kindNamed(change.at.kind);
  const spec = change.action === "create" || change.action === "update" ? change.after : change.before;
  return change.action === "delete" ? [] : (kind.references?.(spec) ?? []);
}

function needsOf(step: Step, makers: readonly Step[]): readonly Address[] {
  const { change, within } = step;
  if (change.action !== "create" && change.action !== "update") return [];
  const around = makers.filter(
    (maker) => within !== undefined && maker.change.action === "create" && sameAddress(maker.change.at, within),
  );
  const named = referencesAfter(change).flatMap((reference) =>
    makers.filter((maker) => maker !== step && isMeant(reference, maker)),
  );
  return [...around, ...named].map((maker) => maker.change.at);
}

function isMeant(reference: Reference, { change, match }: Step): boolean {
  return change.at.kind === reference.kind && match === reference.match;
}

function isRename(step: Step, live: LiveSchema): boolean {
  const { at, action } = step.change;
  if (action !== "update" || at.kind === "contact") return false;
  return live.objects[at.kind].some((object) => object.id === step.id && object.match !== step.match);
}

function heldReason(at: Address): string {
  return `It needs ${formatAddress(at)}, whose own step is held.`;
}

/** The steps with all that they need, in the order of the whole plan. */
export function withNeeded(taken: readonly Step[], all: readonly Step[]): readonly Step[] {
  const wanted = new Set(taken);
  const missing = all.filter(
    (step) =>
      !wanted.has(step) && taken.some((one) => one.needs?.some((at) => sameAddress(at, step.change.at)) === true),
  );
  if (missing.length === 0) return taken;
  for (const step of missing) wanted.add(step);
  return withNeeded(
    all.filter((step) => wanted.has(step)),
    all,
  );
}
