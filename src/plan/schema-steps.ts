import { specDiff } from "../diff/spec-diff.ts";
import { KINDS } from "../kinds/index.ts";
import type { Kind, LiveObject } from "../kinds/kind.ts";
import { formatAddress } from "../model/address.ts";
import type { Change, FieldDiff, Step } from "../model/change.ts";
import type { DeclaredObject } from "../model/desired.ts";
import type { Diagnostic, Place } from "../model/diagnostic.ts";
import { concealedDiff } from "./concealed.ts";
import type { LiveSchema } from "./live-schema.ts";
import { withoutNearTwins } from "./near-twin.ts";
import { heldWith, withNeeds } from "./needs.ts";
import { namesakeReason, namesOf, type Resolution, resolve } from "./resolution.ts";
import { withinRoom } from "./room.ts";

/** The declared part of the schema's half: one step for each declared object, unchanged ones included, lower levels first. */
export interface SchemaSteps {
  readonly steps: readonly Step[];
  /** Which live object each declared one is. */
  readonly resolved: ReadonlyMap<DeclaredObject, Resolution>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compares what the file declares with what stands. */
export function schemaSteps(declared: readonly DeclaredObject[], live: LiveSchema): SchemaSteps {
  const steps: Step[] = [];
  const diagnostics: Diagnostic[] = [];
  const resolved = new Map<DeclaredObject, Resolution>();
  for (const kind of KINDS.toSorted((a, b) => a.level - b.level)) {
    for (const [object, resolution] of resolve(kind, declared, live.objects[kind.name])) {
      resolved.set(object, resolution);
      if (object.definitionManaged) steps.push(stepOf(kind, object, resolution));
      else if (resolution.live === undefined) diagnostics.push(notStanding(kind, object));
    }
  }
  const possible = withNeeds(withoutNearTwins(steps, live), live);
  return { steps: heldWith(withinRoom(possible, live)), resolved, diagnostics };
}

/** `mailchimp.config.yaml:24`. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}`;
}

function stepOf(kind: Kind, object: DeclaredObject, resolution: Resolution): Step {
  const { live } = resolution;
  const change = changeOf(kind, object, live);
  const reasons = change.action === "none" ? [] : heldBecause(kind, object, change, resolution);
  return {
    change,
    match: object.match,
    ...(object.within === undefined ? {} : { within: object.within }),
    ...(live === undefined ? {} : { id: live.id }),
    verdict: reasons.length === 0 ? "go" : "hold",
    ...(reasons.length === 0 ? {} : { reason: reasons.join(" ") }),
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

function heldBecause(
  kind: Kind,
  object: DeclaredObject,
  change: Change,
  { live, rivals, namesakes = [] }: Resolution,
): readonly string[] {
  const fields = change.action === "update" ? change.fields : [];
  const obstacle = live === undefined ? undefined : kind.obstacle?.(live.spec);
  return [
    ...(obstacle === undefined ? [] : [obstacle]),
    ...settledReasons(kind, fields),
    ...(object.protected === true ? protectedReasons(kind, object, live, fields) : []),
    ...(namesakes.length > 0 ? [namesakeReason(kind, namesakes.length)] : []),
    ...(rivals.length > 0 ? [ambiguous(kind, live, rivals)] : []),
  ];
}

/** A property that Mailchimp does not change holds the whole step: half of what is declared would be no answer. */
function settledReasons(kind: Kind, fields: readonly FieldDiff[]): readonly string[] {
  return fields.map((field) => kind.settled[field.field]).filter((reason) => reason !== undefined);
}

function protectedReasons(
  kind: Kind,
  object: DeclaredObject,
  live: LiveObject | undefined,
  fields: readonly FieldDiff[],
): readonly string[] {
  const retyped = fields.some(({ field }) => field === "type" && kind.settled[field] === undefined);
  return [
    ...(isRenamed(object, live, fields) ? [protectedFrom(kind, "a new name", "renames it")] : []),
    ...(retyped ? [protectedFrom(kind, "another type", "changes it")] : []),
  ];
}

/** An interest whose group alone has another name is no other interest. */
function isRenamed(object: DeclaredObject, live: LiveObject | undefined, fields: readonly FieldDiff[]): boolean {
  return live !== undefined && live.match !== object.match && fields.length > 0;
}

function protectedFrom(kind: Kind, what: string, does: string): string {
  return `This ${kind.label} is protected, and that refuses ${what} too. Take \`protected\` out for the run that ${does}.`;
}

function ambiguous(kind: Kind, live: LiveObject | undefined, rivals: readonly LiveObject[]): string {
  const former = namesOf(rivals);
  if (live === undefined)
    return `Several ${kind.plural} stand under names that \`previously\` gives (${former}), and only one of them can be renamed. Name the one that is meant alone.`;
  return `It stands under its name already, and so does ${former}, which \`previously\` says became it. If the old one is not needed, take \`previously\` out and list it under \`removed\`; if it is the one with the data, delete or rename the new one in Mailchimp first.`;
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
