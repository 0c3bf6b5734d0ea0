import type { ContactChange } from "../model/contact.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import { SendFailure } from "../model/send-failure.ts";
import { type ContactWriting, memberPath, STOPPED } from "./contact-writing.ts";
import { InFlight } from "./in-flight.ts";

/**
 * What must be done for single contacts before any batch holds them: a contact that moves gets its new address, and who
 * is made anew beside a shared address is made only while that one is still subscribed. What fails is in no batch.
 */
export async function prepareContacts(changes: AsyncIterable<ContactChange>, writing: ContactWriting): Promise<void> {
  const inFlight = new InFlight(writing.concurrency);
  for await (const change of changes) {
    const prepare = preparation(change);
    if (prepare === undefined || change.verdict === "hold") continue;
    await inFlight.start(async () => {
      if (writing.stopped()) return writing.ledger.notReached(change, STOPPED);
      const problem = await prepare(writing);
      if (problem !== undefined) writing.ledger.fail(change, problem);
    });
  }
  await inFlight.idle();
}

/** Answers with what stood in the way. */
type Preparation = (writing: ContactWriting) => Promise<string | undefined>;

function preparation({ action, from, besides, email }: ContactChange): Preparation | undefined {
  if (action === "rename" && from !== undefined) return (writing) => rename(from, email, writing);
  if (action === "create" && besides !== undefined) return (writing) => stillSubscribed(besides, writing);
  return undefined;
}

/** How often a rename is tried whose answers get lost. */
const TRIES = 5;

/** A lost answer is looked up: the old address gone and the new one there is done, the old one still there is not. */
async function rename(from: string, to: string, writing: ContactWriting): Promise<string | undefined> {
  let lost: SendFailure | undefined;
  for (let tries = 1; ; tries++) {
    try {
      if (lost === undefined || (await statusOf(from, writing)) !== undefined) await move(from, to, writing);
      else if ((await statusOf(to, writing)) === undefined) return `${IN_DOUBT} ${lost.reason}`;
      return undefined;
    } catch (error) {
      if (!(error instanceof SendFailure)) throw error;
      if (error.refused) return error.reason;
      if (tries === TRIES) return `${IN_DOUBT} ${error.reason}`;
      lost = error;
    }
  }
}

const IN_DOUBT = "The answer got lost, and nobody knows whether the address was changed:";

async function move(from: string, to: string, writing: ContactWriting): Promise<void> {
  const query = { skip_merge_validation: true };
  await writing.send({ method: "PATCH", path: memberPath(from, writing), query, body: { email_address: to } });
}

/** A person who shared an address that has opted out meanwhile does not come back by another one. */
async function stillSubscribed(besides: string, writing: ContactWriting): Promise<string | undefined> {
  try {
    const status = await statusOf(besides, writing);
    if (status === "subscribed") return undefined;
    return "The contact at the address that this person shared is not subscribed any more; nobody was created.";
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    return `Whether the address that this person shared is still subscribed could not be read: ${error.reason}`;
  }
}

/** The status of the contact at an address; undefined where there is none. */
async function statusOf(email: string, writing: ContactWriting): Promise<Json | undefined> {
  try {
    const member = await writing.send({
      method: "GET",
      path: memberPath(email, writing),
      query: { fields: "id,status" },
    });
    return isJsonObject(member) ? (member["status"] ?? null) : null;
  } catch (error) {
    if (error instanceof SendFailure && error.facts.status === 404) return undefined;
    throw error;
  }
}
