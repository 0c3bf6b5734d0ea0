import { existsSync, writeFileSync } from "node:fs";
import type { Diagnostic } from "../model/diagnostic.ts";
import { codeOf, withFile } from "./files-error.ts";

/** Writes a file that is not there yet; one that is, is never written over. */
export function writeNewFile(path: string, shown: string, text: string): Diagnostic | undefined {
  return withFile(path, () => {
    try {
      writeFileSync(path, text, { flag: "wx" });
      return undefined;
    } catch (error) {
      if (codeOf(error) === "EEXIST") return taken(shown);
      if (codeOf(error) === "ENOENT") return nowhere(shown);
      throw error;
    }
  });
}

/** Why a file could not be made, known before anything is read. */
export function takenFile(path: string, shown: string): Diagnostic | undefined {
  return existsSync(path) ? taken(shown) : undefined;
}

function taken(shown: string): Diagnostic {
  return {
    severity: "error",
    code: "file-exists",
    summary: "The file is there already",
    detail: `${shown} is not written over. Name another file with --out, or move this one away.`,
  };
}

function nowhere(shown: string): Diagnostic {
  return {
    severity: "error",
    code: "folder-missing",
    summary: "The folder is not there",
    detail: `${shown} cannot be written, because its folder does not exist. Make it, or name another file with --out.`,
  };
}
