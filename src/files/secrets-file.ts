import { closeSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs";
import type { Diagnostic } from "../model/diagnostic.ts";
import { codeOf, withFile } from "./files-error.ts";

/** A new file for secrets, a JSON object a line, that nobody but its owner may read. */
export interface SecretsFile {
  /** On disk when it returns; answers with the system's word for what stood in the way. */
  append(line: object): string | undefined;
  /** A file that nothing was written to goes away. */
  close(): void;
}

/** Opens a file for secrets; one that is there already is never touched. */
export function openSecretsFile(path: string, shown: string): SecretsFile | Diagnostic {
  return withFile(path, () => {
    const file = created(path);
    return file === undefined ? taken(shown) : secretsFile(path, file);
  });
}

/** Whether the file was opened, or what stands in the way. */
export function isSecretsFile(opened: SecretsFile | Diagnostic): opened is SecretsFile {
  return "append" in opened;
}

function created(path: string): number | undefined {
  try {
    return openSync(path, "wx", 0o600);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return undefined;
    throw error;
  }
}

function secretsFile(path: string, file: number): SecretsFile {
  let empty = true;
  return {
    append(line) {
      try {
        const text = Buffer.from(`${JSON.stringify(line)}\n`);
        // A full disk may take a part and say nothing.
        if (writeSync(file, text) < text.length) return "ENOSPC";
        fsyncSync(file);
        empty = false;
        return undefined;
      } catch (error) {
        return codeOf(error) ?? "unknown";
      }
    },
    close() {
      closeSync(file);
      if (empty) rmSync(path, { force: true });
    },
  };
}

function taken(path: string): Diagnostic {
  return {
    severity: "error",
    code: "secrets-file-exists",
    summary: "The file for secrets is there already",
    detail: `${path} is not overwritten: it may hold secrets that Mailchimp never shows again. Put them where they belong, remove the file, or name another one with --secrets-out. Nothing was written.`,
  };
}
