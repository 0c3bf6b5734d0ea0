import type { ReadyRequest, Send } from "../model/request.ts";
import { MailchimpError } from "./error.ts";
import { isInDoubt, isThrottled, isUnreachable } from "./failure-kind.ts";

/** A try that failed and is about to be made again. */
export interface Retry {
  readonly request: ReadyRequest;
  readonly failure: MailchimpError;
  /** 1 for the first repetition. */
  readonly retry: number;
  readonly waitMs: number;
}

export interface RetryOptions {
  /** Resolves after so many milliseconds, or at once when the run is stopped: the next try then fails as stopped. */
  readonly sleep: (ms: number, stop?: AbortSignal) => Promise<void>;
  /** Tells that the run was asked to stop: what makes or changes something is then not tried again. */
  readonly stopping?: AbortSignal | undefined;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** How often a call is made at most, the first time included. */
  readonly attempts?: number | undefined;
  readonly onRetry?: ((retry: Retry) => void) | undefined;
}

/** Makes a call again while that is safe and may help, after a wait with full jitter that doubles each time. */
export function retrying(send: Send, { sleep, random, attempts = 8, onRetry, stopping }: RetryOptions): Send {
  return async (request) => {
    const stop = LOOKS_OR_UNDOES.has(request.method) ? undefined : stopping;
    for (let retry = 1; ; retry += 1) {
      try {
        return await send(request);
      } catch (failure) {
        if (!(failure instanceof MailchimpError) || retry >= attempts || !mayRepeat(request, failure)) throw failure;
        if (stop?.aborted) throw failure;
        const waitMs = wait(failure, retry, random);
        onRetry?.({ request, failure, retry, waitMs });
        await sleep(waitMs, stop);
        if (stop?.aborted) throw failure;
      }
    }
  };
}

/** What a run still needs that is asked to stop: to see what became of its last calls, and to archive again whom one brought back. */
const LOOKS_OR_UNDOES: ReadonlySet<string> = new Set(["GET", "DELETE"]);

/** What was surely not done may be asked again by anyone; what is in doubt only where doing it twice is doing it once. */
function mayRepeat(request: ReadyRequest, failure: MailchimpError): boolean {
  if (isThrottled(failure) || isUnreachable(failure)) return true;
  return isInDoubt(failure) && (request.repeatable ?? request.method === "GET");
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 20_000;
const LONGEST_WISH = 60_000;

/** Never less than Retry-After asks for, but no wish over a minute is granted. */
function wait(failure: MailchimpError, retry: number, random: () => number): number {
  const jittered = random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (retry - 1));
  const wished = Math.min(LONGEST_WISH, (failure.retryAfter ?? 0) * 1000);
  return Math.round(wished + jittered);
}
