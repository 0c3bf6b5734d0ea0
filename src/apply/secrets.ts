import type { Kind } from "../kinds/kind.ts";
import { type Address, formatAddress } from "../model/address.ts";
import type { Step } from "../model/change.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import type { Send } from "../model/request.ts";
import { SendFailure } from "../model/send-failure.ts";
import { ready } from "./ready.ts";
import type { Standing } from "./standing.ts";

/** The secrets of a run: those that its requests need, and a place for those that Mailchimp hands out. */
export interface Secrets {
  /** The text that only the request itself may hold, as the URL of a webhook. */
  readonly reveal: (at: Address) => string | undefined;
  /** Puts a secret away that Mailchimp shows once; answers with what stood in the way. */
  readonly keep: (at: Address, secret: string) => string | undefined;
}

/** What keeping a secret needs of the run. */
export interface Keeping {
  readonly audience: string;
  readonly send: Send;
  readonly standing: Standing;
  readonly secrets: Secrets;
}

/**
 * Puts away the secret in the answer to a creation. Where that fails the object is deleted again: nobody could ever check
 * what it signs. Answers with what went wrong.
 */
export async function keepIssued(answer: Json, step: Step, kind: Kind, run: Keeping): Promise<string | undefined> {
  const secret = kind.issued?.(answer);
  if (secret === undefined) return undefined;
  const problem = run.secrets.keep(step.change.at, secret);
  return problem === undefined ? undefined : takenBack(answer, step, kind, run, problem);
}

/** Said of an object that was made, though the answer that showed its secret was lost. */
export function secretLost(kind: Kind): string {
  return `The ${kind.label} was made, but Mailchimp's answer was lost, and with it the signing secret, which is shown once. Delete the ${kind.label} in Mailchimp and run apply again to get one; without it everything else works.`;
}

/** A sentence in which nothing that `reveal` tells can be read. */
export function withoutSecret(sentence: string, at: Address, secrets: Secrets): string {
  const secret = secrets.reveal(at);
  if (secret === undefined || secret === "") return sentence;
  const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURI(secret), encodeURIComponent(secret)];
  return forms.reduce((text, form) => text.replaceAll(form, at.key), sentence);
}

async function takenBack(answer: Json, step: Step, kind: Kind, run: Keeping, problem: string): Promise<string> {
  const made = isJsonObject(answer) ? kind.decode(answer, run.standing.context(step.within)) : undefined;
  const { at } = step.change;
  const kept = `Its signing secret could not be put away (${problem})`;
  try {
    if (made === undefined) return `${kept}, and it could not be deleted again. Delete it in Mailchimp.`;
    for (const request of kind.requests({ action: "delete", at, before: made.spec }, run.audience, made.id)) {
      await run.send(ready(request, run.standing, run.secrets.reveal));
    }
    return `${kept}, so it was deleted again. Mend that and run apply again.`;
  } catch (error) {
    if (!(error instanceof SendFailure))
      throw new Error(`${formatAddress(at)} could not be deleted.`, { cause: error });
    return `${kept}, and deleting it again failed (${error.reason}). Delete it in Mailchimp, then run apply again.`;
  }
}
