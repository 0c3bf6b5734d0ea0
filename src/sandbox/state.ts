import { createReadStream, existsSync } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { audienceLine, memberLine, readLine } from "./state-line.ts";
import { locked } from "./state-lock.ts";
import type { World } from "./world/world.ts";

/** The state of a sandbox between runs. */
export interface State {
  save(): Promise<void>;
  release(): Promise<void>;
}

const NOWHERE: State = { save: async () => {}, release: async () => {} };

/** Opens the state in a folder, reads it into the world, and keeps others out until it is released. */
export async function openState(dir: string | undefined, world: World): Promise<State> {
  if (dir === undefined) return NOWHERE;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const release = await locked(join(dir, "sandbox.lock"));
  const path = join(dir, "sandbox.jsonl");
  try {
    await load(path, world);
  } catch (error) {
    await release();
    throw error;
  }
  let saving = Promise.resolve();
  return {
    save: () => {
      saving = saving.catch(() => {}).then(() => write(path, world));
      return saving;
    },
    release,
  };
}

async function load(path: string, world: World): Promise<void> {
  if (!existsSync(path)) return;
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  for await (const line of lines) {
    number++;
    try {
      if (line !== "") readLine(world, line);
    } catch (error) {
      throw new Error(`The sandbox's state cannot be read: ${path}:${number}. Delete the file to start anew.`, {
        cause: error,
      });
    }
  }
}

// Written beside and renamed: a crash leaves the old state whole.
async function write(path: string, world: World): Promise<void> {
  const file = await open(`${path}.new`, "w", 0o600);
  try {
    let pending = "";
    for (const line of linesOf(world)) {
      pending += `${line}\n`;
      if (pending.length < 1 << 20) continue;
      await file.write(pending);
      pending = "";
    }
    await file.write(pending);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

function* linesOf(world: World): Generator<string> {
  yield JSON.stringify({ kind: "sandbox", version: 1, serial: world.serial });
  for (const audience of world.audiences.values()) {
    yield audienceLine(audience);
    for (const member of audience.roster.all()) yield memberLine(audience, member);
  }
}
