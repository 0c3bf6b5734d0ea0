import { visible } from "./text/escape.ts";
import { duration, grouped, percent } from "./text/quantity.ts";
import { clipped, displayWidth } from "./text/width.ts";

/** How far a phase of the work is. */
export interface Progress {
  readonly phase: string;
  readonly done: number;
  /** Absent while nobody knows how many there are. */
  readonly total?: number;
  readonly failed: number;
  readonly elapsedMs: number;
}

/** One line without an end of line: counts, a bar, time left. What there is no room for goes, the counts last. */
export function progressLine(progress: Progress, width: number): string {
  const { failed, elapsedMs, total = 0 } = progress;
  const phase = visible(progress.phase);
  const failures = failed === 0 ? [] : [`${grouped(failed)} failed`];
  const left = timeLeft(progress);
  const time = left === undefined ? [] : [left];
  const share = total === 0 ? [] : [percent(Math.floor((progress.done / total) * 100) / 100)];
  const variants = [
    [phase, ...bar(progress), counts(progress), ...share, ...failures, ...time],
    [phase, counts(progress), ...share, ...failures, ...time],
    [phase, counts(progress), ...failures, ...time],
    [phase, counts(progress), ...failures],
    [phase, counts(progress)],
  ].map((parts) => parts.join("  "));
  const fitting = variants.find((line) => displayWidth(line) <= width);
  return fitting ?? clipped(variants.at(-1) ?? duration(elapsedMs), width);
}

const BAR = 20;

/** Before this, a rate says nothing. */
const RATE_FROM_MS = 2000;

function bar({ done, total = 0 }: Progress): readonly string[] {
  if (total === 0) return [];
  const full = Math.min(BAR, Math.floor((done / total) * BAR));
  return [`[${"█".repeat(full)}${"░".repeat(BAR - full)}]`];
}

function counts({ done, total = 0 }: Progress): string {
  if (total === 0) return grouped(done);
  const of = grouped(total);
  return `${grouped(done).padStart(of.length)} of ${of}`;
}

function timeLeft({ done, total = 0, elapsedMs }: Progress): string | undefined {
  if (total === 0 || done === 0 || done >= total || elapsedMs < RATE_FROM_MS) return undefined;
  return `about ${duration((elapsedMs / done) * (total - done))} left`;
}
