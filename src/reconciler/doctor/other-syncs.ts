import type { Written } from "../../files/written.ts";
import { mergeField } from "../../kinds/merge-field.ts";
import type { Checked } from "../../model/checked.ts";
import type { Desired } from "../../model/desired.ts";
import { fitsAny } from "../../model/glob.ts";
import type { LiveSchema } from "../../plan/live-schema.ts";
import { about, counted } from "./about.ts";

const OTHERS = "other-syncs";

/** Whether something else writes what the file manages: what apply found changed back, and what others left behind. */
export function otherSyncs(written: Written, desired: Desired, live: LiveSchema | undefined): readonly Checked[] {
  const found = [...changedBack(written), ...(live === undefined ? [] : traces(desired, live))];
  if (found.length > 0) return found;
  const says = about(OTHERS);
  if (written.lastDay !== undefined) {
    return [says.ok(`nothing that apply wrote was found changed back; it last wrote on ${written.lastDay}`)];
  }
  return [
    says.unknown("apply remembers nothing here, so that nobody can tell what was changed back", {
      wayOut:
        "It does after its first run. In a pipeline, keep its `.audiencectl/` from run to run: hashes, no people.",
    }),
  ];
}

function changedBack(written: Written): readonly Checked[] {
  const week = written.changedBack(7);
  return [...written.changedBack(30)].map(([address, times]) => {
    const [count, days] = week.has(address) ? [week.get(address) ?? 0, 7] : [times, 30];
    return about(OTHERS, address).warning(
      `was changed back ${counted(count, "time")} in the last ${days} days after apply had written it`,
      {
        detail:
          "Something else writes it too: another sync, an import, a form, or somebody by hand. What either of them writes does not last.",
        wayOut: `Turn off what else writes it, or take ${address} out of the file.`,
      },
    );
  });
}

/** What a program leaves in an audience that it syncs to. */
interface Trace {
  readonly program: string;
  /** Tags of merge fields, as Mailchimp cuts them. */
  readonly tags: readonly string[];
  readonly wayOut: string;
}

const TRACES: readonly Trace[] = [
  {
    program: "Partnero's own Mailchimp integration",
    tags: ["TOTAL_SALE", "TOTAL_EARN", "REFERRED_B", "SIGNUP_DAT"],
    wayOut:
      "If it is still connected, turn it off in Partnero, under Integrations; then `removed:` can take the fields away.",
  },
  {
    program: "GrowSurf",
    tags: ["TREFCOUNT", "REFSTATUS", "NXTREWARD", "NXTMREWARD"],
    wayOut: "If it is still connected, see that it writes no field or tag of this file.",
  },
  {
    program: "ReferralCandy",
    tags: ["RC_REF_URL"],
    wayOut: "If it is still connected, see that it writes no field or tag of this file.",
  },
];

function traces(desired: Desired, live: LiveSchema): readonly Checked[] {
  const declared = new Set(desired.objects.filter(({ at }) => at.kind === mergeField.name).map(({ match }) => match));
  const ignored = desired.lifeCycle.ignored.mergeField ?? [];
  const others = live.objects.mergeField
    .filter(({ match }) => !declared.has(match))
    .map(({ spec }) => String(spec["tag"]))
    .filter((tag) => !fitsAny(tag, ignored));
  return TRACES.flatMap(({ program, tags, wayOut }) => {
    const left = others.filter((tag) => tags.includes(tag));
    if (left.length === 0) return [];
    const summary = `fields as its guide has them stand here, undeclared: ${left.join(", ")}`;
    return [about(OTHERS, program).warning(summary, { detail: SAME_PEOPLE, wayOut })];
  });
}

const SAME_PEOPLE = "It writes to the same people as this file, and each would undo what the other does.";
