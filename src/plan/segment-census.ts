import { SegmentCensus, type SizedSegment } from "../contacts/segment-sizes.ts";
import type { SegmentNames } from "../contacts/segment-view.ts";
import { conditionsOf } from "../kinds/segment-writing.ts";
import type { Spec, Step } from "../model/change.ts";
import type { LiveSchema } from "./live-schema.ts";
import type { Standing } from "./standing.ts";

/** What the sizes of a plan's segments are counted from. */
export interface CensusInput {
  /** The steps that the whole file asks for, and those of them that the run takes. */
  readonly all: readonly Step[];
  readonly taken: readonly Step[];
  readonly live: LiveSchema;
  readonly ground: Standing;
  readonly now: Date;
}

/** Counts who is in each declared segment: as it stands over the contacts of now, as it will stand over those to come. */
export function segmentCensus({ all, taken, live, ground, now }: CensusInput): SegmentCensus {
  const done = new Set(taken.filter((step) => step.verdict === "go"));
  const sized = all.flatMap((step) => sizedSegment(step, done.has(step)) ?? []);
  return new SegmentCensus(sized, namesOn(ground, live), now);
}

function sizedSegment({ change }: Step, isDone: boolean): SizedSegment | undefined {
  if (change.at.kind !== "segment") return undefined;
  const before = change.action === "create" ? "none" : optionsOf(change.before);
  const name = change.at.key;
  switch (change.action) {
    case "create":
    case "update":
      return { name, before, after: isDone ? optionsOf(change.after) : before };
    case "none":
      return { name, before, after: before };
    case "delete":
      return undefined;
  }
}

function optionsOf(spec: Spec): SizedSegment["before"] {
  if (spec["conditions"] === undefined) return "unknown";
  return { match: spec["match"] === "any" ? "any" : "all", conditions: conditionsOf(spec) };
}

function namesOn(ground: Standing, live: LiveSchema): SegmentNames {
  const titles = new Map(live.objects.group.map(({ id, spec }) => [id, String(spec["title"])]));
  const standing = live.objects.interest.map(({ id, parent = "", spec }) => {
    return [id, { group: titles.get(parent) ?? "", interest: String(spec["name"]) }] as const;
  });
  const declared = ground.interests.flatMap(({ id, group, interest }) =>
    id === undefined ? [] : [[id, { group, interest }] as const],
  );
  return {
    heldAs: (tag) => ground.field(tag)?.readAs ?? tag,
    called: (name) => ground.renamedTags.get(name.toLowerCase()) ?? name,
    interests: new Map([...standing, ...declared]),
  };
}
