import type { Withheld } from "../contacts/batch.ts";
import { memberId } from "../contacts/member-id.ts";
import type { ContactChange } from "../model/contact.ts";
import type { ContactEvent } from "../model/event.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import type { Send } from "../model/request.ts";
import { SendFailure } from "../model/send-failure.ts";
import type { ContactLedger } from "./contact-ledger.ts";
import { InFlight } from "./in-flight.ts";

/** What sending events works with. */
export interface EventSending {
  readonly audience: string;
  readonly send: Send;
  readonly stopped: () => boolean;
  readonly concurrency: number;
  readonly withheld: Withheld;
  readonly ledger: ContactLedger;
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * Sends the events of a batch's contacts before the batch itself: the old value, by which a transition is seen, must
 * stand until its event is known to be there. Answers with the contacts that may now be written; whoever an event of
 * could not be sent is none of them, so that the next run sees the transition again.
 */
export async function sendEvents(
  batch: readonly ContactChange[],
  writing: EventSending,
): Promise<readonly ContactChange[]> {
  const inFlight = new InFlight(writing.concurrency);
  for (const change of batch) {
    const due = (change.events ?? []).filter(({ field }) => !writing.withheld.fields.has(field));
    if (due.length > 0) await inFlight.start(() => sendTo(change, due, writing));
  }
  await inFlight.idle();
  return batch.filter((change) => !writing.ledger.hasEnded(change));
}

async function sendTo(change: ContactChange, due: readonly ContactEvent[], writing: EventSending): Promise<void> {
  if (writing.stopped()) return;
  const path = `/lists/${encodeURIComponent(writing.audience)}/members/${memberId(change.email)}/events`;
  const names = due.map(({ name }) => name).join(", ");
  try {
    const sent = await sentEvents(path, writing);
    for (const event of due) {
      if (sent.some((one) => isSame(one, event, writing.clock()))) continue;
      const problem = await sendOnce(path, event, writing);
      if (problem !== undefined) return writing.ledger.fail(change, problem);
    }
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    writing.ledger.fail(change, `Whether ${names} was sent before could not be read: ${error.reason} ${NEXT}`);
  }
}

const NEXT = "The contact was left as it is, so that the next run sends it.";

/** An event that Mailchimp holds and that bears an id of ours. */
interface SentEvent {
  readonly name: string;
  readonly id: string;
  readonly at: number;
}

const ID = "audiencectl_id";
/** Stands beside a time that the file gives, which may lie long before the event was sent. */
const SENT_AT = "audiencectl_sent_at";

const PAGE = 1000;

/** All pages, the newest events first: one that is added meanwhile shows another twice and hides none. */
async function sentEvents(path: string, { send }: EventSending): Promise<readonly SentEvent[]> {
  const sent: SentEvent[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const answer = await send({ method: "GET", path, query: { count: PAGE, offset } });
    const events = isJsonObject(answer) ? answer["events"] : undefined;
    const total = isJsonObject(answer) ? answer["total_items"] : undefined;
    if (!Array.isArray(events) || typeof total !== "number") {
      throw new SendFailure("Mailchimp's answer is no list of events.", {});
    }
    sent.push(...events.filter(isJsonObject).flatMap((event) => sentEvent(event) ?? []));
    if (offset + PAGE >= total) return sent;
  }
}

function sentEvent({ name, occurred_at: occurred, properties }: JsonObject): SentEvent | undefined {
  if (!isJsonObject(properties) || typeof properties[ID] !== "string") return undefined;
  const at = Date.parse(String(properties[SENT_AT] ?? occurred));
  return { name: String(name), id: properties[ID], at: Number.isNaN(at) ? Number.POSITIVE_INFINITY : at };
}

/** A threshold is crossed once in a life; another change counts anew when the last of its kind is long ago. */
function isSame(sent: SentEvent, { name, id, again }: ContactEvent, now: number): boolean {
  return sent.name === name && sent.id === id && (again === undefined || now - sent.at <= again);
}

/** Mailchimp gives up on a request after 120 seconds: what is not there by then will not come. */
const WAITS = [0, 5_000, 15_000, 30_000, 70_000] as const;

/** A call that is never repeated blindly: where its answer got lost, the events are looked at again. */
async function sendOnce(path: string, event: ContactEvent, writing: EventSending): Promise<string | undefined> {
  const now = writing.clock();
  try {
    await writing.send({ method: "POST", path, body: bodyOf(event, now), repeatable: false });
    return undefined;
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    if (error.refused) return `The event ${event.name} was not sent: ${error.reason} ${NEXT}`;
    for (const wait of WAITS) {
      if (wait > 0) await writing.sleep(wait);
      if (await isThere(path, event, now, writing)) return undefined;
      if (writing.stopped()) break;
    }
    return `The answer to the event ${event.name} got lost, and the contact does not show it: ${error.reason} ${NEXT}`;
  }
}

async function isThere(path: string, event: ContactEvent, now: number, writing: EventSending): Promise<boolean> {
  return (await sentEvents(path, writing)).some((sent) => isSame(sent, event, now));
}

function bodyOf({ name, id, properties, occurredAt }: ContactEvent, now: number): JsonObject {
  const ours = { [ID]: id, ...(occurredAt === undefined ? {} : { [SENT_AT]: new Date(now).toISOString() }) };
  return {
    name,
    properties: { ...properties, ...ours },
    ...(occurredAt === undefined ? {} : { occurred_at: occurredAt }),
  };
}
