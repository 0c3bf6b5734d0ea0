import { FilesError } from "../files/files-error.ts";
import type { Diagnostic } from "../model/diagnostic.ts";

/** What was thrown and not foreseen, as a finding: of a fault of ours, the message and where in the code it arose. */
export function failureDiagnostic(error: unknown): Diagnostic {
  if (error instanceof FilesError) return error.diagnostic;
  return {
    severity: "error",
    code: "internal",
    summary: "audiencectl itself failed",
    detail: `This is a fault of the program, not of the configuration: ${messages(error)}${origin(error)} Please report it.`,
  };
}

/** The chain of causes, outermost first. */
function messages(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const message = /[.!?]$/.test(error.message) ? error.message : `${error.message}.`;
  return error.cause === undefined ? message : `${message} ${messages(error.cause)}`;
}

/** The file and line at the root of the chain; the message itself, which may quote a person, is masked where it is shown. */
function origin(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if (error.cause instanceof Error) return origin(error.cause);
  const place = /([\w-]+\.[jt]s:\d+):\d+\)?$/m.exec(error.stack ?? "")?.[1];
  return place === undefined ? "" : ` (${place})`;
}
