import type { Diagnostic } from "../model/diagnostic.ts";
import type { SourceDeclaration } from "../model/source.ts";
import {
  openPartnero,
  type PartneroAccess,
  type PartneroReading,
  type PartneroRequest,
  type PartneroRetry,
} from "../reconciler/partnero.ts";
import { partneroReadingText } from "../render/partnero-reading.ts";
import type { Call } from "./command.ts";
import { progressOn } from "./progress-line.ts";
import type { ConnectionChoices, Wired } from "./wire.ts";

/** What opening a way to Partnero needs to know of a run. */
export interface PartneroNeed {
  readonly call: Pick<Call<ConnectionChoices>, "world" | "options">;
  /** The folder of the configuration file. */
  readonly directory: string;
  readonly sources: readonly SourceDeclaration[];
  readonly wired: Pick<Wired, "partnero">;
  readonly signal: AbortSignal;
}

/** The way to Partnero that the environment means, or the built-in one; undefined where no source asks for it. */
export function partneroFor(need: PartneroNeed): PartneroAccess | Diagnostic | undefined {
  const { call, directory, sources, wired, signal } = need;
  const { isBuiltIn, ...words } = wired.partnero;
  return openPartnero(sources, {
    ...words,
    signal,
    sleep: call.world.sleep,
    ...tellingOf(call, signal),
    // What is built in answers at once, and its story goes on between two runs.
    ...(isBuiltIn ? {} : { keep: { directory, now: call.world.now() } }),
  });
}

/** Says once what a reading will cost, and shows whoever watches how far it is, and what a long wait is for. */
function tellingOf(
  { world, options }: PartneroNeed["call"],
  signal: AbortSignal,
): Pick<PartneroRequest, "onRead" | "onRetry"> {
  const line = progressOn({ world, options });
  const onRead = (reading: PartneroReading): void => {
    const { phase, resource, done, total, reads } = reading;
    if (signal.aborted) return;
    if (reads !== undefined) {
      line.clear();
      if (options.quiet !== true) world.stderr.write(`${partneroReadingText(reading)}\n`);
    }
    const what = phase === "listed" ? "Listing" : "Reading";
    line.show({ phase: `${what} Partnero's ${resource}`, done, failed: 0, ...(total === undefined ? {} : { total }) });
    if (done === total) line.clear();
  };
  const onRetry = ({ why, retry, waitMs }: PartneroRetry): void => {
    if (waitMs >= LONG_WAIT_MS) line.show({ phase: `Waiting for Partnero (${why}), try`, done: retry + 1, failed: 0 });
  };
  return { onRead, onRetry };
}

const LONG_WAIT_MS = 1000;
