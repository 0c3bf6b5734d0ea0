import type { FileSource } from "../model/source.ts";
import { type SourceOptions, textBytes } from "./bytes.ts";
import { SourceError, sourceFinding, sourceName } from "./source-error.ts";

/** One line of an ndjson file that is not blank. */
export interface NdjsonLine {
  readonly line: number;
  readonly text: string;
}

/** More than any real record has; a file without line breaks reaches it before memory does. */
const LONGEST_LINE = 1 << 20;

/** The lines of an ndjson file, as many at once as a piece of it holds; throws `SourceError` for a line without an end. */
export async function* ndjsonLines(source: FileSource, options: SourceOptions): AsyncGenerator<readonly NdjsonLine[]> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 0;
  for await (const chunk of textBytes(source, options)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const lines: NdjsonLine[] = [];
    let from = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
      line += 1;
      const text = bytes.toString("utf8", from, end).trim();
      if (end - from > LONGEST_LINE) throw tooLong(source, line);
      if (text !== "") lines.push({ line, text });
      from = end + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length > LONGEST_LINE) throw tooLong(source, line + 1);
    yield lines;
  }
  const last = rest.toString("utf8").trim();
  if (last !== "") yield [{ line: line + 1, text: last }];
}

function tooLong(source: FileSource, line: number): SourceError {
  return new SourceError([
    sourceFinding(source, "path", {
      code: "source-long-line",
      summary: "A line of the source is too long",
      detail: `${sourceName(source)}:${line} is longer than 1 MiB. NDJSON has one record a line; a JSON array is turned into it by  jq -c '.[]'.`,
    }),
  ]);
}
