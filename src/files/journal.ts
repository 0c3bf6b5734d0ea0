import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** What an apply did, step by step, for whoever looks after a crash. Nothing depends on it. */
export interface Journal {
  note(entry: object): void;
  close(): void;
}

/**
 * Opens `journal/<time>.jsonl` in the state folder, readable by its user alone; nothing that is written to it may name a
 * person. Where it cannot be written, apply goes on without.
 */
export function openJournal(folder: string, now: Date, clock: () => Date): Journal {
  const file = created(join(folder, "journal"), `${now.toISOString().replaceAll(":", "-")}-${process.pid}.jsonl`);
  return {
    note: (entry) => {
      if (file !== undefined)
        attempt(() => writeSync(file, `${JSON.stringify({ at: clock().toISOString(), ...entry })}\n`));
    },
    close: () => {
      if (file !== undefined) attempt(() => closeSync(file));
    },
  };
}

const KEPT = 20;

function created(folder: string, name: string): number | undefined {
  return attempt(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const old of readdirSync(folder).sort().slice(0, -KEPT)) rmSync(join(folder, old), { force: true });
    return openSync(join(folder, name), "a", 0o600);
  });
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
