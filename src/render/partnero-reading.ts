import { visible } from "./text/escape.ts";
import { counted, enumerated, grouped } from "./text/quantity.ts";

/** What reading records one by one will cost, in a sentence, before it begins. */
export function partneroReadingText(reading: {
  readonly source: string;
  readonly resource: string;
  readonly total?: number;
  readonly reads?: { readonly each: number; readonly because: readonly string[]; readonly kept: number };
}): string {
  const { source, resource, total = 0, reads = { each: 1, because: [], kept: 0 } } = reading;
  const named = reads.because.slice(0, NAMED).map((name) => visible(`${source}.${name}`));
  const others = reads.because.length - named.length;
  const fields = enumerated(others > 0 ? [...named, `${grouped(others)} more`] : named);
  const why = fields === "" ? "" : `, for ${fields}`;
  const known = reads.kept === 0 ? "" : ` (${grouped(reads.kept)} already, by a run that broke off)`;
  const requests = counted((total - reads.kept) * reads.each, "request");
  return `Partnero: ${grouped(total)} ${resource} are read one by one${known}${why}: ${requests}.`;
}

/** How many fields are named. */
const NAMED = 3;
