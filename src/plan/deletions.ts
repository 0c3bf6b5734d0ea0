import { KINDS, kindNamed } from "../kinds/index.ts";
import type { LiveObject } from "../kinds/kind.ts";
import { liveKey } from "../kinds/life-cycle.ts";
import { type Address, formatAddress } from "../model/address.ts";
import type { Step } from "../model/change.ts";
import type { DeclaredObject, LifeCycle, RemovedObject } from "../model/desired.ts";
import type { LiveSchema } from "./live-schema.ts";
import { referencesAfter, withNeed } from "./needs.ts";
import { bearers, namesakeReason, type Resolution } from "./resolution.ts";
import { formatPlace } from "./schema-steps.ts";
import type { Stray } from "./undeclared.ts";

/** What the deletions of a plan are found from. */
export interface DeletionInput {
  readonly lifeCycle: LifeCycle;
  readonly live: LiveSchema;
  readonly resolved: ReadonlyMap<DeclaredObject, Resolution>;
  readonly strays: readonly Stray[];
  /** The steps of what is declared. */
  readonly steps: readonly Step[];
}

/**
 * The steps that delete: what `removed` names and stands, and, where `undeclared` says so, what nobody declares.
 * Higher levels first. What else uses an object holds its deletion, or must be changed before.
 */
export function deletionSteps(input: DeletionInput): readonly Step[] {
  const removed = removedOnes(input);
  const doomed = [...removed, ...strayOnes(input, new Set(removed.map((one) => one.live)))];
  const kept = doomed.filter((one) => !doomed.some((other) => isPartOf(one, other)));
  return kept.toSorted((a, b) => levelOf(b.step) - levelOf(a.step)).map((one) => guarded(one, kept, input));
}

/** What `removed` names and stands no more. */
export function goneObjects({ removed }: LifeCycle, live: LiveSchema): readonly Address[] {
  return removed.filter((entry) => standing(entry, live).length === 0).map(({ at }) => at);
}

/** Whether an undeclared object has a step of its own among the deletions, or goes with one that has. */
export function isDoomed({ live, kind }: Stray, deletions: readonly Step[]): boolean {
  return deletions.some(
    ({ change, id }) =>
      (change.at.kind === kind.name && id === live.id) || (change.at.kind === kind.parent && id === live.parent),
  );
}

/** An object that is to go. */
interface Doomed {
  readonly step: Step;
  readonly live: LiveObject;
}

function removedOnes({ lifeCycle, live, resolved }: DeletionInput): readonly Doomed[] {
  return lifeCycle.removed.flatMap((entry) =>
    standing(entry, live).map(({ object, unclear }): Doomed => {
      const owner = [...resolved].find(([, resolution]) => resolution.live?.id === object.parent);
      const within = object.parent === undefined ? undefined : (owner?.[0].at ?? parentOf(object, live));
      const step = deletion(entry.at, object, within, entry);
      return { live: object, step: unclear === undefined ? step : held(step, unclear) };
    }),
  );
}

/** Where a group's title has a slash itself, only the audience tells where it ends and its interest's name begins. */
function standing({ at, match }: RemovedObject, live: LiveSchema): readonly Found[] {
  if (at.kind === "contact") return [];
  const kind = kindNamed(at.kind);
  const objects = live.objects[at.kind];
  const ofName = bearers(
    at.key,
    objects.filter((object) => object.match === match),
  );
  const spelled = kind.parent === undefined ? [] : objects.filter((one) => liveKey(kind, one, live.objects) === at.key);
  const [object, ...others] = ofName.length > 0 ? ofName : spelled;
  if (object === undefined) return [];
  return [others.length === 0 ? { object } : { object, unclear: namesakeReason(kind, others.length) }];
}

/** A live object, and why it may be another one that was meant. */
interface Found {
  readonly object: LiveObject;
  readonly unclear?: string;
}

