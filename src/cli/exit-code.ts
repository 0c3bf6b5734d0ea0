/** How a command ends, as documented for scripts. */
export const EXIT = {
  ok: 0,
  /** An error before anything was written, or the answer was No. */
  error: 1,
  /** There are changes, where `--detailed-exitcode` asks for it. */
  changes: 2,
  /** A limit or a guard blocks, or single schema steps were held. */
  blocked: 3,
  /** The saved plan is stale, expired, or for something else. */
  stale: 4,
  /** After the first write a step failed or was not reached. */
  partial: 5,
  /** Wrong usage. */
  usage: 64,
  /** Ctrl-C before the first write. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
