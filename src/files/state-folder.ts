import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOf, withFile } from "./files-error.ts";

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

function writeOnce(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
}
