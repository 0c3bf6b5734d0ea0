import type { Diagnostic } from "../model/diagnostic.ts";
import type { Field, FileSource } from "../model/source.ts";
import { formOf, type Mismatch } from "./mismatch.ts";
import { sourceName } from "./source-error.ts";

/** How many problems of records one source tells in words; the others are counted. */
const PROBLEMS_TOLD = 100;

/** What is wrong with one record, placed at its line in the source. */
export function recordProblem(
  source: FileSource,
  line: number,
  text: Pick<Diagnostic, "code" | "summary" | "detail">,
): Diagnostic {
  return { severity: "error", ...text, place: { file: sourceName(source), line, column: 1 } };
}

/** A value that is not of its field's type, told by its form alone. */
export function wrongType(
  source: FileSource,
  line: number,
  field: Field,
  value: string,
  mismatch: Mismatch,
): Diagnostic {
  const article = field.type === "address" ? "an" : "a";
  const learned = Object.hasOwn(source.columns, field.name)
    ? ""
    : ` The type was learned from the first records; "columns" can declare another.`;
  return recordProblem(source, line, {
    code: "source-wrong-type",
    summary: "A value is not of its type",
    detail: `Column "${field.name}" is read as ${article} ${field.type}, and this record has a value of the form ${formOf(value)} (0 a digit, x a letter). ${mismatch.wayOut}${learned}`,
  });
}

/** Tells problems in words until there were a hundred; afterwards it answers with none. */
export function limitedTelling(): (problems: () => readonly Diagnostic[]) => readonly Diagnostic[] {
  let left = PROBLEMS_TOLD;
  return (problems) => {
    if (left <= 0) return [];
    const told = problems().slice(0, left);
    left -= told.length;
    return told;
  };
}
