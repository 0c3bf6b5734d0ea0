import { type DiagnosisContext, diagnose } from "../../mailchimp/diagnosis.ts";
import type { Checked } from "../../model/checked.ts";
import { SendFailure } from "../../model/send-failure.ts";
import type { About } from "./about.ts";

/** What came of work that may fail or never end: its result, or a check that says why there is none. */
export type Attempt<Result> =
  | { readonly result: Result }
  | { readonly failed: Checked; readonly failure?: SendFailure };

/** How long a check may take, and what a failed call is explained with. */
export interface Patience extends DiagnosisContext {
  readonly patienceMs: number;
}

/** Does work for a check within its time. A call that fails is a problem of this check, and of no other. */
export async function attempt<Result>(
  { problem, unknown }: About,
  patience: Patience,
  work: () => Promise<Result>,
): Promise<Attempt<Result>> {
  const { patienceMs } = patience;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Attempt<Result>>((resolve) => {
    const seconds = Math.round(patienceMs / 1000);
    timer = setTimeout(() => resolve({ failed: unknown(`could not be found out within ${seconds} s`) }), patienceMs);
  });
  try {
    return await Promise.race([work().then((result) => ({ result })), late]);
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    const { summary, detail } = diagnose(error, patience);
    return { failed: problem(lowerFirst(summary), { detail }), failure: error };
  } finally {
    clearTimeout(timer);
  }
}

/** Whether there is a result. */
export function isDone<Result>(attempted: Attempt<Result>): attempted is { readonly result: Result } {
  return "result" in attempted;
}

/** The summary of a finding as a part of a line; names stay as they are. */
export function lowerFirst(text: string): string {
  return /^(?:Mailchimp|Partnero|API|[A-Z]{2})/.test(text) ? text : `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}
