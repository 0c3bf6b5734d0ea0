import { tmpdir } from "node:os";
import type { Diagnostic } from "../model/diagnostic.ts";

/** Thrown where the run's own files cannot be written or read: there is nothing to go on with. */
export class FilesError extends Error {
  override readonly name = "FilesError";
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic, cause?: unknown) {
    super(`${diagnostic.summary}: ${diagnostic.detail}`, { cause });
    this.diagnostic = diagnostic;
  }
}

/** Does something to a file, and says in words what stood in the way. */
export function withFile<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof FilesError ? error : fileFailure(path, error);
  }
}

/** What the system's word for a failure means, and the way out. */
const FAILURES: Readonly<Record<string, { readonly summary: string; readonly says: string }>> = {
  ENOSPC: { summary: "The disk is full", says: "Free some space." },
  EDQUOT: { summary: "The disk quota is used up", says: "Free some space." },
  EFBIG: { summary: "The disk is full", says: "The system allows no larger file." },
  EACCES: { summary: "A file of the run cannot be written", says: "The user who runs this may not write there." },
  EPERM: { summary: "A file of the run cannot be written", says: "The user who runs this may not write there." },
  EROFS: { summary: "A file of the run cannot be written", says: "The disk can only be read." },
  ENOENT: { summary: "There is no such file", says: "Check the path." },
  EISDIR: { summary: "This is a folder", says: "Name a file in it." },
  EEXIST: { summary: "The file stands already", says: "Name another one, or remove it first." },
  EMFILE: { summary: "Too many open files", says: "Raise the limit of open files (ulimit -n)." },
};

/** The failure of an act on a file, in words. */
export function fileFailure(path: string, error: unknown): FilesError {
  const code = codeOf(error) ?? "unknown";
  const { summary, says } = FAILURES[code] ?? { summary: "A file of the run cannot be used", says: "" };
  return new FilesError(
    {
      severity: "error",
      code: "run-files",
      summary,
      detail: `${path}: ${code}. ${says}${elsewhere(path, code)}`.trimEnd(),
    },
    error,
  );
}

const NO_ROOM: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** What a run keeps for itself can lie elsewhere; a file that somebody named lies where it was named. */
function elsewhere(path: string, code: string): string {
  return NO_ROOM.has(code) && path.startsWith(tmpdir()) ? " Or set TMPDIR to a folder that has more." : "";
}

/** The system's word for a failure, `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
