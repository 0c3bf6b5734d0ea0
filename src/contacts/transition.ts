import type { ValueDiff } from "../model/contact.ts";
import type { Transition, TransitionValue } from "../model/event.ts";
import type { Json } from "../model/json.ts";

/**
 * The mark of a transition that a change of a value is, the same in every run that tries to write it: the threshold, or
 * the value that Mailchimp still holds, never the new one, which may have moved between two tries. Undefined where the
 * change is not that transition; the old value must be set.
 */
export function transitionMark(transition: Transition, { before, after }: ValueDiff): string | undefined {
  if (before === null || before === "") return undefined;
  switch (transition.is) {
    case "crosses": {
      const { threshold } = transition;
      const [old, next] = [numberOf(before), numberOf(after)];
      return old < threshold && threshold <= next ? String(threshold) : undefined;
    }
    case "changes":
      return isOneOf(before, transition.from) && isOneOf(after, transition.to) ? textOf(before) : undefined;
    case "increases":
      return numberOf(before) < numberOf(after) ? textOf(before) : undefined;
  }
}

/** A field that is not of type number may hold one as text. What is no number compares with none. */
function numberOf(value: Json): number {
  return value === null || value === "" || typeof value === "object" ? Number.NaN : Number(value);
}

/** Any value will do where none is said. */
function isOneOf(value: Json, values: readonly TransitionValue[] | undefined): boolean {
  if (values === undefined) return true;
  return value !== null && values.some((one) => String(one) === textOf(value));
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
