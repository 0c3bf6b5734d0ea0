import { BATCH_SIZE } from "../contacts/batch.ts";
import type { ContactChange } from "../model/contact.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import { SendFailure } from "../model/send-failure.ts";
import { type ContactWriting, memberPath, STOPPED } from "./contact-writing.ts";
import { InFlight } from "./in-flight.ts";

/** Where the id of a tag is found: the static segment of that name, compared without case. */
export type TagId = (name: string) => string | undefined;

/**
 * Takes tags away. From subscribed contacts 500 at a time through the tag's segment, which knows no others;
 * from the rest through each member's own tags.
 */
export async function removeTags(
  changes: AsyncIterable<ContactChange>,
  tagId: TagId,
  writing: ContactWriting,
): Promise<void> {
  const removal = new Removal(tagId, writing);
  for await (const change of changes) {
    if (change.tags.remove.length === 0 || writing.ledger.hasEnded(change)) continue;
    if (writing.stopped()) writing.ledger.notReached(change, STOPPED);
    else if (change.status === "subscribed") await removal.queue(change);
    else await removal.alone(change);
  }
  await removal.finish();
}

class Removal {
  readonly #tagId: TagId;
  readonly #writing: ContactWriting;
  readonly #inFlight: InFlight;
  readonly #waiting = new Map<string, ContactChange[]>();
  /** How many tags of a contact are still to go, and what went wrong so far. */
  readonly #open = new Map<string, { left: number; problem?: string }>();

  constructor(tagId: TagId, writing: ContactWriting) {
    this.#tagId = tagId;
    this.#writing = writing;
    this.#inFlight = new InFlight(writing.concurrency);
  }

  async queue(change: ContactChange): Promise<void> {
    this.#open.set(change.ref, { left: change.tags.remove.length });
    for (const name of change.tags.remove) {
      const queue = this.#waiting.get(name) ?? [];
      queue.push(change);
      this.#waiting.set(name, queue);
      if (queue.length === BATCH_SIZE) await this.#flush(name);
    }
  }

  async alone(change: ContactChange): Promise<void> {
    await this.#inFlight.start(() => this.#removeAlone(change));
  }

  async finish(): Promise<void> {
    for (const name of this.#waiting.keys()) await this.#flush(name);
    await this.#inFlight.idle();
  }

  async #flush(name: string): Promise<void> {
    const queue = this.#waiting.get(name) ?? [];
    this.#waiting.set(name, []);
    if (queue.length > 0) await this.#inFlight.start(() => this.#removeFrom(name, queue));
  }

  async #removeFrom(name: string, changes: readonly ContactChange[]): Promise<void> {
    const { audience, send, stopped } = this.#writing;
    const id = this.#tagId(name);
    if (id === undefined) return this.#closeAll(changes, `The tag "${name}" is not in the audience any more.`);
    if (stopped()) return this.#closeAll(changes, STOPPED);
    try {
      const answer = await send({
        method: "POST",
        path: `/lists/${encodeURIComponent(audience)}/segments/${encodeURIComponent(id)}`,
        body: { members_to_remove: changes.map((change) => change.email) },
        repeatable: true,
      });
      const refused = refusedAddresses(answer);
      for (const change of changes) await this.#afterBulk(change, name, refused);
    } catch (error) {
      if (!(error instanceof SendFailure)) throw error;
      // It says 400 where none of the addresses is subscribed any more: then each is asked on its own.
      if (error.facts.status !== 400)
        return this.#closeAll(changes, `The tag "${name}" was not taken away: ${error.reason}`);
      for (const change of changes) await this.#afterBulk(change, name, new Set([change.email.toLowerCase()]));
    }
  }

  /** Who is not subscribed any more is unknown to the segment's endpoint and goes through his own tags. */
  async #afterBulk(change: ContactChange, name: string, refused: ReadonlySet<string>): Promise<void> {
    const problem = refused.has(change.email.toLowerCase()) ? await this.#deactivate(change, [name]) : undefined;
    this.#close(change, problem);
  }

  async #removeAlone(change: ContactChange): Promise<void> {
    if (this.#writing.stopped()) return this.#writing.ledger.notReached(change, STOPPED);
    const problem = await this.#deactivate(change, change.tags.remove);
    if (problem === undefined) this.#writing.ledger.done(change);
    else this.#writing.ledger.fail(change, problem);
  }

  async #deactivate(change: ContactChange, names: readonly string[]): Promise<string | undefined> {
    try {
      await this.#writing.send({
        method: "POST",
        path: `${memberPath(change.email, this.#writing)}/tags`,
        body: { tags: names.map((name) => ({ name, status: "inactive" })) },
        repeatable: true,
      });
      return undefined;
    } catch (error) {
      if (!(error instanceof SendFailure)) throw error;
      return `Tags were not taken away: ${error.reason}`;
    }
  }

  #closeAll(changes: readonly ContactChange[], problem: string): void {
    for (const change of changes) this.#close(change, problem);
  }

  #close(change: ContactChange, problem: string | undefined): void {
    const open = this.#open.get(change.ref);
    if (open === undefined) return;
    open.left--;
    if (problem !== undefined) open.problem ??= problem;
    if (open.left > 0) return;
    this.#open.delete(change.ref);
    if (open.problem === undefined) this.#writing.ledger.done(change);
    else if (open.problem === STOPPED) this.#writing.ledger.notReached(change, STOPPED);
    else this.#writing.ledger.fail(change, open.problem);
  }
}

/** Addresses that the segment's endpoint did not know. */
function refusedAddresses(answer: Json): ReadonlySet<string> {
  const errors = isJsonObject(answer) ? answer["errors"] : undefined;
  if (!Array.isArray(errors)) return new Set();
  const list: readonly Json[] = errors;
  return new Set(
    list.flatMap((error) => {
      const addresses = isJsonObject(error) ? error["email_addresses"] : undefined;
      const texts: readonly Json[] = Array.isArray(addresses) ? addresses : [];
      return texts.filter((text) => typeof text === "string").map((text) => text.toLowerCase());
    }),
  );
}
