import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { withFile } from "./files-error.ts";

/** Lines kept in a file: written once at the end, read at a place or from the start, as often as wanted. */
export interface Spool extends AsyncIterable<string> {
  /** How many lines there are. */
  readonly count: number;
  /** Keeps one line, which has no line break in it, and tells its place. */
  append(line: string): number;
  /** The line at a place that `append` told. */
  read(place: number): string;
  close(): void;
}

/** Makes a spool at a path where nothing stands yet, readable by its user alone. */
export function openSpool(path: string): Spool {
  const file = withFile(path, () => openSync(path, "wx+", 0o600));
  const writer = lineWriter(path, file);
  const lineAt = lineReader(path, file, writer);
  return {
    get count() {
      return writer.count();
    },
    append: writer.append,
    read: lineAt,
    [Symbol.asyncIterator]: () => replay(path, file, writer),
    close: () => closeSync(file),
  };
}

const BREAK = 10;
const WRITTEN_AT_ONCE = 1 << 20;

interface LineWriter {
  append(line: string): number;
  count(): number;
  /** Where the next line will stand. */
  end(): number;
  flush(): void;
}

function lineWriter(path: string, file: number): LineWriter {
  let pending = Buffer.allocUnsafe(WRITTEN_AT_ONCE);
  let used = 0;
  let written = 0;
  let count = 0;
  const flush = () => {
    const bytes = pending.subarray(0, used);
    for (let from = 0; from < used; ) {
      from += withFile(path, () => writeSync(file, bytes, from, used - from, written + from));
    }
    written += used;
    used = 0;
  };
  return {
    append(line) {
      if (line.includes("\n")) throw new Error("a line of a spool has a line break in it");
      const most = line.length * 3 + 1;
      if (used + most > pending.length) flush();
      if (most > pending.length) pending = Buffer.allocUnsafe(most);
      const place = written + used;
      used += pending.write(line, used, "utf8");
      pending[used] = BREAK;
      used += 1;
      count += 1;
      return place;
    },
    count: () => count,
    end: () => written + used,
    flush,
  };
}

const NEAR = 1 << 12;
const FAR = 1 << 18;

/** Reads lines at places; where one place follows the other it reads far ahead, else little more than a line. */
function lineReader(path: string, file: number, writer: LineWriter): (place: number) => string {
  const near = Buffer.allocUnsafe(NEAR);
  let window = near.subarray(0, 0);
  let start = 0;
  const load = (place: number, size: number) => {
    window = block(path, file, place, size === NEAR ? near : Buffer.allocUnsafe(size));
    start = place;
  };
  return (place) => {
    if (place < 0 || place >= writer.end()) throw new Error("no line of the spool stands at this place");
    const after = start + window.length;
    let stop = place < start || place >= after ? -1 : window.indexOf(BREAK, place - start);
    if (stop === -1) {
      writer.flush();
      load(place, place >= start && place <= after + NEAR ? FAR : NEAR);
      stop = window.indexOf(BREAK);
    }
    for (let size = FAR; stop === -1; size *= 2) {
      load(place, size);
      stop = window.indexOf(BREAK);
    }
    return window.toString("utf8", place - start, stop);
  };
}

/** The lines that stand when it starts, from the first to the last. */
async function* replay(path: string, file: number, writer: LineWriter): AsyncGenerator<string> {
  writer.flush();
  const end = writer.end();
  let rest = Buffer.alloc(0);
  for (let at = 0; at < end; ) {
    const bytes = block(path, file, at, Buffer.allocUnsafe(Math.min(FAR, end - at)));
    at += bytes.length;
    const joined = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    let from = 0;
    for (let stop = joined.indexOf(BREAK); stop !== -1; stop = joined.indexOf(BREAK, from)) {
      yield joined.toString("utf8", from, stop);
      from = stop + 1;
    }
    rest = joined.subarray(from);
  }
}

/** As much of the file, from a place on, as there is and the bytes hold. */
function block(path: string, file: number, place: number, bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const read = withFile(path, () => readSync(file, bytes, 0, bytes.length, place));
  if (read === 0) throw new Error(`${path} is shorter than what was written to it`);
  return bytes.subarray(0, read);
}
