import { createHash } from "node:crypto";
import { lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { withFile } from "./files-error.ts";
import { isAlive } from "./living.ts";
import { openSpool, type Spool } from "./spool.ts";

/** A folder for what one run cannot keep in memory; personal data may be in it, so nobody else may read it. */
export interface RunFolder {
  readonly path: string;
  /** A new spool; the name only helps whoever looks into the folder. */
  spool(name: string): Spool;
  /** Closes the spools and removes the folder; the end of the process does it too. */
  close(): void;
}

/** Makes the folder of this run, and removes those that killed runs of this user left behind. */
export function openRunFolder(root: string = tmpdir()): RunFolder {
  removeAbandoned(root);
  const path = withFile(root, () => mkdtempSync(join(root, `${PREFIX}${HOST}-${process.pid}-`)));
  const spools: Spool[] = [];
  const close = () => {
    process.off("exit", close);
    for (const spool of spools.splice(0)) spool.close();
    rmSync(path, { recursive: true, force: true });
  };
  process.once("exit", close);
  return {
    path,
    spool: (name) => {
      const spool = openSpool(join(path, `${spools.length}-${name}`));
      spools.push(spool);
      return spool;
    },
    close,
  };
}

const PREFIX = "audiencectl-run-";

/** Process ids mean something on their own machine alone, and a temporary folder may be shared. */
const HOST = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);

const NAME = /^audiencectl-run-([0-9a-f]{8})-(\d+)-/;

function removeAbandoned(root: string): void {
  for (const name of withFile(root, () => readdirSync(root))) {
    const [, host, pid] = NAME.exec(name) ?? [];
    if (host === HOST && !isAlive(Number(pid)) && isOwn(join(root, name))) {
      rmSync(join(root, name), { recursive: true, force: true });
    }
  }
}

function isOwn(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && (process.getuid === undefined || stat.uid === process.getuid());
}
