import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openRunFolder } from "../../src/files/run-folder.ts";

const root = mkdtempSync(join(tmpdir(), "audiencectl-test-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A process id that was in use and is not any more. */
function goneProcess(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

test("a run has a folder of its own, closed to others, and it goes with the run", () => {
  const [one, two] = [openRunFolder(root), openRunFolder(root)];
  expect(one.path).not.toBe(two.path);
  expect(statSync(one.path).mode & 0o777).toBe(0o700);
  one.spool("wishes").append("a line");
  one.close();
  expect(existsSync(one.path)).toBe(false);
  expect(existsSync(two.path)).toBe(true);
  two.close();
});

test("what a killed run left behind goes with the next one, and nothing else does", () => {
  const running = openRunFolder(root);
  const abandoned = running.path.replace(`-${process.pid}-`, `-${goneProcess()}-`);
  const elsewhere = abandoned.replace(/run-[0-9a-f]{8}/, "run-00000000");
  const others = join(root, "audiencectl-notes");
  for (const path of [abandoned, elsewhere, others]) mkdirSync(path);
  const next = openRunFolder(root);
  expect(new Set(readdirSync(root).map((name) => join(root, name)))).toEqual(
    new Set([running.path, elsewhere, others, next.path]),
  );
  running.close();
  next.close();
});

test("the end of the process removes the folder", () => {
  const module = new URL("../../src/files/run-folder.ts", import.meta.url).href;
  const script = `import(${JSON.stringify(module)}).then(({ openRunFolder }) => {
    openRunFolder(${JSON.stringify(root)}).spool("x").append("y");
    process.exit(7);
  });`;
  const { status } = spawnSync(process.execPath, ["--import", "tsx", "-e", script], { encoding: "utf8" });
  expect(status).toBe(7);
  expect(readdirSync(root).filter((name) => name.startsWith("audiencectl-run-")).length).toBe(1);
});
