import { MOST_INTERESTS } from "../../kinds/interest.ts";
import type { FoundAudience } from "../../mailchimp/audience.ts";
import { formatAddress, type KindName } from "../../model/address.ts";
import type { Step } from "../../model/change.ts";
import type { Checked } from "../../model/checked.ts";
import type { Desired } from "../../model/desired.ts";
import type { Send } from "../../model/request.ts";
import type { LiveSchema } from "../../plan/live-schema.ts";
import { isSchemaPlan, planSchema, type SchemaPlan } from "../../plan/schema-plan.ts";
import { readSchema } from "../live-schema.ts";
import { about, counted } from "./about.ts";
import { attempt, isDone, lowerFirst, type Patience } from "./attempt.ts";

/** What an audience's schema shows. */
export interface SchemaLooked {
  readonly checks: readonly Checked[];
  /** Absent where the schema could not be read. */
  readonly plan?: SchemaPlan;
  readonly live?: LiveSchema;
}

const FIELDS = about("merge-fields");
const GROUPS = about("groups");
const SCHEMA = about("schema");

/** Where Mailchimp does not say how many merge fields it allows, most accounts have room for so many. */
const USUAL_FIELDS = 30;

/** What is said of a schema that nobody could look at. */
export function noSchema(why: string): readonly Checked[] {
  return [FIELDS, SCHEMA].map(({ skipped }) => skipped(why));
}

/** Reads the audience's schema and compares it with the file: is there room, and how much is to do. */
export async function examineSchema(
  desired: Desired,
  audience: FoundAudience,
  send: Send,
  patience: Patience,
): Promise<SchemaLooked> {
  const read = await attempt(SCHEMA, patience, () => readSchema(send, audience));
  if (!isDone(read)) return { checks: [FIELDS.skipped("the audience's schema could not be read"), read.failed] };
  const live = read.result;
  const plan = planSchema(desired, live, { selection: { scope: "all", only: [] }, keepsSecrets: true });
  if (!isSchemaPlan(plan)) {
    const [first] = [...plan.diagnostics, ...plan.findings];
    const summary = lowerFirst(first?.summary ?? "cannot be compared with the file");
    const obstacle = SCHEMA.problem(summary, first === undefined ? {} : { detail: first.detail });
    return { checks: [fieldRoom(live, 0), ...groupRoom(live, 0), obstacle], live };
  }
  const rooms = [fieldRoom(live, made("mergeField", plan.steps)), ...groupRoom(live, made("interest", plan.steps))];
  return { checks: [...rooms, stepsToTake(plan.steps)], plan, live };
}

/** Held ones count too: they are held for want of room. */
function made(kind: KindName, steps: readonly Step[]): number {
  return steps.filter(({ change }) => change.action === "create" && change.at.kind === kind).length;
}

function fieldRoom({ objects, room }: LiveSchema, added: number): Checked {
  const known = room.mergeField;
  const most = known ?? USUAL_FIELDS;
  const standing = objects.mergeField.length;
  const left = most - standing - added;
  const tally = tallied(standing, added);
  if (known === undefined && left < 0) {
    const detail = `Most of Mailchimp's plans allow ${USUAL_FIELDS}; it does not say how many yours allows.`;
    return FIELDS.warning(`${tally}: that may not fit`, { detail, wayOut: FIELDS_OUT });
  }
  if (left < 0)
    return FIELDS.problem(`${tally}: ${-left} more than the ${most} of this account`, { wayOut: FIELDS_OUT });
  const of = known === undefined ? `${most} that most accounts have` : `${most}`;
  return FIELDS.ok(`${tally}; ${left} of ${of} stay free`);
}

const FIELDS_OUT = "Remove fields that nobody needs, take some out of the file, or move to a larger plan.";

function groupRoom({ objects }: LiveSchema, added: number): readonly Checked[] {
  const standing = objects.interest.length;
  if (standing + added === 0) return [];
  const left = MOST_INTERESTS - standing - added;
  const tally = `interests: ${tallied(standing, added)}`;
  if (left >= 0) return [GROUPS.ok(`${tally}; ${left} of ${MOST_INTERESTS} stay free`)];
  const wayOut = "Remove interests that nobody needs, or make tags of some.";
  return [GROUPS.problem(`${tally}: ${-left} more than the ${MOST_INTERESTS} of an audience`, { wayOut })];
}

function tallied(standing: number, added: number): string {
  const stand = `${standing} stand${standing === 1 ? "s" : ""}`;
  return added === 0 ? stand : `${stand}, and the file adds ${added}`;
}

const WORDS: Readonly<Record<"create" | "update" | "delete", string>> = {
  create: "to add",
  update: "to change",
  delete: "to destroy",
};

function stepsToTake(steps: readonly Step[]): Checked {
  const open = steps.filter(({ change }) => change.action !== "none");
  if (open.length === 0) return SCHEMA.ok(`all ${counted(steps.length, "declared object")} as the file says`);
  const counts = (["create", "update", "delete"] as const).flatMap((action) => {
    const count = open.filter(({ change }) => change.action === action).length;
    return count === 0 ? [] : [`${count} ${WORDS[action]}`];
  });
  const summary = `a plan has ${counted(open.length, "step")}: ${counts.join(", ")}`;
  const [held] = open.filter(({ verdict }) => verdict === "hold");
  if (held === undefined) return SCHEMA.ok(summary);
  const count = open.filter(({ verdict }) => verdict === "hold").length;
  const first = `${formatAddress(held.change.at)}: ${held.reason ?? "held"}`;
  return SCHEMA.warning(`${summary}; ${count} of them held`, {
    detail: first,
    wayOut: "`audiencectl plan --scope schema` shows each with its reason.",
  });
}
