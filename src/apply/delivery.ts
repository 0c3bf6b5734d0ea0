import { batchRequest, batchRow } from "../contacts/batch.ts";
import { memberId } from "../contacts/member-id.ts";
import type { ContactChange } from "../model/contact.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { SendFailure } from "../model/send-failure.ts";
import { archiveAgain, LEFT } from "./archives.ts";
import type { ContactWriting } from "./contact-writing.ts";

/** What was sent last of a batch, and what came of it. Who has ended on the way is not in it. */
export interface Delivery {
  readonly batch: readonly ContactChange[];
  readonly rows: readonly JsonObject[];
  readonly answer: Json | SendFailure;
}

/** Mailchimp gives up on a request after 120 seconds: what was not done by then will not be. */
const WAITS = [1_000, 4_000, 15_000, 30_000, 70_000] as const;

/**
 * Sends a batch until its answer arrives. A lost call may have been carried out, so that it is never repeated blindly:
 * who came in by it, or meanwhile, is no creation any more, and whom it brought back is archived again.
 */
export async function deliver(changes: readonly ContactChange[], writing: ContactWriting): Promise<Delivery> {
  const sentAt = writing.clock();
  let batch = changes;
  for (let tries = 0; ; tries++) {
    const rows = rowsOf(batch, writing);
    if (rows.length === 0) return { batch, rows, answer: {} };
    try {
      return { batch, rows, answer: await writing.send(batchRequest(writing.audience, rows)) };
    } catch (failure) {
      if (!(failure instanceof SendFailure)) throw failure;
      if (failure.refused) return { batch, rows, answer: failure };
      const wait = writing.stopped() ? undefined : WAITS[tries];
      if (wait !== undefined) await writing.sleep(wait);
      const found = await looked(sentAt, writing);
      if (found !== undefined) batch = await stillDue(batch, found, writing);
      if (found === undefined || wait === undefined || writing.stopped())
        return { batch, rows: rowsOf(batch, writing), answer: failure };
    }
  }
}

function rowsOf(batch: readonly ContactChange[], writing: ContactWriting): readonly JsonObject[] {
  return batch.map((change) => batchRow(change, writing.withheld, writing.interestId));
}

/** Who moved since a batch was sent for the first time, by member id. */
interface Moved {
  readonly unsubscribed: ReadonlySet<string>;
  readonly archived: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
}

/** Undefined where that cannot be read either: then nothing more is sent. */
async function looked(sentAt: number, writing: ContactWriting): Promise<Moved | undefined> {
  try {
    return {
      unsubscribed: await idsOf({ status: "unsubscribed", unsubscribed_since: secondsBefore(sentAt, 1) }, writing),
      archived: await idsOf({ status: "archived", since_last_changed: secondsBefore(sentAt, CLOCKS_DIFFER) }, writing),
      others: await idsOf({ since_last_changed: secondsBefore(sentAt, CLOCKS_DIFFER) }, writing),
    };
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    return undefined;
  }
}

/** As where members are read: the filters are exclusive and know seconds, and clocks differ a little. */
const CLOCKS_DIFFER = 5;

function secondsBefore(moment: number, seconds: number): string {
  return new Date((Math.floor(moment / 1000) - seconds) * 1000).toISOString().replace(/\.\d+Z$/, "Z");
}

async function stillDue(
  batch: readonly ContactChange[],
  moved: Moved,
  writing: ContactWriting,
): Promise<readonly ContactChange[]> {
  const due: ContactChange[] = [];
  for (const change of batch) {
    const id = memberId(change.email);
    const creation = change.action === "create";
    if (moved.archived.has(id)) writing.ledger.fail(change, `${LEFT}, and stays archived.`);
    else if (!creation && change.status !== "unsubscribed" && moved.unsubscribed.has(id))
      await archiveAgain(change, writing);
    else due.push(creation && moved.others.has(id) ? { ...change, action: "update" } : change);
  }
  return due;
}

const PAGE = 1000;

/** In the order in which they came: whoever changes meanwhile can be listed twice and makes nobody slip between two pages. */
async function idsOf(
  filter: Readonly<Record<string, string>>,
  { audience, send }: ContactWriting,
): Promise<ReadonlySet<string>> {
  const path = `/lists/${encodeURIComponent(audience)}/members`;
  const order = { fields: "members.id,total_items", sort_field: "timestamp_opt", sort_dir: "ASC", count: PAGE };
  const ids = new Set<string>();
  for (let offset = 0; ; offset += PAGE) {
    const answer = await send({ method: "GET", path, query: { ...filter, ...order, offset } });
    const members = isJsonObject(answer) ? answer["members"] : undefined;
    const total = isJsonObject(answer) ? answer["total_items"] : undefined;
    if (!Array.isArray(members) || typeof total !== "number") {
      throw new SendFailure("Mailchimp's answer is no list of members.", {});
    }
    for (const member of members.filter(isJsonObject)) ids.add(String(member["id"]));
    if (offset + PAGE >= total) return ids;
  }
}
