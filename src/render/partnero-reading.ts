import { visible } from "./text/escape.ts";
import { counted, grouped } from "./text/quantity.ts";

/** What reading records one by one will cost, in a sentence, before it begins. */
export function partneroReadingText(reading: {
  readonly source: string;
  readonly total?: number;
  readonly reads?: { readonly each: number; readonly because: readonly string[] };
}): string {
  const { source, total = 0, reads = { each: 1, because: [] } } = reading;
  const because = reads.because.slice(0, NAMED).map((name) => visible(`${source}.${name}`));
  const more = reads.because.length - because.length;
  const fields = more > 0 ? [...because, `${grouped(more)} more`] : because;
  const why = fields.length === 0 ? "" : ` for ${fields.join(", ")}`;
  return `Partnero: ${counted(total, "record")} of ${visible(source)} to be read one by one${why}: ${counted(total * reads.each, "request")}.`;
}

/** How many fields are named. */
const NAMED = 3;
