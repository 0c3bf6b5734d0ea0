import { pipeline } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { FileSource } from "../model/source.ts";
import { type SourceOptions, textBytes } from "./bytes.ts";
import { SourceError, sourceFinding, sourceName } from "./source-error.ts";

/** One row of a csv file, the header among them, with the number of its last line. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** More than any real row has; a quote that is never closed reaches it before memory does. */
const LONGEST_ROW = 1 << 20;

/** The rows of a csv file; throws `SourceError` where quotes leave no doubt-free way to tell rows apart. */
export async function* csvRows(source: FileSource, options: SourceOptions): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter: source.delimiter ?? ",",
    info: true,
    max_record_size: LONGEST_ROW,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  pipeline(textBytes(source, options), parser, () => {});
  let last = 0;
  let doubled = 0;
  try {
    for await (const { record, info } of parser) {
      // csv-parse counts a CRLF inside a quoted cell as two lines.
      if (info.lines - last > 1) doubled += breaksWithin(record);
      last = info.lines;
      yield { line: info.lines - doubled, cells: record };
    }
  } catch (error) {
    throw error instanceof CsvError ? new SourceError([malformed(source, error)]) : error;
  }
}

function breaksWithin(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + cell.split("\r\n").length - 1, 0);
}

/** What csv-parse's words mean for the file. */
const FLAWS: Readonly<Record<string, string>> = {
  CSV_INVALID_CLOSING_QUOTE:
    'a quoted cell goes on after its closing quote. Inside a quoted cell a quote is written twice: "".',
  INVALID_OPENING_QUOTE:
    'a quote stands in the middle of a cell. Put the whole cell in quotes and write the quote twice: "".',
  CSV_QUOTE_NOT_CLOSED: "a quote is opened and never closed.",
  CSV_MAX_RECORD_SIZE: "a row is longer than 1 MiB. A quote that is opened and never closed makes rows like this.",
};

function malformed(source: FileSource, error: CsvError) {
  const line = /\bat line (\d+)/.exec(error.message)?.[1];
  const where = line === undefined ? sourceName(source) : `${sourceName(source)}:${line}`;
  return sourceFinding(source, "path", {
    code: "source-bad-quotes",
    summary: "Rows of the source cannot be told apart",
    detail: `${where}: ${FLAWS[error.code] ?? `the csv is malformed (${error.code}).`} Nothing after this line is certain, so the file is not read.`,
  });
}
