import type { Readable, Writable } from "node:stream";

/** A stream that text is written to, and whether a person sits at it. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Everything that a command knows of the world around it. */
export interface CliWorld {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: () => Date;
  /** Waits between two tries of a call; the system's clock does unless given. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** How long `doctor` waits for one thing; 20 s unless given. */
  readonly patienceMs?: number;
  /** Calls back at each Ctrl-C or SIGTERM; answers with how to stop listening. */
  readonly onInterrupt: (listener: () => void) => () => void;
}

/** Whether colour is wanted on a stream: https://no-color.org, FORCE_COLOR, and only where a person sits. */
export function wantsColour(stream: Output, env: CliWorld["env"], colour: boolean): boolean {
  if (!colour || (env["NO_COLOR"] ?? "") !== "") return false;
  const force = env["FORCE_COLOR"];
  if (force !== undefined && force !== "" && force !== "0") return true;
  return stream.isTTY === true && env["TERM"] !== "dumb";
}

/** The width that text is laid out for. */
export function widthOf(stream: Output): number {
  return stream.isTTY === true ? Math.max(40, Math.min(stream.columns ?? 100, 140)) : 100;
}
