import { CsvError, type Parser, parse } from "csv-parse";
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

/** All at once: a header put in front of an export by another tool ends otherwise than its rows do. */
const LINE_BREAKS = ["\r\n", "\n", "\r"] as const;

/**
 * The rows of a csv file, as many at once as a piece of it holds: handed on one by one, each would cost several turns
 * of the event loop. Throws `SourceError` where quotes leave no doubt-free way to tell rows apart.
 */
export async function* csvRows(source: FileSource, options: SourceOptions): AsyncGenerator<readonly CsvRow[]> {
  const parser = parse({
    delimiter: source.delimiter ?? ",",
    info: true,
    max_record_size: LONGEST_ROW,
    record_delimiter: [...LINE_BREAKS],
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const numbered = lineCounter();
  // What is thrown is enough; without a listener the process would end.
  parser.on("error", () => {});
  try {
    for await (const bytes of textBytes(source, options)) {
      const parsed = writing(parser, bytes);
      const rows = ready(parser);
      await parsed;
      yield rows.map(numbered);
    }
    parser.end();
    const rest: Parsed[] = [];
    for await (const row of parser) rest.push(row);
    yield rest.map(numbered);
  } catch (error) {
    throw error instanceof CsvError ? new SourceError([malformed(source, error)]) : error;
  } finally {
    parser.destroy();
  }
}

/** A record as csv-parse gives it with `info`. */
interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Resolves once the piece is parsed and its rows are taken; throws where it is malformed. */
function writing(parser: Parser, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

function ready(parser: Parser): readonly Parsed[] {
  const rows: Parsed[] = [];
  for (let row: Parsed | null = parser.read(); row !== null; row = parser.read()) rows.push(row);
  return rows;
}

/** csv-parse counts a CRLF inside a quoted cell as two lines. */
function lineCounter(): (row: Parsed) => CsvRow {
  let last = 0;
  let doubled = 0;
  return ({ record, info }) => {
    if (info.lines - last > 1) doubled += breaksWithin(record);
    last = info.lines;
    return { line: info.lines - doubled, cells: record };
  };
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
