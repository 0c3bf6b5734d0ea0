import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Readable } from "node:stream";
import type { FileSource } from "../model/source.ts";
import { emptySource, SourceError, sourceFinding, sourceName } from "./source-error.ts";

/** Where a source's path starts and what `-` stands for. */
export interface SourceOptions {
  /** The folder of the configuration file. */
  readonly baseDir: string;
  readonly stdin?: Readable;
}

/** The bytes of a source, known to be UTF-8 text and without a byte order mark; throws `SourceError` for anything else. */
export async function* textBytes(source: FileSource, options: SourceOptions): AsyncGenerator<Buffer> {
  let lines = 1;
  let carry: Buffer = Buffer.alloc(0);
  let seen = false;
  for await (const chunk of rawBytes(source, options)) {
    const joined = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    if (!seen && joined.length < 4) {
      carry = joined;
      continue;
    }
    const bytes = seen ? joined : withoutMark(source, joined);
    seen = true;
    const whole = bytes.subarray(0, bytes.length - incompleteTail(bytes));
    carry = bytes.subarray(whole.length);
    if (whole.includes(0)) throw notText(source, "It holds zero bytes, so it is no text file.");
    if (!isUtf8(whole)) throw notUtf8(source, lines + lineOfFirstFlaw(whole));
    lines += lineBreaks(whole);
    yield whole;
  }
  if (!seen) carry = withoutMark(source, carry);
  if (!seen && carry.length === 0) throw emptySource(source);
  if (carry.length > 0 && !isUtf8(carry)) throw notUtf8(source, lines);
  if (carry.length > 0) yield carry;
}

async function* rawBytes(source: FileSource, options: SourceOptions): AsyncGenerator<Buffer> {
  try {
    const stream = source.path === "-" ? standardInput(source, options) : await file(source, options);
    for await (const chunk of stream) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
  } catch (error) {
    throw cannotRead(source, error);
  }
}

/** A pipe would give its content to the look at the header and nothing to the reading, or hang on it. */
async function file(source: FileSource, { baseDir }: SourceOptions): Promise<Readable> {
  const path = resolve(baseDir, source.path);
  const kind = await stat(path);
  if (!kind.isFile() && !kind.isDirectory()) {
    throw new SourceError([
      sourceFinding(source, "path", {
        code: "source-no-file",
        summary: "Source is not an ordinary file",
        detail: `${quoted(source)} is a pipe or a device, which can be read once only, and a file is read twice: for its fields and for its records. Pipe the records in and name "-" as the path, or write them to a file first.`,
      }),
    ]);
  }
  return createReadStream(path);
}

const consumed = new WeakSet<Readable>();

function standardInput(source: FileSource, options: SourceOptions): Readable {
  const stdin = options.stdin;
  if (stdin === undefined || ("isTTY" in stdin && stdin.isTTY === true)) {
    throw new SourceError([
      sourceFinding(source, "path", {
        code: "source-no-input",
        summary: "Nothing on standard input",
        detail: `The source "${source.name}" reads standard input, and nothing is piped in. Pipe the records in, or name a file as its path.`,
      }),
    ]);
  }
  if (consumed.has(stdin)) {
    throw new SourceError([
      sourceFinding(source, "path", {
        code: "source-input-twice",
        summary: "Standard input is read twice",
        detail: `The source "${source.name}" reads standard input, which has been read to its end already. One source alone can have "-" as its path; give the others a file.`,
      }),
    ]);
  }
  consumed.add(stdin);
  return stdin;
}

/** What an error of the file system means to whoever named the file. */
const READ_FAILURES: Readonly<
  Record<string, { readonly code: string; readonly summary: string; readonly says: string }>
> = {
  ENOENT: {
    code: "source-missing",
    summary: "Source file not found",
    says: "does not exist. The path counts from the folder of the configuration file.",
  },
  ENOTDIR: {
    code: "source-missing",
    summary: "Source file not found",
    says: "does not exist: a part of its path is a file and no folder.",
  },
  EISDIR: {
    code: "source-directory",
    summary: "Source is a folder",
    says: "is a folder. Name the file in it that holds the records.",
  },
  EACCES: {
    code: "source-unreadable",
    summary: "Source file not readable",
    says: "may not be read by the user who runs this. Check its permissions.",
  },
};

function cannotRead(source: FileSource, error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const errno = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  const known = READ_FAILURES[errno];
  return new SourceError([
    sourceFinding(source, "path", {
      code: known?.code ?? "source-unreadable",
      summary: known?.summary ?? "Source file not readable",
      detail:
        known === undefined ? `Reading ${quoted(source)} stopped with ${errno}.` : `${quoted(source)} ${known.says}`,
    }),
  ]);
}

/** Files that are no text, by the bytes they start with. */
const FOREIGN: readonly { readonly magic: readonly number[]; readonly says: string }[] = [
  { magic: [0xff, 0xfe], says: "It is UTF-16 text. Save it as UTF-8." },
  { magic: [0xfe, 0xff], says: "It is UTF-16 text. Save it as UTF-8." },
  { magic: [0x50, 0x4b, 3, 4], says: "It is a zip file or a spreadsheet. Export the sheet as CSV in UTF-8." },
  { magic: [0x1f, 0x8b], says: "It is compressed with gzip. Unpack it first." },
];

function withoutMark(source: FileSource, bytes: Buffer): Buffer {
  const foreign = FOREIGN.find(({ magic }) => magic.every((byte, index) => bytes[index] === byte));
  if (foreign !== undefined) throw notText(source, foreign.says);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked ? bytes.subarray(3) : bytes;
}

function notText(source: FileSource, says: string): SourceError {
  return new SourceError([
    sourceFinding(source, "path", {
      code: "source-not-text",
      summary: "Source is not UTF-8 text",
      detail: `${quoted(source)} cannot be read as ${source.type}. ${says}`,
    }),
  ]);
}

function notUtf8(source: FileSource, line: number): SourceError {
  return notText(
    source,
    `Line ${line} holds bytes that are not UTF-8; it may be Latin-1 or Windows-1252. Save it as UTF-8.`,
  );
}

function quoted(source: FileSource): string {
  return source.path === "-" ? "Standard input" : `"${sourceName(source)}"`;
}

/** How many bytes at the end belong to a character whose rest is still to come. */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

function lineBreaks(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

function lineOfFirstFlaw(bytes: Buffer): number {
  let line = 0;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(10, from);
    const next = end === -1 ? bytes.length : end + 1;
    if (!isUtf8(bytes.subarray(from, next))) return line;
    from = next;
  }
  return line;
}
