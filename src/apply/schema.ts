import { kindNamed } from "../kinds/index.ts";
import type { Kind } from "../kinds/kind.ts";
import { type Address, formatAddress, type KindName } from "../model/address.ts";
import type { Step } from "../model/change.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Send } from "../model/request.ts";
import { SendFailure } from "../model/send-failure.ts";
import { ready } from "./ready.ts";
import { keepIssued, type Secrets, secretLost, withoutSecret } from "./secrets.ts";
import { NotStanding, type Standing } from "./standing.ts";

/** What the schema's half of apply works with. */
export interface SchemaApply {
  readonly audience: string;
  readonly send: Send;
  /** What stands; the objects that the run makes are added as it makes them. */
  readonly standing: Standing;
  readonly secrets: Secrets;
  readonly stopped: () => boolean;
  /** The addresses of steps that were not done; what needs one of them is not reached. */
  readonly undone: Set<string>;
  readonly onStep?: (outcome: Outcome) => void;
}

/** Takes the steps in their order, one after another: there are few, and later ones may need the ids of earlier ones. */
export async function applySchema(steps: readonly Step[], input: SchemaApply): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    if (step.change.action === "none") continue;
    const outcome = await takeStep(step, input);
    outcomes.push(outcome);
    if (outcome.status !== "applied") input.undone.add(formatAddress(outcome.at));
    input.onStep?.(outcome);
  }
  return outcomes;
}

async function takeStep(step: Step, input: SchemaApply): Promise<Outcome> {
  const { at } = step.change;
  if (step.verdict === "hold") return { status: "held", at, reason: step.reason ?? "The plan holds this step." };
  if (input.stopped()) return { status: "not-reached", at, reason: "The run was stopped before this step." };
  const missing = step.needs?.find((need) => input.undone.has(formatAddress(need)));
  if (missing !== undefined) {
    return { status: "not-reached", at, reason: `It needs ${formatAddress(missing)}, whose own step was not done.` };
  }
  try {
    const problem = await perform(step, kindNamed(kindOf(at)), input);
    return problem === undefined ? { status: "applied", at } : { status: "failed", at, reason: problem };
  } catch (error) {
    if (error instanceof SendFailure) return { status: "failed", at, reason: refusal(error, at, input) };
    if (error instanceof NotStanding) return { status: "not-reached", at, reason: error.message };
    throw new Error(`${formatAddress(at)} could not be applied.`, { cause: error });
  }
}

/** Sends what the step needs; answers with what is wrong with the result, if anything is. */
async function perform(step: Step, kind: Kind, input: SchemaApply): Promise<string | undefined> {
  const { change } = step;
  const { standing } = input;
  for (const request of kind.requests(change, input.audience, step.id, step.within)) {
    const call = ready(request, standing, input.secrets.reveal);
    let lost = false;
    const answer = await input.send(call).catch((error: unknown) => {
      if (change.action === "delete" && isGone(error)) return null;
      if (change.action !== "create" || !(error instanceof SendFailure)) throw error;
      lost = kind.issued !== undefined;
      return standsAlready(error, step, kind, input);
    });
    if (change.action !== "create" && change.action !== "update") continue;
    const unkept = lost ? secretLost(kind) : await keepIssued(answer, step, kind, input);
    if (unkept !== undefined) return unkept;
    const context = standing.context(step.within);
    const problem = kind.contradiction(answer, change.after, context);
    if (problem !== undefined) return problem;
    const made = isJsonObject(answer) ? kind.decode(answer, context) : undefined;
    if (made !== undefined) standing.add(change.at, made);
  }
  return undefined;
}

/** Mailchimp's reason, with what can be done about it, and without what nobody may read. */
function refusal(error: SendFailure, at: Address, input: SchemaApply): string {
  const reason = withoutSecret(error.reason, at, input.secrets);
  const way = kindNamed(kindOf(at)).wayOut?.(error.facts);
  return way === undefined ? reason : `${reason} ${way}`;
}

/** Somebody else deleted it, or an answer got lost on the way: what is not there any more is deleted. */
function isGone(error: unknown): boolean {
  return error instanceof SendFailure && error.facts.status === 404;
}

/** A creation is never sent twice: where nobody knows what became of it, the collection is read to see. */
async function standsAlready(error: SendFailure, step: Step, kind: Kind, input: SchemaApply): Promise<Json> {
  const within = step.within === undefined ? undefined : input.standing.idOf(step.within);
  const { path, query, items } = kind.collection(encodeURIComponent(input.audience), within);
  const body = await input.send({ method: "GET", path, query });
  const list = isJsonObject(body) ? body[items] : undefined;
  const objects: readonly Json[] = Array.isArray(list) ? list : [];
  const context = input.standing.context(step.within);
  const found = objects.filter(isJsonObject).find((item) => kind.decode(item, context)?.match === step.match);
  if (found === undefined) throw error;
  return found;
}

function kindOf(at: Address): KindName {
  if (at.kind === "contact") throw new Error("A contact is no schema object.");
  return at.kind;
}
