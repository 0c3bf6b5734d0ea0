import type { CliWorld } from "./world.ts";

/** Asks a person at a terminal; anything but a clear Yes is No. */
export async function confirmed(world: CliWorld, message: string): Promise<boolean> {
  const { confirm, isCancel } = await import("@clack/prompts");
  const answer = await confirm({ message, initialValue: false, input: world.stdin, output: world.stderr });
  return !isCancel(answer) && answer;
}
