import { CsvError, Parser } from "csv-parse";
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
  const parser = new RowParser({
    delimiter: source.delimiter ?? ",",
    max_record_size: LONGEST_ROW,
    record_delimiter: [...LINE_BREAKS],
    relax_column_count: true,
    skip_empty_lines: true,
  });
  // What is thrown is enough; without a listener the process would end.
  parser.on("error", () => {});
  try {
    for await (const bytes of textBytes(source, options)) {
      await settled((done) => parser.write(bytes, done));
      yield parser.taken();
    }
    await settled((done) => parser.end(done));
    yield parser.taken();
  } catch (error) {
    throw error instanceof CsvError ? new SourceError([malformed(source, error)]) : error;
  } finally {
    parser.destroy();
  }
}

/**
 * Notes the line of each row as it is found, and keeps the rows until they are taken. csv-parse's own `info` would copy
 * a dozen counters for every row, and its readable side would hand on one row at a time.
 */
class RowParser extends Parser {
  #rows: CsvRow[] = [];
  #last = 0;
  #doubled = 0;

  /** csv-parse calls it with each row, and with null after the last one. */
  override push(cells: readonly string[] | null): boolean {
    if (cells === null) return super.push(null);
    const { lines } = this.info;
    // It counts a CRLF inside a quoted cell as two lines.
    if (lines - this.#last > 1) this.#doubled += breaksWithin(cells);
    this.#last = lines;
    this.#rows.push({ line: lines - this.#doubled, cells });
    return true;
  }

  /** The rows that were found since the last time. */
  taken(): readonly CsvRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }
}

/** Resolves once a piece is parsed; throws where it is malformed. */
function settled(start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
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
