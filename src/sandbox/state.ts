import { createReadStream, existsSync, readFileSync } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { PartneroStage } from "./partnero/stage.ts";
import { partneroLines, partneroReader } from "./partnero/state-line.ts";
import { audienceLine, memberLine, readLine } from "./state-line.ts";
import { locked } from "./state-lock.ts";
import type { World } from "./world/world.ts";

/** The state of a sandbox between runs. */
export interface State {
  save(): Promise<void>;
  release(): Promise<void>;
}

const NOWHERE: State = { save: async () => {}, release: async () => {} };

/** Opens the state in a folder, reads it in, and keeps others out until it is released. */
export async function openState(dir: string | undefined, world: World, partnero: PartneroStage): Promise<State> {
  if (dir === undefined) return NOWHERE;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const release = await locked(join(dir, "sandbox.lock"));
  const paths = { mailchimp: join(dir, "sandbox.jsonl"), partnero: join(dir, "partnero.jsonl") };
  try {
    await load(paths.mailchimp, (line) => readLine(world, line));
  } catch (error) {
    await release();
    throw error;
  }
  if (existsSync(paths.partnero)) partnero.readLater(() => loadNow(paths.partnero, partneroReader(partnero)));
  const written = async () => {
    await write(paths.mailchimp, linesOf(world));
    if (!partnero.isChanged) return;
    // What changes while the lines are being written is for the next time.
    const lines = [...partneroLines(partnero)];
    partnero.noteWritten();
    await write(paths.partnero, lines).catch((error: unknown) => {
      partnero.written = -1;
      throw error;
    });
  };
  let saving = Promise.resolve();
  return {
    save: () => {
      saving = saving.catch(() => {}).then(written);
      return saving;
    },
    release,
  };
}

async function load(path: string, read: (line: string) => void): Promise<void> {
  if (!existsSync(path)) return;
  const take = numbered(path, read);
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) take(line);
}

function loadNow(path: string, read: (line: string) => void): void {
  const take = numbered(path, read);
  for (const line of readFileSync(path, "utf8").split("\n")) take(line);
}

/** Reads lines, and says which one could not be read. */
function numbered(path: string, read: (line: string) => void): (line: string) => void {
  let number = 0;
  return (line) => {
    number++;
    try {
      if (line !== "") read(line);
    } catch (error) {
      throw new Error(`The sandbox's state cannot be read: ${path}:${number}. Delete the file to start anew.`, {
        cause: error,
      });
    }
  };
}

// Written beside and renamed: a crash leaves the old state whole.
async function write(path: string, lines: Iterable<string>): Promise<void> {
  const file = await open(`${path}.new`, "w", 0o600);
  try {
    let pending = "";
    for (const line of lines) {
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
