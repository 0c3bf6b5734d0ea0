import { closeSync, openSync, readFileSync, realpathSync, rmSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Diagnostic } from "../model/diagnostic.ts";
import { jsonOf } from "../model/json.ts";
import { codeOf, withFile } from "./files-error.ts";
import { isAlive } from "./living.ts";

/** A lock that this run holds. */
export interface Lock {
  readonly path: string;
  /** Gives it back; the end of the process does it too. */
  release(): void;
}

/** Who asks for a lock. */
export interface LockAsker {
  /** The state folder. */
  readonly folder: string;
  /** For the message to others, ISO 8601 in UTC. */
  readonly now: string;
  readonly pid?: number;
  readonly host?: string;
}

/** Takes the lock that lets one apply at a time write; one whose run was killed on this machine is taken over. */
export function takeLock({ folder, now, pid = process.pid, host = hostname() }: LockAsker): Lock | Diagnostic {
  const path = join(folder, "apply.lock");
  const own = JSON.stringify({ pid, host, since: now });
  return withFile(path, () => {
    if (created(path, own) || (isStale(path, host) && takenOver(path, own, host))) return held(path, own);
    return lockedBy(path);
  });
}

/** Whether the lock was taken, or who has it. */
export function isLock(taken: Lock | Diagnostic): taken is Lock {
  return "release" in taken;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

function created(path: string, text: string): boolean {
  try {
    const file = openSync(path, "wx", 0o600);
    try {
      writeSync(file, text);
    } catch (error) {
      // A full disk: a lock that names nobody would lock everybody out.
      rmSync(path, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function isStale(path: string, host: string): boolean {
  const holder = holderOf(path);
  return holder !== undefined && holder.host === host && !isRunning(holder, path);
}

/** A container that is started again gives its process the number that the killed one had: that one is not this one. */
function isRunning({ pid }: Holder, path: string): boolean {
  return pid === process.pid ? heldHere.has(realpathSync(path)) : isAlive(pid);
}

/** The locks that this very process holds. */
const heldHere = new Set<string>();

/** Two may find the same lock abandoned: only the one that makes the second file may remove the first. */
function takenOver(path: string, own: string, host: string): boolean {
  const guard = `${path}.takeover`;
  if (!created(guard, own)) return false;
  try {
    if (!isStale(path, host)) return false;
    rmSync(path);
    return created(path, own);
  } finally {
    rmSync(guard, { force: true });
  }
}

function held(path: string, own: string): Lock {
  const release = () => {
    process.off("exit", release);
    if (textOf(path) !== own) return;
    heldHere.delete(realpathSync(path));
    rmSync(path, { force: true });
  };
  process.once("exit", release);
  heldHere.add(realpathSync(path));
  return { path, release };
}

function lockedBy(path: string): Diagnostic {
  const holder = holderOf(path);
  const who =
    holder === undefined ? "a run that left no name" : `process ${holder.pid} on ${holder.host}, since ${holder.since}`;
  return {
    severity: "error",
    code: "apply-locked",
    summary: "Another apply is running",
    detail: `One apply at a time may write, and ${who} has the lock. Wait until it has ended. If it is surely over, delete ${path} and ${path}.takeover.`,
  };
}

function holderOf(path: string): Holder | undefined {
  const value: unknown = jsonOf(textOf(path) ?? "");
  if (typeof value !== "object" || value === null) return undefined;
  const pid: unknown = Reflect.get(value, "pid");
  const host: unknown = Reflect.get(value, "host");
  const since: unknown = Reflect.get(value, "since");
  if (typeof pid !== "number" || typeof host !== "string" || typeof since !== "string") return undefined;
  return Number.isSafeInteger(pid) && pid > 0 ? { pid, host, since } : undefined;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