function parentOf({ parent }: LiveObject, { objects }: LiveSchema): Address | undefined {
  const group = objects.group.find(({ id }) => id === parent);
  return group === undefined ? undefined : { kind: "group", key: liveKey(kindNamed("group"), group, objects) };
}

function strayOnes(
  { lifeCycle, strays, resolved }: DeletionInput,
  removed: ReadonlySet<LiveObject>,
): readonly Doomed[] {
  const rivals = new Set([...resolved.values()].flatMap((resolution) => resolution.rivals));
  return strays
    .filter(({ live }) => !removed.has(live))
    .filter(({ kind, live }) => lifeCycle.undeclared[kind.name] === "delete" && !rivals.has(live))
    .map(({ kind, live, at, within }): Doomed => {
      const step = deletion(at, live, within, undefined);
      return { live, step: kind.standard?.includes(live.match) === true ? held(step, standardReason(step)) : step };
    });
}

function deletion(at: Address, live: LiveObject, within: Address | undefined, entry: RemovedObject | undefined): Step {
  return {
    change: { action: "delete", at, before: live.spec },
    match: live.match,
    ...(within === undefined ? {} : { within }),
    id: live.id,
    verdict: "go",
    ...(entry === undefined ? {} : { declared: formatPlace(entry.declaredAt) }),
    because: entry === undefined ? "not declared" : (entry.reason ?? "removed"),
  };
}

/** What goes with another object, as an interest with its group, has no step of its own. */
function isPartOf(one: Doomed, other: Doomed): boolean {
  const { at } = one.step.change;
  const parent = at.kind === "contact" ? undefined : kindNamed(at.kind).parent;
  return parent !== undefined && other.step.change.at.kind === parent && one.live.parent === other.live.id;
}

/** The step as it is once everything that uses the object has been asked. */
function guarded(one: Doomed, all: readonly Doomed[], { live, steps }: DeletionInput): Step {
  const matches = lostMatches(one, live);
  const uses = (kind: string, match: string): boolean => matches.has(JSON.stringify([kind, match]));
  const after = steps.find((step) => referencesAfter(step.change).some((to) => uses(to.kind, to.match)));
  if (after !== undefined) return held(one.step, `${formatAddress(after.change.at)}, which is declared, uses it.`);
  let step = one.step;
  for (const kind of KINDS) {
    for (const user of live.objects[kind.name]) {
      if (kind.references?.(user.spec).some((to) => uses(to.kind, to.match)) !== true) continue;
      const changing = [...steps, ...all.map((other) => other.step)].find(
        ({ change, id }) => change.at.kind === kind.name && id === user.id,
      );
      if (changing === undefined) return held(step, foreignUse(kind.label, liveKey(kind, user, live.objects)));
      step = withNeed(step, [changing.change.at]);
    }
  }
  return step;
}

/** The object itself, and what stands in it and goes with it. */
function lostMatches({ step, live: object }: Doomed, live: LiveSchema): ReadonlySet<string> {
  const { at } = step.change;
  const parts = KINDS.filter(({ parent }) => parent === at.kind).flatMap(({ name }) =>
    live.objects[name].filter((part) => part.parent === object.id).map((part) => JSON.stringify([name, part.match])),
  );
  return new Set([JSON.stringify([at.kind, object.match]), ...parts]);
}

function held(step: Step, reason: string): Step {
  return { ...step, verdict: "hold", reason };
}

function foreignUse(label: string, key: string): string {
  return `The ${label} ${JSON.stringify(key)} uses it and is not declared here. Change or delete that ${label} in Mailchimp first, or list it under \`removed\` too.`;
}

function standardReason({ change: { at } }: Step): string {
  return `Mailchimp makes it in every audience. To delete it all the same, write \`removed: [ { ${at.kind}: ${at.key} } ]\`; to keep it, declare it or list it under \`ignore\`.`;
}

function levelOf({ change: { at } }: Step): number {
  return at.kind === "contact" ? 0 : kindNamed(at.kind).level;
}
