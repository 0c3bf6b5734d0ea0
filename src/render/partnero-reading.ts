import { visible } from "./text/escape.ts";
import { counted, enumerated, grouped } from "./text/quantity.ts";

/** What reading records one by one will cost, in a sentence, before it begins. */
export function partneroReadingText(reading: {
  readonly source: string;
  readonly resource: string;
  readonly total?: number;
  readonly reads?: { readonly each: number; readonly because: readonly string[] };
}): string {
  const { source, resource, total = 0, reads = { each: 1, because: [] } } = reading;
  const named = reads.because.slice(0, NAMED).map((name) => visible(`${source}.${name}`));
  const others = reads.because.length - named.length;
  const fields = enumerated(others > 0 ? [...named, `${grouped(others)} more`] : named);
  const why = fields === "" ? "" : `, for ${fields}`;
  return `Partnero: ${grouped(total)} ${resource} are read one by one${why}: ${counted(total * reads.each, "request")}.`;
}

/** How many fields are named. */
const NAMED = 3;
