import { kindNamed } from "../kinds/index.ts";
import type { Kind, LiveObject } from "../kinds/kind.ts";
import type { FieldDiff, Step } from "../model/change.ts";
import type { DeclaredObject } from "../model/desired.ts";

/** The difference between two texts that may not be shown, told without them; none where they are equal. */
export function concealedDiff(kind: Kind, declared: DeclaredObject, live: LiveObject): readonly FieldDiff[] {
  const [wanted, found] = [declared.reveal?.(), live.reveal?.()];
  if (kind.concealed === undefined || wanted === undefined || found === undefined) return [];
  const { field, same, told } = kind.concealed;
  if (same(wanted, found)) return [];
  return [{ field, before: live.spec[field] ?? null, after: declared.spec[field] ?? null, told }];
}

/** Holds what would make Mailchimp show a secret once, unless there is a place to put it. */
export function withSecretPlace<Found extends { readonly steps: readonly Step[] }>(
  found: Found,
  hasPlace: boolean,
): Found {
  if (hasPlace) return found;
  return { ...found, steps: found.steps.map((step) => (issuesSecret(step) ? held(step) : step)) };
}

/** Whether Mailchimp's answer to a step will hold a secret. */
export function issuesSecret({ change }: Step): boolean {
  return change.action === "create" && change.at.kind !== "contact" && kindNamed(change.at.kind).issued !== undefined;
}

const NO_PLACE =
  "Mailchimp shows the secret that it signs its calls with once, when the webhook is made, and there is no place to put it: neither a terminal nor a file. Say --secrets-out FILE.";

function held(step: Step): Step {
  return { ...step, verdict: "hold", reason: step.reason === undefined ? NO_PLACE : `${step.reason} ${NO_PLACE}` };
}
