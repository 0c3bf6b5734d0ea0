import { memberId } from "../contacts/member-id.ts";
import type { ContactChange } from "../model/contact.ts";
import { isJsonObject } from "../model/json.ts";
import { SendFailure } from "../model/send-failure.ts";
import { type ContactWriting, STOPPED } from "./batches.ts";
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
      else writing.ledger.fail(change, problem);
    });
  }
  await inFlight.idle();
}

/** Who is gone already is no failure, nor who is archived already: of that, and of pending and cleaned ones, Mailchimp says 405. */
async function archive({ email }: ContactChange, { audience, send }: ContactWriting): Promise<string | undefined> {
  const path = `/lists/${encodeURIComponent(audience)}/members/${memberId(email)}`;
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
