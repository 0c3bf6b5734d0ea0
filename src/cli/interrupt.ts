import type { CliWorld } from "./world.ts";

/** Ctrl-C, in two strengths: while reading it ends at once; once writing has begun, the first lets what is on its way arrive. */
export interface Interrupt {
  /** Ends calls that wait or only read. */
  readonly signal: AbortSignal;
  /** Whether somebody has asked to stop. */
  readonly stopped: () => boolean;
  /** From here on the first Ctrl-C only stops sending; the second ends everything. */
  readonly startWriting: () => void;
  readonly close: () => void;
}

/** Listens for Ctrl-C until it is closed. */
export function interruptOf(world: CliWorld): Interrupt {
  const controller = new AbortController();
  let [asked, writing] = [0, false];
  const close = world.onInterrupt(() => {
    asked++;
    if (!writing || asked > 1) controller.abort();
    else
      world.stderr.write("\nStopping: what was sent is awaited, nothing more is sent. Ctrl-C again stops at once.\n");
  });
  return {
    signal: controller.signal,
    stopped: () => asked > 0,
    startWriting: () => {
      writing = true;
    },
    close,
  };
}
