import type { PartneroQuirks } from "../quirks.ts";
import { bare } from "./refusal.ts";

interface Minute {
  readonly startedAt: number;
  count: number;
}

const MINUTE_MS = 60_000;

/** Counts the requests of each key in minutes that start with the first one, as Laravel does. */
export class Throttle {
  readonly #now: () => Date;
  readonly #minutes = new Map<string, Minute>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The headers that an answer carries for it; throws the 429. */
  admit(token: string, { requestsPerMinute: limit, retryAfter }: PartneroQuirks): Readonly<Record<string, string>> {
    if (limit <= 0) return {};
    const now = this.#now().getTime();
    const minute = this.#minuteOf(token, now);
    const headers = { "X-RateLimit-Limit": String(limit) };
    if (minute.count >= limit) {
      const wait = Math.max(1, Math.ceil((minute.startedAt + MINUTE_MS - now) / 1000));
      const until = Math.floor(now / 1000) + wait;
      throw bare(429, "Too Many Attempts.", {
        ...headers,
        "X-RateLimit-Remaining": "0",
        ...(retryAfter && { "Retry-After": String(wait), "X-RateLimit-Reset": String(until) }),
      });
    }
    minute.count++;
    return { ...headers, "X-RateLimit-Remaining": String(limit - minute.count) };
  }

  #minuteOf(token: string, now: number): Minute {
    const running = this.#minutes.get(token);
    if (running !== undefined && now < running.startedAt + MINUTE_MS) return running;
    const started = { startedAt: now, count: 0 };
    this.#minutes.set(token, started);
    return started;
  }
}
