import type { Diagnostic } from "../model/diagnostic.ts";
import type {
  BrokenRecord,
  Field,
  FieldValue,
  FileSource,
  RecordStream,
  SourceRecord,
  SourceSchema,
} from "../model/source.ts";
import type { SourceOptions } from "./bytes.ts";
import { cellValue } from "./cell.ts";
import { type CsvRow, csvRows } from "./csv.ts";
import { columnNames, headerFields, headerFindings } from "./csv-header.ts";
import type { Inspection } from "./inspection.ts";
import { Mismatch } from "./mismatch.ts";
import { limitedTelling, recordProblem, wrongType } from "./record-problem.ts";
import { emptySource, SourceError, sourceFinding, sourceName } from "./source-error.ts";

/** Learns the fields of a csv file from its header alone. */
export async function inspectCsv(source: FileSource, options: SourceOptions): Promise<Inspection> {
  for await (const [header] of csvRows(source, options)) {
    if (header === undefined) continue;
    const findings = headerFindings(source, header);
    return { schema: { fields: headerFields(source, header), complete: true }, findings };
  }
  throw emptySource(source);
}

/** The records of a csv file, one a row. */
export async function* csvRecords(source: FileSource, schema: SourceSchema, options: SourceOptions): RecordStream {
  const told = limitedTelling();
  let reader: RowReader | undefined;
  for await (const rows of csvRows(source, options)) {
    const [header] = rows;
    if (header === undefined) continue;
    const read = reader ?? rowReader(source, schema, header);
    yield (reader === undefined ? rows.slice(1) : rows).map((row) => read(row, told));
    reader = read;
  }
  if (reader === undefined) throw emptySource(source);
}

type Told = ReturnType<typeof limitedTelling>;
type RowReader = (row: CsvRow, told: Told) => SourceRecord | BrokenRecord;

function rowReader(source: FileSource, schema: SourceSchema, header: CsvRow): RowReader {
  const findings = headerFindings(source, header);
  if (findings.length > 0) throw new SourceError(findings);
  const names = columnNames(header);
  const columns = schema.fields.map((field) => ({ field, index: indexOf(source, names, field) }));
  const emailAt = names.indexOf(source.email);
  const file = sourceName(source);
  return ({ line, cells }, told) => {
    const email = (cells[emailAt] ?? "").trim();
    const at = `${file}:${line}`;
    if (cells.length !== names.length) {
      const problems = told(() => [ragged(source, line, names.length, cells.length)]);
      return { email: email.includes("@") ? email : "", at, values: [], problems };
    }
    const wrong: Wrong[] = [];
    const values = columns.map(({ field, index }): FieldValue => {
      const text = cells[index] ?? "";
      const value = cellValue(field.type, text);
      if (!(value instanceof Mismatch)) return value;
      wrong.push({ field, text, mismatch: value });
      return undefined;
    });
    if (wrong.length === 0) return { email, at, values };
    return { email, at, values, problems: told(() => wrong.map((one) => wrongCell(source, line, one))) };
  };
}

interface Wrong {
  readonly field: Field;
  readonly text: string;
  readonly mismatch: Mismatch;
}

function wrongCell(source: FileSource, line: number, { field, text, mismatch }: Wrong): Diagnostic {
  return wrongType(source, line, field, text, mismatch);
}

function indexOf(source: FileSource, names: readonly string[], field: Field): number {
  const index = names.indexOf(field.name);
  if (index !== -1) return index;
  throw new SourceError([
    sourceFinding(source, "path", {
      code: "source-changed",
      summary: "The source changed while it was read",
      detail: `${sourceName(source)} had a column "${field.name}" when its header was looked at and has none now. Run again once the file is complete.`,
    }),
  ]);
}

function ragged(source: FileSource, line: number, expected: number, found: number): Diagnostic {
  return recordProblem(source, line, {
    code: "source-ragged-row",
    summary: "A row has another number of cells than the header",
    detail: `The header has ${expected} columns, this row has ${found}. A cell with the delimiter in it stands in quotes; a row that was cut off comes from an export that did not finish.`,
  });
}
