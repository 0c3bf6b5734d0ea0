import { specDiff } from "../diff/spec-diff.ts";
import { KINDS } from "../kinds/index.ts";
import type { Kind, LiveObject } from "../kinds/kind.ts";
import { formatAddress } from "../model/address.ts";
import type { Change, FieldDiff, Step } from "../model/change.ts";
import type { DeclaredObject } from "../model/desired.ts";
import type { Diagnostic, Place } from "../model/diagnostic.ts";
import { concealedDiff } from "./concealed.ts";
import type { LiveSchema } from "./live-schema.ts";

/** The schema's half of a plan: one step for each declared object, unchanged ones included, lower levels first. */
export interface SchemaSteps {
  readonly steps: readonly Step[];
  readonly undeclared: readonly UndeclaredCount[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Compares what the file declares with what stands. */
export function schemaSteps(declared: readonly DeclaredObject[], live: LiveSchema): SchemaSteps {
  const steps: Step[] = [];
  const undeclared: UndeclaredCount[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const kind of KINDS) {
    const standing = new Map(live.objects[kind.name].map((object) => [object.match, object]));
    const ours = declared.filter((object) => object.at.kind === kind.name);
    for (const object of ours) {
      const match = standing.get(object.match);
      if (object.definitionManaged) steps.push(stepOf(kind, object, match));
      else if (match === undefined) diagnostics.push(notStanding(kind, object));
    }
    const claimed = new Set(ours.map((object) => object.match));
    undeclared.push({ kind: kind.name, count: [...standing.keys()].filter((key) => !claimed.has(key)).length });
  }
  return { steps, undeclared, diagnostics };
}

function stepOf(kind: Kind, object: DeclaredObject, live: LiveObject | undefined): Step {
  const change = changeOf(kind, object, live);
  const reason = change.action === "update" ? heldBecause(kind, change.fields) : undefined;
  return {
    change,
    match: object.match,
    ...(object.within === undefined ? {} : { within: object.within }),
    ...(live === undefined ? {} : { id: live.id }),
    verdict: reason === undefined ? "go" : "hold",
    ...(reason === undefined ? {} : { reason }),
    declared: formatPlace(object.declaredAt),
  };
}

function changeOf(kind: Kind, object: DeclaredObject, live: LiveObject | undefined): Change {
  if (live === undefined) return { action: "create", at: object.at, after: object.spec };
  const after = live.match === object.match ? kind.spelledAs(object.spec, live.spec) : object.spec;
  const fields = [...specDiff(live.spec, after), ...concealedDiff(kind, object, live)];
  if (fields.length === 0) return { action: "none", at: object.at, before: live.spec };
  return { action: "update", at: object.at, before: live.spec, after, fields };
}

/** A property that Mailchimp does not change holds the whole step: half of what is declared would be no answer. */
function heldBecause(kind: Kind, fields: readonly FieldDiff[]): string | undefined {
  const reasons = fields.map((field) => kind.settled[field.field]).filter((reason) => reason !== undefined);
  return reasons.length === 0 ? undefined : reasons.join(" ");
}

function notStanding(kind: Kind, object: DeclaredObject): Diagnostic {
  return {
    severity: "error",
    code: "object-not-in-audience",
    summary: `The audience has no such ${kind.label}`,
    detail: `${formatAddress(object.at)} is declared without a type, which means that it stands in the audience already, but the audience has no ${kind.label} ${object.match}. Give it a type and a name, and it will be created.`,
    place: object.declaredAt,
  };
}

function formatPlace(place: Place): string {
  return `${place.file}:${place.line}`;
}
