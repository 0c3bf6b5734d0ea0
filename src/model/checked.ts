/** How something is that was looked at: `unknown` could not be found out, `skipped` makes no sense here and now. */
export const CHECK_VERDICTS = ["ok", "warning", "problem", "unknown", "skipped"] as const;

export type CheckVerdict = (typeof CHECK_VERDICTS)[number];

/** One thing that a run depends on, and how it is. Never carries a secret. */
export interface Checked {
  /** What was looked at, a stable word for scripts, `merge-fields`. */
  readonly name: string;
  /** Which one, where there are several, as a source's name. */
  readonly subject?: string;
  readonly verdict: CheckVerdict;
  readonly summary: string;
  /** What it means, in full sentences. */
  readonly detail?: string;
  /** What to do about it. */
  readonly wayOut?: string;
}
