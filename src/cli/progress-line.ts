import { type Progress, progressLine } from "../render/progress.ts";
import type { Call } from "./command.ts";
import { widthOf } from "./world.ts";

/** The one line on stderr that tells how far the work is; only where a person watches. */
export interface ProgressLine {
  show(progress: Omit<Progress, "elapsedMs">): void;
  clear(): void;
}

const MOST_OFTEN_MS = 80;

/** Opens the line; without a terminal, or with `--quiet`, it shows nothing. */
export function progressOn({ world, options }: Pick<Call, "world" | "options">): ProgressLine {
  if (world.stderr.isTTY !== true || options.quiet === true) return { show: () => {}, clear: () => {} };
  const started = new Map<string, number>();
  let last = 0;
  return {
    show(progress) {
      const now = world.now().getTime();
      if (now - last < MOST_OFTEN_MS && progress.done !== progress.total) return;
      last = now;
      const since = started.get(progress.phase) ?? now;
      started.set(progress.phase, since);
      world.stderr.write(
        `\r\u001B[2K${progressLine({ ...progress, elapsedMs: now - since }, widthOf(world.stderr) - 1)}`,
      );
    },
    clear() {
      if (last > 0) world.stderr.write("\r\u001B[2K");
    },
  };
}
