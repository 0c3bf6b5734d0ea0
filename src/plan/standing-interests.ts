import type { StandingInterest } from "../contacts/managed-interests.ts";
import type { Address } from "../model/address.ts";
import type { Step } from "../model/change.ts";
import type { LiveSchema } from "./live-schema.ts";

/**
 * The interests of declared groups that will stand once the steps that a run takes are done, under the names of the
 * file; those that nobody declares among them. `isReady` tells the steps that the run does.
 */
export function standingInterests(
  live: LiveSchema,
  all: readonly Step[],
  isReady: (step: Step) => boolean,
): readonly StandingInterest[] {
  const groups = all.filter((step) => step.change.at.kind === "group" && step.change.action !== "delete");
  const absent = new Set(groups.filter((step) => isAbsent(step, isReady)).map((step) => step.change.at.key));
  const steps = all.filter((step) => step.change.at.kind === "interest");
  const declared = steps.flatMap((step): StandingInterest[] => {
    const { change, within, id } = step;
    if (change.action === "delete" || within === undefined || absent.has(within.key)) return [];
    if (isAbsent(step, isReady)) return [];
    return [{ group: within.key, interest: nameWithin(change.at, within), ...(id === undefined ? {} : { id }) }];
  });
  const known = new Set(steps.map((step) => step.id));
  const titles = new Map(groups.map((step) => [step.id, step.change.at.key]));
  const others = live.objects.interest.flatMap(({ id, parent, spec }): StandingInterest[] => {
    const group = titles.get(parent);
    return group === undefined || known.has(id) ? [] : [{ group, interest: String(spec["name"]), id }];
  });
  return [...declared, ...others];
}

function isAbsent(step: Step, isReady: (step: Step) => boolean): boolean {
  return step.change.action === "create" && !isReady(step);
}

function nameWithin(at: Address, within: Address): string {
  return at.key.slice(within.key.length + 1);
}
