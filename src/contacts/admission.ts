import type { LeftOut, SkipReason } from "../model/contact.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { BrokenRecord, SourceRecord } from "../model/source.ts";
import { isEmailAddress } from "./email-address.ts";
import { keyOfEmail } from "./member-id.ts";
import { PlaceColumn } from "./place-column.ts";
import type { AskableSource } from "./recall.ts";
import { decodeRecord, encodeRecord } from "./record-line.ts";
import { MARK, type Roll } from "./roll.ts";
import { DuplicateList, SourceTally } from "./source-tally.ts";
import type { Spool } from "./spool.ts";
import type { StrayRecords } from "./stray-record.ts";

/** One declared source, opened. */
export interface OpenedSource extends AskableSource {
  readonly records: AsyncIterable<SourceRecord | BrokenRecord>;
}

/** Everyone's records, a shelf for each source, and what was wrong with them. */
export interface Admitted {
  /** By source: where the record of a person on the roll lies. */
  readonly shelves: readonly PlaceColumn[];
  readonly diagnostics: readonly Diagnostic[];
  /** By source: how many records it gave. */
  readonly counts: readonly number[];
}

/** Where admission puts what it reads. */
export interface AdmissionDesk {
  readonly roll: Roll;
  readonly records: Spool;
  readonly duplicates: "error" | "first" | "last";
  readonly leaveOut: (left: LeftOut) => void;
  readonly strays: Pick<StrayRecords, "note">;
}

/** Reads every source to its end and enters its people on the roll: one entry an address, whatever the sources. */
export async function admitRecords(sources: readonly OpenedSource[], desk: AdmissionDesk): Promise<Admitted> {
  const shelves: PlaceColumn[] = [];
  const diagnostics: Diagnostic[] = [];
  const counts: number[] = [];
  for (const [index, source] of sources.entries()) {
    const shelf = new PlaceColumn();
    shelves.push(shelf);
    const read = await shelve(source, index, shelf, desk);
    diagnostics.push(...read.diagnostics);
    counts.push(read.count);
  }
  return { shelves, diagnostics, counts };
}

async function shelve(
  source: OpenedSource,
  index: number,
  shelf: PlaceColumn,
  desk: AdmissionDesk,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly count: number }> {
  const tally = new SourceTally(source.name);
  const duplicates = new DuplicateList();
  for await (const record of source.records) {
    tally.count(record);
    const reason = addressReason(record);
    if (reason !== undefined) {
      desk.leaveOut({ email: record.email, reason, at: record.at });
      desk.strays.note(record, index, false);
      continue;
    }
    const entry = desk.roll.enter(keyOfEmail(record.email));
    desk.roll.mark(entry, MARK.recorded);
    if ("problems" in record) desk.roll.mark(entry, MARK.broken);
    const earlier = shelf.at(entry);
    if (earlier !== undefined) desk.strays.note(setAside(earlier, record, desk, duplicates), index, true);
    if (earlier === undefined || desk.duplicates === "last")
      shelf.note(entry, desk.records.append(encodeRecord(record)));
  }
  return { diagnostics: [...tally.diagnostics(), ...duplicates.diagnostics()], count: tally.records };
}

function addressReason(record: SourceRecord | BrokenRecord): SkipReason | undefined {
  if (record.email === "") return "problems" in record ? "source-error" : "no-email";
  return isEmailAddress(record.email) ? undefined : "invalid-email";
}

/** Of two records with one address in one source, one counts and the other is listed, or both are an error. */
function setAside(place: number, later: SourceRecord, desk: AdmissionDesk, duplicates: DuplicateList): SourceRecord {
  const earlier = decodeRecord(desk.records.read(place));
  const aside = desk.duplicates === "last" ? earlier : later;
  if (desk.duplicates === "error") duplicates.add("address", earlier.at, later.at);
  else desk.leaveOut({ email: earlier.email, reason: "duplicate", at: aside.at });
  return aside;
}
