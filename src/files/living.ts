import { codeOf } from "./files-error.ts";

/** Whether a process of this machine is still running. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process answers that we may not; it is there all the same.
    return codeOf(error) === "EPERM";
  }
}
