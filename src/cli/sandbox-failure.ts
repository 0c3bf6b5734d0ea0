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
  if (typeof code === "string" && IN_THE_WAY.has(code)) {
    return { ...COULD_NOT_START, detail: `The folder of its state cannot be used (${code}). ${IN_THE_WAY.get(code)}` };
  }
  return failureDiagnostic(error);
}

const IN_THE_WAY: ReadonlyMap<string, string> = new Map([
  ["EEXIST", "A file or a broken link of that name is in the way: move it."],
  ["ENOTDIR", "A part of its path is a file: move it."],
  ["ENOENT", "A link in its path leads nowhere: mend it."],
  ["EROFS", "The disk can only be read: work in a copy of the folder."],
  ["ENOSPC", "The disk is full: free some space."],
]);

const COULD_NOT_START = {
  severity: "error",
  code: "sandbox-not-started",
  summary: "The built-in Mailchimp could not be started",
} as const;

const NAMELESS = { name: undefined, message: "", code: undefined };

function named(error: Error): { readonly name: string; readonly message: string; readonly code?: unknown } {
  return { name: error.name, message: error.message, ...("code" in error ? { code: error.code } : {}) };
}
