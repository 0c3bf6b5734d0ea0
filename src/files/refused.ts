import { createHmac, randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { STATE_FOLDER } from "./state-folder.ts";

/** Whom Mailchimp refused in the last 30 days. Without it they are merely tried once more. */
export interface Refused {
  has(audience: string, email: string): boolean;
  add(audience: string, email: string): void;
  /** Writes down what was added; where nothing was, nothing is written. */
  save(): void;
}

const DAYS = 30;

/**
 * Opens `.audiencectl/refused` beside the configuration. It holds no address, only hashes under a key of its own; a line
 * that is damaged counts as not there, and what is older than 30 days is forgotten.
 */
export function openRefused(baseDir: string, now: Date): Refused {
  const path = join(baseDir, STATE_FOLDER, "refused");
  const { key, entries } = read(path, now);
  const hashOf = (audience: string, email: string): string =>
    createHmac("sha256", key).update(`${audience}\n${email.toLowerCase()}`).digest("hex");
  let added = false;
  return {
    has: (audience, email) => entries.size > 0 && entries.has(hashOf(audience, email)),
    add: (audience, email) => {
      entries.set(hashOf(audience, email), now.toISOString());
      added = true;
    },
    save: () => {
      if (added) write(path, key, entries);
    },
  };
}

interface Kept {
  readonly key: Buffer;
  /** When each was refused, by its hash. */
  readonly entries: Map<string, string>;
}

function read(path: string, now: Date): Kept {
  const [first = "", ...lines] = textOf(path).split("\n");
  const key = /^audiencectl\.refused\/1 ([0-9a-f]{64})$/.exec(first)?.[1];
  const entries = new Map<string, string>();
  if (key === undefined) return { key: randomBytes(32), entries };
  const oldest = now.getTime() - DAYS * 86_400_000;
  for (const line of lines) {
    const [, hash, moment] = /^([0-9a-f]{64}) (\S+)$/.exec(line) ?? [];
    if (hash !== undefined && moment !== undefined && Date.parse(moment) >= oldest) entries.set(hash, moment);
  }
  return { key: Buffer.from(key, "hex"), entries };
}

/** A file that cannot be read is as good as none. */
function textOf(path: string): string {
  try {
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  } catch {
    return "";
  }
}

function write(path: string, key: Buffer, entries: ReadonlyMap<string, string>): void {
  const lines = [...entries].map(([hash, moment]) => `${hash} ${moment}\n`);
  const draft = `${path}.${process.pid}.part`;
  try {
    writeFileSync(draft, `audiencectl.refused/1 ${key.toString("hex")}\n${lines.join("")}`, { mode: 0o600 });
    renameSync(draft, path);
  } catch {
    // What was applied is applied: a full disk must not hide the report.
    rmSync(draft, { force: true });
  }
}
