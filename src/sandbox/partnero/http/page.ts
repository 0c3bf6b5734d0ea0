import type { Json } from "../../json.ts";
import type { Ask, Reply } from "./ask.ts";
import { given } from "./ask.ts";
import { unfit } from "./refusal.ts";

/** How many items a list shows. */
interface Limits {
  readonly usual: number;
  readonly least: number;
  readonly most: number;
}

/** Partners, customers, transactions and most others (documented). */
export const COMMON: Limits = { usual: 15, least: 1, most: 250 };
/** Subscribers (old documentation). */
export const OF_SUBSCRIBERS: Limits = { usual: 10, least: 10, most: 250 };
/** Webhooks (old documentation). */
export const OF_WEBHOOKS: Limits = { usual: 10, least: 10, most: 100 };

const STRICT = { least: 10, most: 100 } as const;

/**
 * A page of rows that come oldest first, in the envelope of Laravel's simple paginator: no totals, `last` is null, and
 * the links hold the page alone, without `limit` and filters (documented samples show so even where a limit was sent).
 */
export function paged<Row>(ask: Ask, rows: readonly Row[], show: (row: Row) => Json, limits = COMMON): Reply {
  const limit = limitOf(ask, limits);
  const page = Math.max(1, Number.parseInt(given(ask, "page") ?? "1", 10) || 1);
  const from = (page - 1) * limit;
  const items = slice(rows, from, limit, isNewestFirst(ask)).map(show);
  for (const told of ask.program.turning) told({ path: ask.path, page, limit });
  const address = `${ask.base}${ask.path}`;
  const link = (number: number) => `${address}?page=${number}`;
  return {
    body: {
      data: items,
      links: {
        first: link(1),
        last: null,
        prev: page > 1 ? link(page - 1) : null,
        next: rows.length > from + limit ? link(page + 1) : null,
      },
      meta: {
        current_page: page,
        from: items.length > 0 ? from + 1 : null,
        path: address,
        per_page: limit,
        to: items.length > 0 ? from + items.length : null,
      },
      status: 1,
    },
  };
}

function slice<Row>(rows: readonly Row[], from: number, limit: number, newestFirst: boolean): readonly Row[] {
  if (!newestFirst) return rows.slice(from, from + limit);
  const end = rows.length - from;
  return end <= 0 ? [] : rows.slice(Math.max(0, end - limit), end).toReversed();
}

function limitOf(ask: Ask, limits: Limits): number {
  const asked = given(ask, "limit");
  if (asked === undefined) return limits.usual;
  const { least, most } = ask.quirks.strictLimit ? STRICT : limits;
  if (!/^-?\d+$/.test(asked)) throw unfit({ limit: ["The limit must be an integer."] });
  const limit = Number(asked);
  if (limit < least || limit > most) throw unfit({ limit: [`The limit must be between ${least} and ${most}.`] });
  return limit;
}

function isNewestFirst(ask: Ask): boolean {
  const sort = given(ask, "sort")?.toLowerCase();
  if (sort === undefined) return ask.quirks.newestFirst;
  if (sort !== "asc" && sort !== "desc") throw unfit({ sort: ["The selected sort is invalid."] });
  return sort === "desc";
}
