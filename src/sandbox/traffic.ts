import type { Json } from "./json.ts";

/** A request that the sandbox saw. */
export interface Seen {
  readonly method: string;
  /** Below /3.0, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** 0 until it is answered, and for ever when the connection was cut. */
  status: number;
  /** Parsed, as long as bodies are kept. */
  body: Json | undefined;
  /** Requests of the same key in flight when it arrived, itself included. */
  readonly inFlight: number;
  /** The fault it met. */
  fault: string | undefined;
}

const REQUESTS = 20_000;
const BODY_BYTES = 64 * 1024 * 1024;

/** What went over the wire. Bounded: the oldest requests and bodies are let go, the counters go on. */
export class Traffic {
  readonly #requests: Seen[] = [];
  #sized: { readonly seen: Seen; readonly bytes: number }[] = [];
  #bodyBytes = 0;
  /** Switch off to keep no bodies at all. */
  keepBodies = true;
  total = 0;
  /** The most requests that were in flight at once. */
  peak = 0;
  readonly byMethod: Record<string, number> = {};
  readonly byStatus: Record<string, number> = {};

  /** Oldest first. */
  get requests(): readonly Seen[] {
    return this.#requests;
  }

  /** Requests other than GET, oldest first. */
  get writes(): readonly Seen[] {
    return this.#requests.filter(({ method }) => method !== "GET");
  }

  /** How many bodies are kept. */
  get keptBodies(): number {
    return this.#sized.length;
  }

  arrive(method: string, path: string, query: URLSearchParams, inFlight: number): Seen {
    const seen: Seen = {
      method,
      path,
      query: Object.fromEntries(query),
      status: 0,
      body: undefined,
      inFlight,
      fault: undefined,
    };
    this.#requests.push(seen);
    if (this.#requests.length > REQUESTS) this.#letGo(new Set(this.#requests.splice(0, REQUESTS / 10)));
    this.total++;
    this.peak = Math.max(this.peak, inFlight);
    this.byMethod[method] = (this.byMethod[method] ?? 0) + 1;
    return seen;
  }

  bodyOf(seen: Seen, body: Json, bytes: number): void {
    if (!this.keepBodies) return;
    seen.body = body;
    this.#sized.push({ seen, bytes });
    this.#bodyBytes += bytes;
    while (this.#bodyBytes > BODY_BYTES) {
      const oldest = this.#sized.shift();
      if (oldest === undefined) break;
      oldest.seen.body = undefined;
      this.#bodyBytes -= oldest.bytes;
    }
  }

  #letGo(gone: ReadonlySet<Seen>): void {
    this.#sized = this.#sized.filter(({ seen }) => !gone.has(seen));
    this.#bodyBytes = this.#sized.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  answer(seen: Seen, status: number): void {
    seen.status = status;
    this.byStatus[status] = (this.byStatus[status] ?? 0) + 1;
  }

  clear(): void {
    this.#requests.length = 0;
    this.#sized = [];
    this.#bodyBytes = 0;
    this.total = 0;
    this.peak = 0;
    for (const counts of [this.byMethod, this.byStatus]) for (const key of Object.keys(counts)) delete counts[key];
  }
}
