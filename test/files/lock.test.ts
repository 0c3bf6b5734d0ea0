import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isLock, type LockAsker, takeLock } from "../../src/files/lock.ts";
import { openStateFolder } from "../../src/files/state-folder.ts";

const root = mkdtempSync(join(tmpdir(), "audiencectl-test-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const now = "2026-03-01T12:00:00Z";
const newFolder = () => openStateFolder(mkdtempSync(join(root, "project-")));
const gonePid = spawnSync(process.execPath, ["-e", ""]).pid;

function taken(asker: LockAsker) {
  const lock = takeLock(asker);
  if (!isLock(lock)) throw new Error(lock.detail);
  return lock;
}

test("one apply at a time has the lock, and the next can take it afterwards", () => {
  const folder = newFolder();
  const first = taken({ folder, now });
  expect(isLock(takeLock({ folder, now }))).toBe(false);
  first.release();
  taken({ folder, now }).release();
  expect(existsSync(first.path)).toBe(false);
});

test("who is turned away learns who has the lock and what to do", async () => {
  const folder = newFolder();
  taken({ folder, now, pid: process.pid, host: "build-7" });
  const refused = takeLock({ folder, now, host: "build-8" });
  const told = isLock(refused) ? "taken" : `${refused.code}: ${refused.summary}\n${refused.detail}\n`;
  await expect(told.replaceAll(folder, ".audiencectl").replaceAll(String(process.pid), "4711")).toMatchFileSnapshot(
    "golden/locked.txt",
  );
});

test("the lock of a run that was killed on this machine is taken over", () => {
  const folder = newFolder();
  const abandoned = taken({ folder, now, pid: gonePid });
  const next = taken({ folder, now });
  abandoned.release();
  expect(JSON.parse(readFileSync(next.path, "utf8"))).toMatchObject({ pid: process.pid });
  next.release();
});

test("a process that got the number of a killed one, as in a container started again, is not that one", () => {
  const folder = newFolder();
  const killed = { pid: process.pid, host: hostname(), since: "2026-02-28T08:00:00Z" };
  writeFileSync(join(folder, "apply.lock"), JSON.stringify(killed));
  const lock = taken({ folder, now });
  expect(isLock(takeLock({ folder, now }))).toBe(false);
  lock.release();
  taken({ folder, now }).release();
});

test("the lock of a run on another machine is not taken over, whatever its process", () => {
  const folder = newFolder();
  taken({ folder, now, pid: gonePid, host: "elsewhere" });
  expect(isLock(takeLock({ folder, now, host: "here" }))).toBe(false);
});

test("a takeover that was itself interrupted is left to a person", () => {
  const folder = newFolder();
  taken({ folder, now, pid: gonePid });
  writeFileSync(join(folder, "apply.lock.takeover"), "");
  expect(isLock(takeLock({ folder, now }))).toBe(false);
});

test("a lock that says nothing is held by nobody knows whom", () => {
  const folder = newFolder();
  writeFileSync(join(folder, "apply.lock"), "");
  const refused = takeLock({ folder, now });
  expect(isLock(refused) ? "" : refused.detail).toContain("a run that left no name");
});

test("the state folder is closed to others and kept out of version control", () => {
  const folder = newFolder();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe("*\n");
  writeFileSync(join(folder, ".gitignore"), "");
  openStateFolder(dirname(folder));
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe("*\n");
});
