import type { CliWorld } from "./world.ts";

/** Ctrl-C, in two strengths: while reading it ends at once; once writing has begun, the first lets what is on its way arrive. */
export interface Interrupt {
  /** Ends everything, calls on their way included. */
  readonly signal: AbortSignal;
  /** Tells of the first wish to stop: nothing new is sent from then on. */
  readonly asked: AbortSignal;
  /** Whether somebody has asked to stop. */
  readonly stopped: () => boolean;
  /** From here on the first Ctrl-C only stops sending; the second ends everything. */
  readonly startWriting: () => void;
  /** Whether writing has begun. */
  readonly isWriting: () => boolean;
  readonly close: () => void;
}

/** Listens for Ctrl-C until it is closed. */
export function interruptOf(world: CliWorld): Interrupt {
  const [controller, first] = [new AbortController(), new AbortController()];
  let writing = false;
  const close = world.onInterrupt(() => {
    if (!writing || first.signal.aborted) controller.abort();
    else
      world.stderr.write("\nStopping: what was sent is awaited, nothing more is sent. Ctrl-C again stops at once.\n");
    first.abort();
  });
  return {
    signal: controller.signal,
    asked: first.signal,
    stopped: () => first.signal.aborted,
    startWriting: () => {
      writing = true;
    },
    isWriting: () => writing,
    close,
  };
}

/** Waits for work that only reads, or for Ctrl-C: a pipe that brings nothing more would else be waited for in vain. */
export async function unlessStopped<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result | undefined> {
  let stop: () => void = () => {};
  const stopped = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
  });
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    // What the abandoned work still throws, its files closed under it, is nobody's to hear of.
    return await Promise.race([work.catch((error) => (signal.aborted ? undefined : Promise.reject(error))), stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
