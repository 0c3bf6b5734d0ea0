import type { Finding } from "../model/diagnostic.ts";
import { nearestOffer } from "../model/nearest-name.ts";
import type { FileSource } from "../model/source.ts";
import type { NdjsonLine } from "./ndjson.ts";
import { sourceFinding, sourceName } from "./source-error.ts";

/** Names that the declaration asks for and that none of the inspected records has. */
export function absentKeys(source: FileSource, names: readonly string[]): readonly Finding[] {
  const email = names.includes(source.email) ? [] : [absentEmail(source, names)];
  const columns = Object.keys(source.columns).filter((name) => name !== source.email && !names.includes(name));
  return [...email, ...columns.map((name) => absentColumn(source, name, names))];
}

/** Fields whose values are of several types. */
export function mixedTypes(source: FileSource, mixed: readonly string[]): readonly Finding[] {
  return mixed.map((name) =>
    sourceFinding(source, "columns", {
      severity: "warning",
      code: "source-mixed-types",
      summary: "Values of one name are of several types",
      detail: `"${name}" of ${sourceName(source)} holds values of several types and is read as text. Give it a type:  columns: { ${name}: text }`,
    }),
  );
}

/** A file in whose first lines there is no record at all. */
export function noRecords(source: FileSource, first: NdjsonLine): Finding {
  const array = first.text.startsWith("[");
  const csv = !array && !first.text.startsWith("{") && /[,;\t]/.test(first.text);
  const reason = array
    ? "It starts with a JSON array; turn it into one object a line by  jq -c '.[]'."
    : csv
      ? "It looks like csv: set type: csv."
      : 'In NDJSON each line is one whole object, {"email": …}; objects spread over several lines are put on one by  jq -c .';
  return sourceFinding(source, "path", {
    code: "source-no-records",
    summary: "Source holds no NDJSON records",
    detail: `Not one of the first lines of ${sourceName(source)} (from line ${first.line}) is a JSON object. ${reason}`,
  });
}

function absentEmail(source: FileSource, names: readonly string[]): Finding {
  return sourceFinding(source, "email", {
    code: "source-no-email-column",
    summary: "The source has no such e-mail column",
    detail: `None of the first records of ${sourceName(source)} has "${source.email}".${nearestOffer(source.email, names)} ${namesOf(names)}`,
  });
}

function absentColumn(source: FileSource, name: string, names: readonly string[]): Finding {
  return sourceFinding(source, ["columns", name], {
    severity: "warning",
    code: "source-no-column",
    summary: "The source has no such column",
    detail: `"columns" gives a type to "${name}", which none of the first records of ${sourceName(source)} has.${nearestOffer(name, names)} ${namesOf(names)}`,
  });
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => `"${name}"`);
  return `They have ${shown.join(", ")}${names.length > 20 ? " and more" : ""}.`;
}
