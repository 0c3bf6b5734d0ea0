import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFile } from "./files-error.ts";

/** The folder for what one run leaves to the next. */
export const STATE_FOLDER = ".audiencectl";

/** Makes the state folder beside the configuration, closed to others and kept out of version control. */
export function openStateFolder(baseDir: string): string {
  const path = join(baseDir, STATE_FOLDER);
  return withFile(path, () => {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    writeOnce(join(path, ".gitignore"), "*\n");
    return path;
  });
}

/** Whole or not at all; one that a full disk left empty is written again, since it keeps nothing out. */
function writeOnce(path: string, text: string): void {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0) return;
  const draft = `${path}.${process.pid}.part`;
  try {
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
