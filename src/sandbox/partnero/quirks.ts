/** What no public evidence settles about Partnero: each can be switched. */
export interface PartneroQuirks {
  /** JSON as PHP writes it: `\/` and `\uXXXX`. */
  readonly phpJson: boolean;
  /** `limit` goes from 10 to 100 (Partnero's own n8n client) instead of 1 to 250 (its documentation). */
  readonly strictLimit: boolean;
  /** Without `sort` the newest come first, so that whoever joins moves all pages. */
  readonly newestFirst: boolean;
  /** Lists show partners who are archived. */
  readonly listsArchived: boolean;
  /** Lists show partners of the status `deleted` and customers with `deleted: true`. */
  readonly listsDeleted: boolean;
  /** Requests of one key within a minute, the next is answered 429; 0 is no limit. */
  readonly requestsPerMinute: number;
  /** That 429 says in `Retry-After` when to come again. */
  readonly retryAfter: boolean;
}

/** The documented reading, and where there is none the one that is harder on a client. */
export const PARTNERO_TODAY: PartneroQuirks = {
  phpJson: true,
  strictLimit: false,
  newestFirst: true,
  listsArchived: true,
  listsDeleted: true,
  requestsPerMinute: 0,
  retryAfter: true,
};
