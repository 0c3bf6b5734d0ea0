import { isJsonObject, type JsonObject } from "../../model/json.ts";
import { dataOf } from "./access.ts";
import type { PartneroGet } from "./client.ts";
import { CODE, PartneroFailure } from "./failure.ts";

/** 100 is what all of Partnero's documents allow: one says 250 at most, another 100. */
const PAGE = 100;

/** More pages than any program has: a server that never says that it is done must not hold a run forever. */
const MOST_PAGES = 100_000;

/**
 * The rows of a list, page by page, oldest first: what is made meanwhile comes at the end and shifts nothing. A row that
 * is shown twice is given once. `next` only tells that there is more: the address in it forgets limit and order.
 */
export async function* listed(
  get: PartneroGet,
  path: string,
  idOf: (row: JsonObject) => string,
): AsyncGenerator<readonly JsonObject[]> {
  const seen = new Set<string>();
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await get(path, { limit: PAGE, page, sort: "asc" });
    const rows = dataOf(answer);
    if (!Array.isArray(rows)) throw new PartneroFailure({ code: CODE.badAnswer });
    const fresh = rows.filter(isJsonObject).filter((row) => {
      const id = idOf(row);
      return id === "" || (!seen.has(id) && seen.add(id));
    });
    yield fresh;
    if (fresh.length === 0 || isLast(answer)) return;
  }
  throw new PartneroFailure({ code: CODE.badAnswer });
}

/** A list that tells nothing of pages has ended where a page brings nothing new. */
function isLast({ links }: JsonObject): boolean {
  return isJsonObject(links) && links["next"] === null;
}
