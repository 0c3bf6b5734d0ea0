import { statSync } from "node:fs";
import { dirname } from "node:path";
import type { Diagnostic } from "../model/diagnostic.ts";
import { codeOf, withFile } from "./files-error.ts";
import { firstOf, linesOf } from "./packed-lines.ts";

/**
 * Why a saved plan cannot be put at a path, known before anything is read. One that stands there is replaced; whatever
 * else stands there is somebody's.
 */
export async function planPlaceProblem(path: string, shown: string): Promise<Diagnostic | undefined> {
  const found = standing(path);
  if (found === undefined) {
    if (standing(dirname(path))?.isDirectory() === true) return undefined;
    return problem(
      "folder-missing",
      "The folder is not there",
      `${shown} cannot be written: its folder does not exist.`,
    );
  }
  if (!found.isFile()) return problem("no-file", "This is no file", `${shown} is a folder or a device.`);
  if (found.size === 0 || (await isPlan(path))) return undefined;
  return problem("file-exists", "The file is there already", `${shown} is no saved plan, so it is not written over.`);
}

function standing(path: string): ReturnType<typeof statSync> {
  return withFile(path, () => {
    try {
      return statSync(path, { throwIfNoEntry: false });
    } catch (error) {
      if (codeOf(error) === "ENOTDIR") return undefined;
      throw error;
    }
  });
}

/** Of whatever version, and encrypted or not: the first line tells. */
async function isPlan(path: string): Promise<boolean> {
  const first = await firstOf(linesOf(path)).catch(() => undefined);
  return first?.startsWith('{"format":"audiencectl.plan-file/') === true;
}

function problem(code: string, summary: string, why: string): Diagnostic {
  return { severity: "error", code, summary, detail: `${why} Name another file with --out.` };
}
