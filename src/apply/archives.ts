import type { ContactChange } from "../model/contact.ts";
import { isJsonObject } from "../model/json.ts";
import { SendFailure } from "../model/send-failure.ts";
import { type ContactWriting, memberPath, STOPPED } from "./contact-writing.ts";
import { InFlight } from "./in-flight.ts";

/** Archives leavers, one request each, when everything else is done. */
export async function archiveLeavers(changes: AsyncIterable<ContactChange>, writing: ContactWriting): Promise<void> {
  const inFlight = new InFlight(writing.concurrency);
  for await (const change of changes) {
    if (change.action !== "archive" || writing.ledger.hasEnded(change)) continue;
    await inFlight.start(async () => {
      if (writing.stopped()) return writing.ledger.notReached(change, STOPPED);
      const problem = await archive(change, writing);
      if (problem === undefined) writing.ledger.done(change);
      else writing.ledger.fail(change, `It was not archived: ${problem}`);
    });
  }
  await inFlight.idle();
}

/** Somebody archived or deleted the contact since the plan read it, and a batch brought it back: it is archived again. */
export async function archiveAgain(change: ContactChange, writing: ContactWriting): Promise<void> {
  const problem = await archive(change, writing);
  const end =
    problem === undefined
      ? ", unsubscribed, and it was archived again."
      : `, unsubscribed. Archiving it again failed: ${problem}`;
  writing.ledger.fail(change, `${LEFT}; Mailchimp made it anew${end}`);
}

/** Why somebody who is gone is not written. */
export const LEFT = "The contact had left the audience since the plan was made";

/** Who is gone already is no failure, nor who is archived already: of that, and of pending and cleaned ones, Mailchimp says 405. */
async function archive({ email }: ContactChange, writing: ContactWriting): Promise<string | undefined> {
  const { send } = writing;
  const path = memberPath(email, writing);
  try {
    await send({ method: "DELETE", path, repeatable: true });
    return undefined;
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    if (error.facts.status === 404) return undefined;
    if (error.facts.status !== 405) return error.reason;
    const member = await send({ method: "GET", path, query: { fields: "id,status" } }).catch(() => null);
    return isJsonObject(member) && member["status"] === "archived" ? undefined : error.reason;
  }
}
