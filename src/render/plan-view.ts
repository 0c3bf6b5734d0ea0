import type { Diagnostic } from "../model/diagnostic.ts";
import type { Plan } from "../model/plan.ts";
import { type ContactsView, contactsView } from "./contacts-view.ts";
import { type LimitView, limitViews } from "./limits-view.ts";
import { fieldTypes, type Mask, maskFor } from "./mask.ts";
import { type SchemaView, schemaView } from "./schema-view.ts";
import { ago } from "./text/quantity.ts";

/** A plan as a person reads it: plain data for every format, personal data masked already, nothing escaped yet. */
export interface PlanView {
  readonly audience: Plan["audience"];
  readonly environment?: string;
  /** Contacts read and people whom the sources and rules ask for; absent without a contacts' half. */
  readonly people?: { readonly live: number; readonly desired: number; readonly adopt: number };
  /** How long ago it was made, `2 minutes ago`; absent while it is fresh. */
  readonly age?: string;
  /** The audience holds no contact of ours yet. */
  readonly firstRun: boolean;
  /** Nothing would change and nothing holds. */
  readonly empty: boolean;
  readonly schema: SchemaView;
  readonly contacts?: ContactsView;
  readonly limits: readonly LimitView[];
  readonly requests: Plan["requests"];
  readonly warnings: readonly Diagnostic[];
}

/** What a view is made for. */
export interface ViewOptions {
  readonly showPii: boolean;
  /** The age of the plan when it is shown. */
  readonly ageMs?: number;
}

/** Shows a plan. */
export function planView(plan: Plan, options: ViewOptions): PlanView {
  const mask = maskFor(options.showPii, fieldTypes(plan));
  const schema = schemaView(plan.schema);
  const contacts = plan.contacts === undefined ? undefined : contactsView(plan.contacts, mask);
  const limits = limitViews(plan.limits, mask);
  const changes = schema.steps.length + (contacts?.actions.length ?? 0) + (plan.contacts?.changes.count ?? 0);
  return {
    audience: plan.audience,
    ...heading(plan, options),
    firstRun: plan.contacts?.summary.owned === 0,
    empty: changes === 0 && limits.every((limit) => limit.state !== "holds"),
    schema,
    ...(contacts === undefined ? {} : { contacts }),
    limits,
    requests: plan.requests,
    warnings: plan.warnings.map((warning) => maskedWarning(warning, mask)),
  };
}

function heading(plan: Plan, options: ViewOptions): Pick<PlanView, "environment" | "people" | "age"> {
  const age = options.ageMs === undefined ? undefined : ago(options.ageMs);
  const summary = plan.contacts?.summary;
  return {
    ...(plan.environment === undefined ? {} : { environment: plan.environment }),
    ...(summary === undefined
      ? {}
      : { people: { live: summary.live, desired: summary.desired, adopt: summary.adopt } }),
    ...(age === undefined ? {} : { age }),
  };
}

/** Without its code frame: in a plan the place is enough. */
function maskedWarning(warning: Diagnostic, mask: Mask): Diagnostic {
  const { frame: _, ...rest } = warning;
  return { ...rest, detail: mask.text(warning.detail) };
}
