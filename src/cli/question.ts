import type { CliWorld } from "./world.ts";

/** Asks a person at a terminal; anything but a clear Yes is No, and Ctrl-C is neither. */
export async function asked(world: CliWorld, message: string, signal: AbortSignal): Promise<"yes" | "no" | "stopped"> {
  const { confirm, isCancel } = await import("@clack/prompts");
  const answer = await confirm({ message, initialValue: false, input: world.stdin, output: world.stderr, signal });
  if (isCancel(answer)) return "stopped";
  return answer ? "yes" : "no";
}
