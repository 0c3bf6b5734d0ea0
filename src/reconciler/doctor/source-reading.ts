import { admitSource, type OpenedSource } from "../../contacts/admission.ts";
import { RecordShelves } from "../../contacts/record-shelves.ts";
import { Roll } from "../../contacts/roll.ts";
import type { Spool } from "../../contacts/spool.ts";
import type { SkipReason } from "../../model/contact.ts";
import type { ContactRules } from "../../model/desired.ts";
import type { Finding } from "../../model/diagnostic.ts";
import type { RecordStream } from "../../model/source.ts";
import { SourceError } from "../../sources/source-error.ts";

/** What reading one source to its end came to. */
export interface SourceReading {
  readonly records: number;
  readonly broken: number;
  /** Records that stand for nobody, by reason. */
  readonly leftOut: Readonly<Partial<Record<SkipReason, number>>>;
  /** Why it could not be read to its end. */
  readonly findings?: readonly Finding[];
  /** It gave nothing more for too long. */
  readonly stalled?: true;
}

/** Everyone whom the sources know, and where their records lie. */
export interface People {
  readonly roll: Roll;
  readonly shelves: RecordShelves;
}

/** How sources are read here. */
export interface ReadingTerms {
  readonly duplicates: ContactRules["duplicates"];
  /** How long a source may give nothing. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

/** A roll on which nothing but addresses is kept. */
export function people(records: Spool, sources: number): People {
  return { roll: new Roll(0), shelves: new RecordShelves(records, sources) };
}

/** Reads one source whole, in bounded memory, and counts what is in it; `index` is its place on the shelves. */
export async function readWhole(
  source: OpenedSource,
  index: number,
  everyone: People,
  terms: ReadingTerms,
): Promise<SourceReading> {
  const seen = { records: 0, broken: 0 };
  const leftOut: Partial<Record<SkipReason, number>> = {};
  const desk = {
    ...everyone,
    // Both of a pair are counted here, whatever a plan makes of them.
    duplicates: terms.duplicates === "last" ? ("last" as const) : ("first" as const),
    leaveOut: ({ reason }: { readonly reason: SkipReason }) => {
      leftOut[reason] = (leftOut[reason] ?? 0) + 1;
    },
    strays: { note: () => {} },
  };
  const stall = stallOf(seen, terms);
  try {
    const admitted = admitSource({ ...source, records: counted(source.records, seen, terms.signal) }, index, desk);
    const read = await Promise.race([admitted, stall.ended]);
    return { ...seen, leftOut, ...(read === undefined ? { stalled: true } : {}) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { ...seen, leftOut, findings: error.findings };
  } finally {
    stall.close();
  }
}

async function* counted(
  records: RecordStream,
  seen: { records: number; broken: number },
  signal: AbortSignal,
): RecordStream {
  for await (const some of records) {
    if (signal.aborted) return;
    seen.records += some.length;
    seen.broken += some.filter((record) => "problems" in record).length;
    yield some;
  }
}

/** A large source may take its time, but not without giving anything. */
function stallOf(seen: { readonly records: number }, { patienceMs, signal }: ReadingTerms) {
  let last = -1;
  let close = (): void => {};
  const ended = new Promise<undefined>((resolve) => {
    const timer = setInterval(() => {
      if (seen.records === last || signal.aborted) resolve(undefined);
      last = seen.records;
    }, patienceMs);
    close = () => clearInterval(timer);
  });
  return { ended, close };
}
