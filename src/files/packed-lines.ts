import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { codeOf } from "./files-error.ts";

/** The lines of a gzipped file; a last one without its line break is none. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  const [packed, unpacked] = [createReadStream(path), createGunzip()];
  const reading = pipeline(packed, unpacked);
  reading.catch(() => {});
  try {
    let rest = "";
    for await (const chunk of unpacked.setEncoding("utf8")) {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
    await reading;
  } finally {
    packed.destroy();
  }
}

/** All but the first. */
export async function* afterFirst(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let first = true;
  for await (const line of lines) {
    if (!first) yield line;
    first = false;
  }
}

/** The first; undefined where there is none. */
export async function firstOf(lines: AsyncIterable<string>): Promise<string | undefined> {
  for await (const line of lines) return line;
  return undefined;
}

/** Whether what failed is the unpacking: the file is no gzip, or was cut off or altered. */
export function isPackingError(error: unknown): boolean {
  return codeOf(error)?.startsWith("Z_") === true;
}
