import type { Desk, Ran } from "../support/desk.ts";

/** The parts of a plan's JSON that laws speak of. */
export interface PlanJson {
  readonly digest: string;
  readonly schema: {
    readonly steps: readonly { readonly address: string; readonly action: string; readonly verdict: string }[];
  };
  readonly contacts: {
    readonly summary: Readonly<Record<string, number>>;
    readonly segments: Readonly<
      Record<string, { readonly before: number | "unknown"; readonly after: number | "unknown" }>
    >;
    readonly events: Readonly<Record<string, number>>;
    readonly automations: Readonly<Record<string, number>>;
    readonly changes: readonly ChangeJson[];
    readonly leftOut: readonly { readonly address?: string; readonly reason: string; readonly at?: string }[];
  };
  readonly requests: { readonly read: number; readonly write: number };
}

export interface ChangeJson {
  readonly address: string;
  readonly action: string;
  readonly status: string;
  readonly fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
  readonly tags: { readonly add: readonly string[]; readonly remove: readonly string[] };
}

/** The parts of a result's JSON that laws speak of. */
export interface ResultJson {
  readonly schema: Half;
  readonly contacts: Half;
  readonly requests: { readonly planned: number; readonly sent: number };
  readonly exit: number;
}

interface Half {
  readonly planned: number;
  readonly tally: Readonly<Record<"applied" | "failed" | "held" | "not-reached", number>>;
  readonly outcomes: readonly { readonly address: string; readonly status: string; readonly reason?: string }[];
}

/** Plans with personal data shown; throws with the whole output where there is no plan. */
export async function planned(desk: Desk, ...options: readonly string[]): Promise<PlanJson> {
  const ran = await desk.run(["plan", "--format", "json", "--show-pii", ...options]);
  return parsed(ran, "audiencectl.plan/1") as PlanJson; // the published schema is held against it elsewhere
}

/** The result that an apply wrote; undefined where it ended before anything was done. */
export function resultOf(ran: Ran): ResultJson | undefined {
  if (!ran.stdout.includes('"audiencectl.result/1"')) return undefined;
  return parsed(ran, "audiencectl.result/1") as ResultJson; // as above
}

function parsed(ran: Ran, format: string): unknown {
  if (!ran.stdout.includes(`"${format}"`)) throw new Error(`exit ${ran.exit}\n${ran.stdout}\n${ran.stderr}`);
  return JSON.parse(ran.stdout);
}

/** Whether nothing is left to do. */
export function isEmpty({ schema, contacts }: PlanJson): boolean {
  return schema.steps.length === 0 && contacts.changes.length === 0;
}
