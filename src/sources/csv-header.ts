import type { Finding } from "../model/diagnostic.ts";
import { nearestOffer } from "../model/nearest-name.ts";
import type { Field, FileSource } from "../model/source.ts";
import type { CsvRow } from "./csv.ts";
import { sourceFinding, sourceName } from "./source-error.ts";

/** The fields that a csv header promises: the declared type of each column, else text. */
export function headerFields(source: FileSource, header: CsvRow): readonly Field[] {
  return columnNames(header).map((name) => ({ name, type: declaredType(source, name) ?? "text" }));
}

/** The names in a header, trimmed as rules write them. */
export function columnNames(header: CsvRow): readonly string[] {
  return header.cells.map((cell) => cell.trim());
}

/** What is wrong with a header: columns without a name or with one name, and columns that are asked for and not there. */
export function headerFindings(source: FileSource, header: CsvRow): readonly Finding[] {
  const names = columnNames(header);
  return [
    ...nameless(source, names),
    ...doubled(source, names),
    ...absentEmail(source, names),
    ...absentColumns(source, names),
  ];
}

function declaredType(source: FileSource, name: string) {
  return Object.hasOwn(source.columns, name) ? source.columns[name] : undefined;
}

function nameless(source: FileSource, names: readonly string[]): readonly Finding[] {
  const places = names.flatMap((name, index) => (name === "" ? [index + 1] : []));
  if (places.length === 0) return [];
  return [
    sourceFinding(source, "path", {
      code: "source-nameless-column",
      summary: "A column of the source has no name",
      detail: `${sourceName(source)}:1: column ${places.join(", ")} of ${names.length} has an empty header. Name it, or take it out of the file; a delimiter at the end of the line makes one too.`,
    }),
  ];
}

function doubled(source: FileSource, names: readonly string[]): readonly Finding[] {
  const twice = new Set(names.filter((name, index) => name !== "" && names.indexOf(name) !== index));
  return [...twice].map((name) => {
    const places = names.flatMap((other, index) => (other === name ? [index + 1] : []));
    return sourceFinding(source, "path", {
      code: "source-duplicate-column",
      summary: "Two columns of the source have one name",
      detail: `${sourceName(source)}:1: "${name}" names columns ${places.join(" and ")}, so nobody can say which one is meant. Rename all but one.`,
    });
  });
}

function absentEmail(source: FileSource, names: readonly string[]): readonly Finding[] {
  if (names.includes(source.email)) return [];
  return [
    sourceFinding(source, "email", {
      code: "source-no-email-column",
      summary: "The source has no such e-mail column",
      detail: `${sourceName(source)} has no column "${source.email}".${nearestOffer(source.email, names)} ${columnsOf(names)}`,
    }),
  ];
}

function absentColumns(source: FileSource, names: readonly string[]): readonly Finding[] {
  return Object.keys(source.columns)
    .filter((name) => !names.includes(name))
    .map((name) =>
      sourceFinding(source, ["columns", name], {
        code: "source-no-column",
        summary: "The source has no such column",
        detail: `"columns" gives a type to "${name}", which ${sourceName(source)} does not have.${nearestOffer(name, names)} ${columnsOf(names)}`,
      }),
    );
}

const OTHER_DELIMITERS: readonly (readonly [delimiter: string, name: string])[] = [
  [";", "semicolons"],
  ["\t", "tabs"],
  ["|", "bars"],
  [",", "commas"],
];

function columnsOf(names: readonly string[]): string {
  const [only = ""] = names;
  const other = names.length === 1 ? OTHER_DELIMITERS.find(([delimiter]) => only.includes(delimiter)) : undefined;
  if (other !== undefined) {
    return `Its header is one column with ${other[1]} in it: set delimiter: ${JSON.stringify(other[0])}.`;
  }
  const shown = names.slice(0, 20).map((name) => `"${name}"`);
  return `Its columns are ${shown.join(", ")}${names.length > 20 ? " and more" : ""}.`;
}
