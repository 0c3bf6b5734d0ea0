import { hkdfSync, randomBytes } from "node:crypto";
import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { seal, unseal } from "./plan-seal.ts";

/** Records of a long reading that broke off, for the next run to go on with instead of asking again. */
export interface UnfinishedRead {
  find(id: string): JsonObject | undefined;
  keep(id: string, record: JsonObject): void;
  /** The reading came to its end: nothing of it is kept. */
  finish(): void;
}

/** What an unfinished reading is opened with. */
export interface UnfinishedOptions {
  /** The folder for what one run leaves to the next. */
  readonly folder: string;
  /** Tells it from other readings; fit for a file's name. */
  readonly name: string;
  /** The key that the records were asked for with: whoever has it could ask for them anyway, nobody else can open them. */
  readonly secret: string;
  readonly now: Date;
}

/** A long reading takes so long anyway: what it read first is no younger than this when it ends. */
const MINUTES = 30;

/**
 * Opens what a reading left in the last half hour, and goes on with it. The records are sealed with the key that they
 * were asked for with. Where nothing can be written nothing is kept, and the reading goes on without.
 */
export function openUnfinishedRead(options: UnfinishedOptions): UnfinishedRead {
  const path = join(options.folder, `${options.name}.unfinished`);
  const left = readBack(path, options);
  let file: SealedLines | undefined;
  const keep = (id: string, record: JsonObject): void => {
    if (file === undefined) {
      file = new SealedLines(path, left.since, options.secret);
      // Written anew: a line that was cut off when the run was killed must not stand before others.
      for (const one of left.records) file.add(one);
    }
    if (!left.records.has(id)) file.add([id, record]);
  };
  const finish = (): void => {
    file?.close();
    attempt(() => rmSync(path, { force: true }));
  };
  return { find: (id) => left.records.get(id), keep, finish };
}

type Entry = readonly [id: string, record: JsonObject];

/** A file of sealed lines below a header. */
class SealedLines {
  readonly #file: number | undefined;
  readonly #key: Buffer;
  readonly #header: string;
  #lines = 0;

  constructor(path: string, since: string, secret: string) {
    const salt = randomBytes(16).toString("hex");
    this.#header = JSON.stringify({ format: FORMAT, since, salt });
    this.#key = keyOf(secret, salt);
    attempt(() => rmSync(path, { force: true }));
    this.#file = attempt(() => openSync(path, "wx", 0o600));
    this.#write(this.#header);
  }

  add(entry: Entry): void {
    const block = Buffer.from(JSON.stringify(entry));
    this.#write(seal(this.#key, this.#lines++, block, Buffer.from(this.#header)).toString("base64"));
  }

  close(): void {
    const file = this.#file;
    if (file !== undefined) attempt(() => closeSync(file));
  }

  #write(line: string): void {
    const file = this.#file;
    if (file !== undefined) attempt(() => writeSync(file, `${line}\n`));
  }
}

const FORMAT = "audiencectl.unfinished/1";

function readBack(path: string, { secret, now }: UnfinishedOptions) {
  const nothing = { since: now.toISOString(), records: new Map<string, JsonObject>() };
  const [header = "", ...lines] = (attempt(() => readFileSync(path, "utf8")) ?? "").split("\n");
  const head: Json | undefined = attempt(() => JSON.parse(header));
  if (!isJsonObject(head) || head["format"] !== FORMAT) return nothing;
  const since = String(head["since"]);
  const age = now.getTime() - Date.parse(since);
  if (!(age >= 0 && age < MINUTES * 60_000)) return nothing;
  const key = keyOf(secret, String(head["salt"]));
  const records = new Map<string, JsonObject>();
  for (const [number, line] of lines.entries()) {
    const entry = attempt(() => entryIn(unseal(key, number, Buffer.from(line, "base64"), Buffer.from(header))));
    if (entry === undefined) break;
    records.set(...entry);
  }
  return records.size === 0 ? nothing : { since, records };
}

function entryIn(block: Buffer | undefined): [string, JsonObject] | undefined {
  const entry: unknown = block === undefined ? undefined : JSON.parse(block.toString("utf8"));
  if (!Array.isArray(entry)) return undefined;
  const [id, record]: readonly unknown[] = entry;
  return typeof id === "string" && isJsonObject(record) ? [id, record] : undefined;
}

function keyOf(secret: string, salt: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, "audiencectl unfinished reading", 32));
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
