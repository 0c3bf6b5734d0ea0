import { kindNamed } from "../kinds/index.ts";
import type { Reference } from "../kinds/kind.ts";
import type { Step } from "../model/change.ts";
import type { LiveSchema } from "./live-schema.ts";

/** Holds steps that speak of what neither stands nor is made by the plan, as the tag of a family that nobody bears yet. */
export function heldForMissing(steps: readonly Step[], live: LiveSchema): readonly Step[] {
  const made = new Set(steps.map(({ change, match }) => JSON.stringify([change.at.kind, match])));
  const stands = ({ kind, match }: Reference) =>
    made.has(JSON.stringify([kind, match])) || live.objects[kind].some((object) => object.match === match);
  return steps.map((step) => {
    const { change } = step;
    if (step.verdict === "hold" || change.at.kind === "contact") return step;
    if (change.action !== "create" && change.action !== "update") return step;
    const missing = kindNamed(change.at.kind)
      .references?.(change.after)
      .find((reference) => !stands(reference));
    return missing === undefined ? step : { ...step, verdict: "hold", reason: reasonFor(missing) };
  });
}

function reasonFor({ kind, match }: Reference): string {
  const what = `${kindNamed(kind).label} ${JSON.stringify(match)}`;
  return `It asks for the ${what}, which does not stand yet. Where a family makes it, it comes with the first contact that bears it; the next plan takes this up.`;
}
