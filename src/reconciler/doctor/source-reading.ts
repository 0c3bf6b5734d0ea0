import { admitRecords, type OpenedSource } from "../../contacts/admission.ts";
import { PlaceColumn } from "../../contacts/place-column.ts";
import { Roll } from "../../contacts/roll.ts";
import type { Spool } from "../../contacts/spool.ts";
import type { SkipReason } from "../../model/contact.ts";
import type { ContactRules } from "../../model/desired.ts";
import type { Finding } from "../../model/diagnostic.ts";
import type { BrokenRecord, SourceRecord } from "../../model/source.ts";
import { SourceError } from "../../sources/source-error.ts";

/** What reading one source to its end came to. */
export interface SourceReading {
  readonly records: number;
  readonly broken: number;
  /** Records that stand for nobody, by reason. */
  readonly leftOut: Readonly<Partial<Record<SkipReason, number>>>;
  /** Where the record of each person on the roll lies. */
  readonly shelf: PlaceColumn;
  /** Why it could not be read to its end. */
  readonly findings?: readonly Finding[];
  /** It gave nothing more for too long. */
  readonly stalled?: true;
}

/** Everyone whom the sources know, and where their records lie. */
export interface People {
  readonly roll: Roll;
  readonly records: Spool;
}

/** How sources are read here. */
export interface ReadingTerms {
  readonly duplicates: ContactRules["duplicates"];
  /** How long a source may give nothing. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

/** A roll on which nothing but addresses is kept. */
export function people(records: Spool): People {
  return { roll: new Roll(0), records };
}

/** Reads one source whole, in bounded memory, and counts what is in it. */
export async function readWhole(
  source: OpenedSource,
  { roll, records }: People,
  terms: ReadingTerms,
): Promise<SourceReading> {
  const seen = { records: 0, broken: 0 };
  const leftOut: Partial<Record<SkipReason, number>> = {};
  const desk = {
    roll,
    records,
    // Both of a pair are counted here, whatever a plan makes of them.
    duplicates: terms.duplicates === "last" ? ("last" as const) : ("first" as const),
    leaveOut: ({ reason }: { readonly reason: SkipReason }) => {
      leftOut[reason] = (leftOut[reason] ?? 0) + 1;
    },
    strays: { note: () => {} },
  };
  const stall = stallOf(seen, terms);
  try {
    const admitted = admitRecords([{ ...source, records: counted(source.records, seen, terms.signal) }], desk);
    const { shelves } = (await Promise.race([admitted, stall.ended])) ?? {};
    const shelf = shelves?.[0] ?? new PlaceColumn();
    return { ...seen, leftOut, shelf, ...(shelves === undefined ? { stalled: true } : {}) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { ...seen, leftOut, shelf: new PlaceColumn(), findings: error.findings };
  } finally {
    stall.close();
  }
}

async function* counted(
  records: AsyncIterable<SourceRecord | BrokenRecord>,
  seen: { records: number; broken: number },
  signal: AbortSignal,
): AsyncGenerator<SourceRecord | BrokenRecord> {
  for await (const record of records) {
    if (signal.aborted) return;
    seen.records++;
    if ("problems" in record) seen.broken++;
    yield record;
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
