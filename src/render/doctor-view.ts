import { CHECK_VERDICTS, type Checked, type CheckVerdict } from "../model/checked.ts";
import { maskFor } from "./mask.ts";

/** What doctor found, with nothing personal in it. */
export interface DoctorView {
  readonly environment?: string;
  readonly checks: readonly Checked[];
  readonly counts: Readonly<Record<CheckVerdict, number>>;
}

/** Masks what Mailchimp and the sources may have said of people, and counts. */
export function doctorView(found: readonly Checked[], environment?: string): DoctorView {
  const { text } = maskFor(false, {});
  const checks = found.map(({ summary, subject, detail, wayOut, ...check }) => ({
    ...check,
    ...(subject === undefined ? {} : { subject: text(subject) }),
    summary: text(summary),
    ...(detail === undefined ? {} : { detail: text(detail) }),
    ...(wayOut === undefined ? {} : { wayOut: text(wayOut) }),
  }));
  const counts = { ok: 0, warning: 0, problem: 0, unknown: 0, skipped: 0 };
  for (const verdict of CHECK_VERDICTS) counts[verdict] = checks.filter((check) => check.verdict === verdict).length;
  return { ...(environment === undefined ? {} : { environment }), checks, counts };
}
