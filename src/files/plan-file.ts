import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { realpath, rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip, gunzipSync, gzipSync } from "node:zlib";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { SavedPlanHeader } from "../model/saved-plan.ts";
import { FilesError, fileFailure } from "./files-error.ts";
import { afterFirst, firstOf, isPackingError, linesOf } from "./packed-lines.ts";
import { fileKey, seal, unseal } from "./plan-seal.ts";

/** The header as it stands in the file; `sealed` where the other lines are encrypted. */
type FileHeader = SavedPlanHeader & { readonly sealed?: { readonly cipher: "AES-256-GCM"; readonly salt: string } };

/** A saved plan on disk: its header, and its other lines, to be read as often as wanted. */
export interface PlanFile {
  readonly header: SavedPlanHeader;
  readonly lines: () => AsyncIterable<string>;
}

const SEALED_AT_ONCE = 256 * 1024;

/** Writes a plan file (JSON Lines, gzip, mode 0600). It appears whole or not at all, where a link leads to if it is one. */
export async function writePlanFile(
  path: string,
  header: SavedPlanHeader,
  lines: AsyncIterable<string>,
  key: Buffer | undefined,
): Promise<void> {
  const place = await realpath(path).catch(() => path);
  const draft = `${place}.${process.pid}.part`;
  const sealed =
    key === undefined ? {} : { sealed: { cipher: "AES-256-GCM" as const, salt: randomBytes(16).toString("base64") } };
  const full: FileHeader = { ...header, ...sealed };
  try {
    const content = key === undefined ? plainBlocks(full, lines) : sealedBlocks(full, lines, key);
    await pipeline(content, createGzip(), createWriteStream(draft, { flags: "wx", mode: 0o600 }));
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { force: true });
    throw fileFailure(path, error);
  }
}

/** Opens a plan file and reads its header; the other lines are checked as they are read. */
export async function readPlanFile(path: string, key: Buffer | undefined): Promise<PlanFile | Diagnostic> {
  const first = await firstOf(linesOf(path)).catch((error: unknown) =>
    isPackingError(error) ? notAPlan(path) : fileFailure(path, error).diagnostic,
  );
  if (typeof first !== "string") return first ?? notAPlan(path);
  const header = headerOf(first);
  if (header === undefined) return notAPlan(path);
  if (header.sealed === undefined) return { header, lines: () => whole(path, afterFirst(linesOf(path))) };
  if (key === undefined) return sealedWithoutKey(path);
  const { sealed, ...clear } = header;
  const own = fileKey(key, Buffer.from(sealed.salt, "base64"));
  const opened = (): AsyncIterable<string> => whole(path, unsealedLines(path, own, Buffer.from(first)));
  const wrong = await firstOf(opened()).then(
    () => undefined,
    (error: unknown) => (error instanceof FilesError ? error.diagnostic : fileFailure(path, error).diagnostic),
  );
  return wrong ?? { header: clear, lines: opened };
}

/** Whether a plan file was opened, or what stands in the way. */
export function isPlanFile(found: PlanFile | Diagnostic): found is PlanFile {
  return "lines" in found;
}

class WrongKey extends Error {}

/** Says in words what breaks off the lines. */
async function* whole(path: string, lines: AsyncIterable<string>): AsyncGenerator<string> {
  try {
    yield* lines;
  } catch (error) {
    if (error instanceof WrongKey) throw new FilesError(wrongKey(path), error);
    throw isPackingError(error) ? new FilesError(cutOff(path), error) : fileFailure(path, error);
  }
}

async function* plainBlocks(header: FileHeader, lines: AsyncIterable<string>): AsyncGenerator<string> {
  yield `${JSON.stringify(header)}\n`;
  for await (const line of lines) yield `${line}\n`;
}

async function* sealedBlocks(header: FileHeader, lines: AsyncIterable<string>, key: Buffer): AsyncGenerator<string> {
  const first = JSON.stringify(header);
  yield `${first}\n`;
  const own = fileKey(key, Buffer.from(header.sealed?.salt ?? "", "base64"));
  let [number, block] = [0, ""];
  const sealedBlock = (): string => `${seal(own, number++, gzipSync(block), Buffer.from(first)).toString("base64")}\n`;
  for await (const line of lines) {
    block += `${line}\n`;
    if (block.length < SEALED_AT_ONCE) continue;
    yield sealedBlock();
    block = "";
  }
  if (block !== "") yield sealedBlock();
}

async function* unsealedLines(path: string, own: Buffer, header: Buffer): AsyncGenerator<string> {
  let number = 0;
  for await (const line of afterFirst(linesOf(path))) {
    const block = unseal(own, number++, Buffer.from(line, "base64"), header);
    if (block === undefined) throw new WrongKey();
    yield* gunzipSync(block).toString("utf8").split("\n").slice(0, -1);
  }
}

function headerOf(line: string): FileHeader | undefined {
  try {
    const found: unknown = JSON.parse(line);
    const isHeader = typeof found === "object" && found !== null && "format" in found && isSealedWell(found);
    // Its digest covers the header too: from the right format on it is of our own making, or the plan is refused.
    return isHeader && found.format === "audiencectl.plan-file/1" ? (found as FileHeader) : undefined;
  } catch {
    return undefined;
  }
}

function isSealedWell(header: object): boolean {
  const sealed: unknown = Reflect.get(header, "sealed");
  return sealed === undefined || typeof Reflect.get(Object(sealed), "salt") === "string";
}

function notAPlan(path: string): Diagnostic {
  return {
    severity: "error",
    code: "no-plan-file",
    summary: "This is no saved plan",
    detail: `${path} was not written by plan --out of this version. Make a new one.`,
  };
}

function cutOff(path: string): Diagnostic {
  return {
    severity: "error",
    code: "plan-damaged",
    summary: "The saved plan is damaged",
    detail: `${path} was cut off or altered after it was written. Make a new one with plan --out.`,
  };
}

function sealedWithoutKey(path: string): Diagnostic {
  return {
    severity: "error",
    code: "plan-sealed",
    summary: "The saved plan is encrypted",
    detail: `${path} can be read only with the key that it was made with. Set AUDIENCECTL_PLAN_KEY to it.`,
  };
}

function wrongKey(path: string): Diagnostic {
  return {
    severity: "error",
    code: "plan-key-wrong",
    summary: "The saved plan was made with another key",
    detail: `AUDIENCECTL_PLAN_KEY does not open ${path}: it is another key, or the file was altered.`,
  };
}
