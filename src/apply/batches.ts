import { BATCH_SIZE, batchAnswers, batchRow, type RowAnswer } from "../contacts/batch.ts";
import { isBatched } from "../contacts/tally.ts";
import type { ContactChange } from "../model/contact.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import { SendFailure } from "../model/send-failure.ts";
import { archiveAgain } from "./archives.ts";
import type { ContactLedger } from "./contact-ledger.ts";
import { type ContactWriting, memberPath, STOPPED } from "./contact-writing.ts";
import { deliver } from "./delivery.ts";
import { sendEvents } from "./events.ts";
import { forgetInterests } from "./gone-interests.ts";
import { InFlight } from "./in-flight.ts";

/**
 * Writes values and added tags, 500 contacts a request. A change with tags to take away is settled later, unless it
 * failed. `late`: those that give up an id, once all others are written.
 */
export async function writeBatches(
  changes: AsyncIterable<ContactChange>,
  writing: ContactWriting,
  late: "late" | "first" = "first",
): Promise<void> {
  const inFlight = new InFlight(writing.concurrency);
  let batch: ContactChange[] = [];
  for await (const change of changes) {
    if ((change.late === true) !== (late === "late") || writing.ledger.hasEnded(change)) continue;
    if (writing.stopped()) writing.ledger.notReached(change, STOPPED);
    else if (change.verdict === "hold") writing.ledger.hold(change);
    else if (writing.ledger.hasFailedBeside(change)) writing.ledger.notReached(change, KEEPS_ID);
    else if (isSent(change, writing)) batch.push(change);
    else if (change.action !== "archive") settle(change, writing.ledger);
    if (batch.length === BATCH_SIZE) {
      const full = batch;
      batch = [];
      await inFlight.start(() => sendBatch(full, writing));
    }
  }
  if (batch.length > 0) await inFlight.start(() => sendBatch(batch, writing));
  await inFlight.idle();
}

const KEEPS_ID = "The contact that was to get its id was not created, so that it keeps it.";

function isSent(change: ContactChange, writing: ContactWriting): boolean {
  if (!isBatched(change)) return false;
  const row = rowOf(change, writing);
  return change.action === "create" || PARTS.some((part) => row[part] !== undefined);
}

const PARTS = ["merge_fields", "tags", "interests"];

function rowOf(change: ContactChange, { withheld, interestId }: ContactWriting): JsonObject {
  return batchRow(change, withheld, interestId);
}

function settle(change: ContactChange, ledger: ContactLedger): void {
  if (change.tags.remove.length === 0 && change.quiet === undefined) ledger.done(change);
}

/** Events go out right before the values whose change they tell. */
async function sendBatch(batch: readonly ContactChange[], writing: ContactWriting): Promise<void> {
  const ready = await sendEvents(batch, writing);
  if (ready.length > 0) await writeBatch(ready, writing);
}

async function writeBatch(batch: readonly ContactChange[], writing: ContactWriting): Promise<void> {
  if (writing.stopped()) {
    for (const change of batch) writing.ledger.notReached(change, STOPPED);
    return;
  }
  const { batch: sent, rows, answer } = await deliver(batch, writing);
  if (answer instanceof SendFailure) return settleRefused(sent, rows, answer, writing);
  const answers = batchAnswers(answer);
  const again: ContactChange[] = [];
  for (const [index, change] of sent.entries()) {
    const row = answers.get(change.email.toLowerCase());
    const reason = row?.is === "failed" ? row.reason : "";
    if (forgetInterests(change, rows[index], reason, writing)) again.push(change);
    else await settleRow(change, row, writing);
  }
  if (again.length > 0) await writeAgain(again, writing);
}

async function settleRefused(
  batch: readonly ContactChange[],
  rows: readonly JsonObject[],
  failure: SendFailure,
  writing: ContactWriting,
): Promise<void> {
  const known = batch.filter((change, index) => !forgetInterests(change, rows[index], failure.reason, writing));
  if (known.length === batch.length) await isolate(batch, failure, writing);
  else await writeAgain(batch, writing);
}

/** Somebody deleted an interest since the audience was read: everything but that interest is sent once more. */
async function writeAgain(batch: readonly ContactChange[], writing: ContactWriting): Promise<void> {
  const sent = batch.filter((change) => isSent(change, writing));
  for (const change of batch) if (!sent.includes(change)) settle(change, writing.ledger);
  if (sent.length > 0) await writeBatch(sent, writing);
}

/** A batch that is refused whole is split until the culprit stands alone; it must not sink the others. */
async function isolate(batch: readonly ContactChange[], error: SendFailure, writing: ContactWriting): Promise<void> {
  if (batch.length === 1 || !blamesTheBody(error)) {
    const reason = error.refused ? error.reason : `${IN_DOUBT} ${error.reason}`;
    for (const change of batch) writing.ledger.fail(change, reason);
    return;
  }
  const middle = Math.ceil(batch.length / 2);
  await writeBatch(batch.slice(0, middle), writing);
  await writeBatch(batch.slice(middle), writing);
}

const IN_DOUBT = "The answer got lost, and nobody knows whether the contact was written:";

function blamesTheBody(error: SendFailure): boolean {
  return error.facts.status === 400 || error.facts.status === 413 || error.facts.status === 422;
}

async function settleRow(change: ContactChange, answer: RowAnswer | undefined, writing: ContactWriting): Promise<void> {
  if (answer === undefined) return settleUnmentioned(change, writing);
  switch (answer.is) {
    case "failed":
      return writing.ledger.fail(change, answer.reason);
    case "updated":
      return settle(change, writing.ledger);
    case "created":
      return change.action === "create" ? settle(change, writing.ledger) : archiveAgain(change, writing);
  }
}

/** What the answer does not mention is looked up: nothing is believed that nobody said. */
async function settleUnmentioned(change: ContactChange, writing: ContactWriting): Promise<void> {
  const path = memberPath(change.email, writing);
  try {
    const member = await writing.send({
      method: "GET",
      path,
      query: { fields: "email_address,status,merge_fields,tags,interests" },
    });
    const stands = isJsonObject(member) && holds(member, change, writing);
    if (stands) settle(change, writing.ledger);
    else
      writing.ledger.fail(
        change,
        "Mailchimp's answer does not mention the contact, and it does not hold what was sent.",
      );
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    writing.ledger.fail(
      change,
      `Mailchimp's answer does not mention the contact, and looking it up failed: ${error.reason}`,
    );
  }
}

function holds(member: JsonObject, change: ContactChange, writing: ContactWriting): boolean {
  const row = rowOf(change, writing);
  return ["merge_fields", "interests"].every((part) => {
    const [sent, held] = [partOf(row, part), partOf(member, part)];
    return Object.entries(sent).every(([key, value]) => JSON.stringify(held[key] ?? "") === JSON.stringify(value));
  });
}

function partOf(of: JsonObject, part: string): JsonObject {
  const value = of[part];
  return isJsonObject(value) ? value : {};
}
