import { kindNamed } from "../kinds/index.ts";
import { MOST_INTERESTS } from "../kinds/interest.ts";
import type { KindName } from "../model/address.ts";
import type { Step } from "../model/change.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { LiveSchema } from "./live-schema.ts";

/** Holds the creations for which the audience has no room, the last of the file first: Mailchimp would refuse them. */
export function withinRoom(steps: readonly Step[], live: LiveSchema): readonly Step[] {
  const free = new Map(LIMITED.map((name) => [name, mostOf(name, live) - live.objects[name].length]));
  return steps.map((step): Step => {
    const name = LIMITED.find((kind) => kind === step.change.at.kind);
    if (name === undefined || !isMade(step)) return step;
    const left = free.get(name) ?? 0;
    free.set(name, left - 1);
    return left > 0 ? step : { ...step, verdict: "hold", reason: noRoom(name, steps, live) };
  });
}

/** Where Mailchimp does not say how many merge fields it allows, most accounts have room for so many. */
export function roomWarnings(steps: readonly Step[], live: LiveSchema): readonly Diagnostic[] {
  const [standing, made] = [live.objects.mergeField.length, created("mergeField", steps)];
  if (live.room.mergeField !== undefined || made === 0 || standing + made <= USUAL_FIELDS) return [];
  return [
    {
      severity: "warning",
      code: "merge-fields-may-not-fit",
      summary: "The merge fields may not fit into the audience",
      detail: `${tally(standing, made)}, and most of Mailchimp's plans allow ${USUAL_FIELDS}. Mailchimp does not say how many yours allows; what is too much it will refuse.`,
    },
  ];
}

type Limited = Extract<KindName, "mergeField" | "interest">;

const LIMITED: readonly Limited[] = ["mergeField", "interest"];

const USUAL_FIELDS = 30;

function mostOf(name: Limited, live: LiveSchema): number {
  return live.room[name] ?? (name === "interest" ? MOST_INTERESTS : Number.POSITIVE_INFINITY);
}

function isMade({ change, verdict }: Step): boolean {
  return change.action === "create" && verdict === "go";
}

function created(name: Limited, steps: readonly Step[]): number {
  return steps.filter((step) => step.change.at.kind === name && isMade(step)).length;
}

function noRoom(name: Limited, steps: readonly Step[], live: LiveSchema): string {
  const { plural } = kindNamed(name);
  const counts = tally(live.objects[name].length, created(name, steps));
  return `There is no room for it: an audience of this account has at most ${mostOf(name, live)} ${plural}. ${counts}. ${WAYS_OUT[name]}`;
}

function tally(standing: number, made: number): string {
  return `${standing} stand${standing === 1 ? "s" : ""} already, and the file adds ${made}`;
}

const WAYS_OUT: Readonly<Record<Limited, string>> = {
  mergeField: "Remove a field that nobody needs, take this one out of the file, or move to a larger plan.",
  interest: "Remove an interest that nobody needs, or make a tag of this one.",
};
