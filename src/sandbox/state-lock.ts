import { readFile, unlink, writeFile } from "node:fs/promises";

/** Somebody else has the state. */
export class StateLocked extends Error {
  constructor(path: string, pid: number) {
    super(
      `The sandbox's state is in use by process ${pid} (${path}). End that process, or give this sandbox another folder.`,
    );
    this.name = "StateLocked";
  }
}

/** Takes the lock file, over a dead process if need be; the result lets go of it. */
export async function locked(path: string): Promise<() => Promise<void>> {
  if (!(await created(path))) {
    const pid = await ownerOf(path);
    if (pid !== undefined && isAlive(pid)) throw new StateLocked(path, pid);
    await unlink(path).catch(ignoreAbsence);
    // Another sandbox may have taken over the same dead lock in between: then it is the owner.
    if (!(await created(path))) throw new StateLocked(path, (await ownerOf(path)) ?? 0);
  }
  return () => unlink(path).catch(ignoreAbsence);
}

async function created(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${process.pid}\n`, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

async function ownerOf(path: string): Promise<number | undefined> {
  const text = await readFile(path, "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function ignoreAbsence(error: unknown): void {
  if (codeOf(error) !== "ENOENT") throw error;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
