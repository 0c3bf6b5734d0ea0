import { isJsonObject, type Json, type JsonObject, jsonOf } from "../model/json.ts";
import type { ReadyRequest, Send } from "../model/request.ts";
import { ahead } from "./ahead.ts";
import { BAD_ANSWER, INCOMPLETE, MailchimpError } from "./error.ts";

/** A collection to be read whole. */
export interface Collection {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  /** The key of the items in the answer, `members`. */
  readonly items: string;
  /** The key of an item that tells it from all others; `id` unless given. */
  readonly id?: string;
  /** Takes the ids; for one reading only. A plain set unless given. */
  readonly seen?: { add(id: string): unknown; readonly size: number };
  /** Mailchimp gives it whole and knows no pages of it. */
  readonly whole?: true;
  /** Given each answer, for what it tells beside the items. */
  readonly told?: (answer: JsonObject) => void;
  /** How many pages may be asked for before the first of them is taken; 8 unless given. */
  readonly lookAhead?: number;
}

/** Mailchimp's most, and what the number of requests is reckoned with. */
export const PAGE_SIZE = 1000;

/**
 * Reads a collection page by page, several at once, in order. Where ids are missing from Mailchimp's own count, or
 * items may have slipped from one page into another that was read already, those pages are read and yielded again: of
 * one id the later reading holds. Three times in vain, and it throws: a short read is never a smaller collection.
 */
export async function* pages(send: Send, collection: Collection): AsyncGenerator<readonly JsonObject[]> {
  const seen = collection.seen ?? new Set<string>();
  const read: PageCount[] = [];
  let total = 1;
  let again: readonly number[] = [];
  for (let reading = 1; reading <= READINGS; reading += 1) {
    const indices = again.length > 0 ? listed(again) : counted(() => total);
    const next = () => {
      const index = indices();
      return index === undefined ? undefined : () => fetched(send, collection, index);
    };
    for await (const parse of ahead(next, collection.lookAhead ?? 8)) {
      const page = await parse();
      read[page.index] = { index: page.index, count: page.items.length, total: page.total };
      total = page.total;
      for (const item of page.items) seen.add(String(item[collection.id ?? "id"]));
      yield page.items;
    }
    again = reading === 1 ? [...new Set([...short(read), ...torn(read)])] : short(read);
    if (again.length === 0 && seen.size >= total) return;
  }
  throw new MailchimpError({ method: "GET", path: collection.path }, { code: INCOMPLETE });
}

const READINGS = 4;

/** What is remembered of a page that was yielded: not its items, of which there may be a million. */
interface PageCount {
  readonly index: number;
  readonly count: number;
  /** How many items the whole collection had when this page was read. */
  readonly total: number;
}

interface Page extends Omit<PageCount, "count"> {
  readonly items: readonly JsonObject[];
}

type Indices = () => number | undefined;

/** All pages up to an end that may move while they are read. */
function counted(total: () => number): Indices {
  let index = -1;
  return () => {
    if ((index + 1) * PAGE_SIZE >= total()) return undefined;
    index += 1;
    return index;
  };
}

function listed(indices: readonly number[]): Indices {
  const rest = indices.values();
  return () => rest.next().value;
}

/** Pages with fewer items than there must have been on them. */
function short(read: readonly PageCount[]): readonly number[] {
  return read.filter((page) => page.count < due(page)).map(({ index }) => index);
}

function due({ index, total }: PageCount): number {
  return Math.max(0, Math.min(PAGE_SIZE, total - index * PAGE_SIZE));
}

/** Pages read before the collection shrank, whose right neighbours were read after: an item may have slipped between. */
function torn(read: readonly PageCount[]): readonly number[] {
  return read.filter(({ index, total }) => total > (read[index + 1]?.total ?? total)).map(({ index }) => index);
}

/** Gets a page, to be parsed when its turn comes; one that turns out to be no JSON then is asked for again. */
async function fetched(send: Send, collection: Collection, index: number): Promise<() => Promise<Page>> {
  const { path, query, whole } = collection;
  const part = whole === true ? {} : { count: PAGE_SIZE, offset: index * PAGE_SIZE };
  const request: ReadyRequest = { method: "GET", path, query: { ...query, ...part } };
  const answer = await send({ ...request, unparsed: true });
  return async () => {
    const parsed = typeof answer === "string" ? jsonOf(answer) : answer;
    return pageOf(parsed ?? (await send(request)), collection, index);
  };
}

function pageOf(answer: Json, { path, items: key, told }: Collection, index: number): Page {
  const items = isJsonObject(answer) ? answer[key] : undefined;
  const total = isJsonObject(answer) ? answer["total_items"] : undefined;
  if (!Array.isArray(items) || typeof total !== "number") {
    throw new MailchimpError({ method: "GET", path }, { status: 200, code: BAD_ANSWER });
  }
  if (isJsonObject(answer)) told?.(answer);
  return { index, items: items.filter(isJsonObject), total };
}
