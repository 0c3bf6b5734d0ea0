import type { ExplainedPerson } from "../model/explained-person.ts";
import type { Plan } from "../model/plan.ts";
import { type LimitView, limitViews } from "./limits-view.ts";
import { fieldTypes, maskFor } from "./mask.ts";
import { maskedPerson } from "./masked-person.ts";

/** One person explained, personal data masked already, nothing escaped yet. */
export interface ExplainView {
  readonly audience: Plan["audience"];
  readonly environment?: string;
  readonly person: ExplainedPerson;
  /** Limits that hold the whole plan, whatever it would do with this person. */
  readonly blocking: readonly LimitView[];
}

/** Shows what a plan makes of one person. */
export function explainView(
  plan: Plan,
  person: ExplainedPerson,
  { showPii }: { readonly showPii: boolean },
): ExplainView {
  const mask = maskFor(showPii, fieldTypes(plan));
  return {
    audience: plan.audience,
    ...(plan.environment === undefined ? {} : { environment: plan.environment }),
    person: maskedPerson(person, mask),
    blocking: limitViews(plan.limits, mask).filter(({ state }) => state === "holds"),
  };
}
