import type { ContactChange } from "../model/contact.ts";
import { SendFailure } from "../model/send-failure.ts";
import { type ContactWriting, memberPath, STOPPED } from "./contact-writing.ts";
import { InFlight } from "./in-flight.ts";

/** Puts on the tags that shall start no automation: through each contact's own tags, which alone can be told so. */
export async function putQuietTags(changes: AsyncIterable<ContactChange>, writing: ContactWriting): Promise<void> {
  const inFlight = new InFlight(writing.concurrency);
  for await (const change of changes) {
    if (change.quiet === undefined || writing.ledger.hasEnded(change)) continue;
    await inFlight.start(() => putOn(change, change.quiet ?? [], writing));
  }
  await inFlight.idle();
}

async function putOn(change: ContactChange, quiet: readonly string[], writing: ContactWriting): Promise<void> {
  const { send, ledger, withheld } = writing;
  if (writing.stopped()) return ledger.notReached(change, STOPPED);
  const names = quiet.filter((name) => !withheld.tags.has(name.toLowerCase()));
  try {
    if (names.length > 0) {
      await send({
        method: "POST",
        path: `${memberPath(change.email, writing)}/tags`,
        body: { tags: names.map((name) => ({ name, status: "active" })), is_syncing: true },
        repeatable: true,
      });
    }
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    return ledger.fail(change, `Tags were not put on: ${error.reason}`);
  }
  if (change.tags.remove.length === 0) ledger.done(change);
}
