import type { Diagnostic } from "../model/diagnostic.ts";
import { failureDiagnostic } from "./failure.ts";

/** Why the built-in Mailchimp could not be started: its state is in use, its port is taken. */
export function sandboxFailure(error: unknown, port?: number): Diagnostic {
  const { name, message, code } = error instanceof Error ? { code: undefined, ...named(error) } : NAMELESS;
  if (name === "StateLocked") return { ...COULD_NOT_START, detail: message };
  if (code === "EADDRINUSE") {
    return { ...COULD_NOT_START, detail: `Port ${port} is in use. Give --port another one, or leave it out.` };
  }
  if (code === "EACCES") {
    return { ...COULD_NOT_START, detail: `This user may not use what it needs: ${message}.` };
  }
  return failureDiagnostic(error);
}

const COULD_NOT_START = {
  severity: "error",
  code: "sandbox-not-started",
  summary: "The built-in Mailchimp could not be started",
} as const;

const NAMELESS = { name: undefined, message: "", code: undefined };

function named(error: Error): { readonly name: string; readonly message: string; readonly code?: unknown } {
  return { name: error.name, message: error.message, ...("code" in error ? { code: error.code } : {}) };
}
