import { kindNamed } from "../kinds/index.ts";
import type { Kind, LiveObject } from "../kinds/kind.ts";
import { type Address, formatAddress } from "../model/address.ts";
import type { Spec, Step } from "../model/change.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Send } from "../model/request.ts";
import { SendFailure } from "../model/send-failure.ts";
import { type Ids, ready } from "./ids.ts";

/** What the schema's half of apply works with. */
export interface SchemaApply {
  readonly audience: string;
  readonly send: Send;
  readonly ids: Ids;
  readonly stopped: () => boolean;
  readonly onStep?: (outcome: Outcome) => void;
}

/** Takes the steps in their order, one after another: there are few, and later ones may need the ids of earlier ones. */
export async function applySchema(steps: readonly Step[], input: SchemaApply): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    if (step.change.action === "none") continue;
    const outcome = await takeStep(step, input);
    outcomes.push(outcome);
    input.onStep?.(outcome);
  }
  return outcomes;
}

async function takeStep(step: Step, input: SchemaApply): Promise<Outcome> {
  const { at } = step.change;
  if (step.verdict === "hold") return { status: "held", at, reason: step.reason ?? "The plan holds this step." };
  if (input.stopped()) return { status: "not-reached", at, reason: "The run was stopped before this step." };
  try {
    const problem = await perform(step, kindNamed(kindOf(at)), input);
    return problem === undefined ? { status: "applied", at } : { status: "failed", at, reason: problem };
  } catch (error) {
    if (error instanceof SendFailure) return { status: "failed", at, reason: error.reason };
    throw new Error(`${formatAddress(at)} could not be applied.`, { cause: error });
  }
}

/** Sends what the step needs; answers with what is wrong with the result, if anything is. */
async function perform(step: Step, kind: Kind, input: SchemaApply): Promise<string | undefined> {
  const { change } = step;
  for (const request of kind.requests(change, input.audience, step.id)) {
    const call = ready(request, input.ids);
    if (change.action !== "create") {
      const answer = await input.send(call);
      const problem = change.action === "update" ? kind.contradiction(answer, change.after) : undefined;
      if (problem !== undefined) return problem;
      continue;
    }
    const answer = await input.send(call).catch((error: unknown) => standsAlready(error, kind, change.after, input));
    const problem = kind.contradiction(answer, change.after);
    if (problem !== undefined) return problem;
    const made = isJsonObject(answer) ? kind.decode(answer) : undefined;
    if (made !== undefined) input.ids.set(formatAddress(change.at), made.id);
  }
  return undefined;
}

/** A creation is never sent twice: where nobody knows what became of it, the collection is read to see. */
async function standsAlready(error: unknown, kind: Kind, asked: Spec, input: SchemaApply): Promise<Json> {
  if (!(error instanceof SendFailure)) throw error;
  const found = await findLive(kind, asked, input);
  if (found === undefined) throw error;
  return found;
}

async function findLive(kind: Kind, asked: Spec, input: SchemaApply): Promise<JsonObject | undefined> {
  const { path, query, items } = kind.collection(input.audience);
  const body = await input.send({ method: "GET", path, query });
  const list = isJsonObject(body) ? body[items] : undefined;
  const objects: readonly Json[] = Array.isArray(list) ? list : [];
  return objects.filter(isJsonObject).find((item) => {
    const live: LiveObject | undefined = kind.decode(item);
    return live !== undefined && kind.identity(live.spec) === kind.identity(asked);
  });
}

function kindOf(at: Address): Exclude<Address["kind"], "contact"> {
  if (at.kind === "contact") throw new Error("A contact is no schema object.");
  return at.kind;
}
