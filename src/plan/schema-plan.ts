import type { Address } from "../model/address.ts";
import type { Step } from "../model/change.ts";
import type { Desired } from "../model/desired.ts";
import type { Diagnostic, Finding } from "../model/diagnostic.ts";
import type { Plan } from "../model/plan.ts";
import { withSecretPlace } from "./concealed.ts";
import { deletionSteps, goneObjects, isDoomed } from "./deletions.ts";
import type { LiveSchema } from "./live-schema.ts";
import { withNeeded } from "./needs.ts";
import { rivalWarnings } from "./resolution.ts";
import { schemaSteps } from "./schema-steps.ts";
import { completeSegments } from "./segment-objects.ts";
import { withRenamedReferences } from "./segment-renames.ts";
import { type Selection, takesOwnedAlone, takesStep } from "./selection.ts";
import { type Standing, standing } from "./standing.ts";
import { strays, undeclaredCounts } from "./undeclared.ts";

/** The schema's half of a plan, before anything is known of contacts. */
export interface SchemaPlan {
  /** The audience's schema, with references under the names that they will have. */
  readonly live: LiveSchema;
  /** All that the file asks for. */
  readonly all: readonly Step[];
  /** What this run takes of it. */
  readonly steps: readonly Step[];
  readonly undeclared: Plan["schema"]["undeclared"];
  /** What `removed` names and stands no more. */
  readonly gone: readonly Address[];
  /** What should be looked at though nothing is held by it. */
  readonly warnings: readonly Diagnostic[];
  /** What contacts can rely on. */
  readonly ground: Standing;
}

/** What stands in the way of a schema's half; findings are still to be placed in the file. */
export interface SchemaObstacle {
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Compares what the file declares with the schema that was read. */
export function planSchema(
  desired: Desired,
  read: LiveSchema,
  { selection, keepsSecrets }: { readonly selection: Selection; readonly keepsSecrets: boolean },
): SchemaPlan | SchemaObstacle {
  const { objects, findings } = completeSegments(desired, read);
  if (findings.length > 0) return { findings, diagnostics: [] };
  const live = withRenamedReferences(read, objects);
  const declared = withSecretPlace(schemaSteps(objects, live), keepsSecrets);
  const { resolved, diagnostics } = declared;
  if (diagnostics.length > 0) return { findings: [], diagnostics };
  const { lifeCycle } = desired;
  const found = strays(resolved, lifeCycle, live);
  const doomed = deletionSteps({ lifeCycle, live, resolved, strays: found, steps: declared.steps });
  const whole = [...declared.steps, ...doomed];
  const taken = whole.filter((step) => takesStep(step, selection));
  const steps = withNeeded(taken, whole);
  const left = found.filter((stray) => !isDoomed(stray, doomed));
  return {
    live,
    all: declared.steps,
    steps,
    ...(selection.scope === "contacts"
      ? { undeclared: [], gone: [] }
      : { undeclared: undeclaredCounts(left, lifeCycle), gone: goneObjects(lifeCycle, live) }),
    warnings: rivalWarnings(resolved, declared.steps),
    ground: standing(live, declared.steps, new Set(steps), takesOwnedAlone(selection)),
  };
}

/** Whether the schema's half came about, or what stands in its way. */
export function isSchemaPlan(found: SchemaPlan | SchemaObstacle): found is SchemaPlan {
  return "steps" in found;
}
