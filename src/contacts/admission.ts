import type { LeftOut, SkipReason } from "../model/contact.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { BrokenRecord, RecordStream, SourceRecord } from "../model/source.ts";
import { isEmailAddress } from "./email-address.ts";
import { keyOfEmail } from "./member-id.ts";
import type { AskableSource } from "./recall.ts";
import type { RecordShelves } from "./record-shelves.ts";
import { MARK, type Roll } from "./roll.ts";
import { DuplicateList, SourceTally } from "./source-tally.ts";
import type { StrayRecords } from "./stray-record.ts";

/** One declared source, opened. */
export interface OpenedSource extends AskableSource {
  readonly records: RecordStream;
}

/** What was wrong with the records, and how many there were. */
export interface Admitted {
  readonly diagnostics: readonly Diagnostic[];
  /** By source: how many records it gave. */
  readonly counts: readonly number[];
}

/** What was wrong with the records of one source, and how many there were. */
export interface AdmittedSource {
  readonly diagnostics: readonly Diagnostic[];
  readonly count: number;
}

/** Where admission puts what it reads. */
export interface AdmissionDesk {
  readonly roll: Roll;
  readonly shelves: RecordShelves;
  readonly duplicates: "error" | "first" | "last";
  readonly leaveOut: (left: LeftOut) => void;
  readonly strays: Pick<StrayRecords, "note">;
  /** Told of each record that counts, once it is on its shelf. */
  readonly onEntered?: ((entry: number, record: SourceRecord | BrokenRecord) => void) | undefined;
}

/** Reads every source to its end and enters its people on the roll: one entry an address, whatever the sources. */
export async function admitRecords(sources: readonly OpenedSource[], desk: AdmissionDesk): Promise<Admitted> {
  const diagnostics: Diagnostic[] = [];
  const counts: number[] = [];
  for (const [index, source] of sources.entries()) {
    const read = await admitSource(source, index, desk);
    diagnostics.push(...read.diagnostics);
    counts.push(read.count);
  }
  return { diagnostics, counts };
}

/** Reads one source to its end; `index` is its place among the sources. */
export async function admitSource(source: OpenedSource, index: number, desk: AdmissionDesk): Promise<AdmittedSource> {
  const tally = new SourceTally(source.name);
  const duplicates = new DuplicateList();
  for await (const records of source.records) {
    for (const record of records) {
      tally.count(record);
      admit(record, index, desk, duplicates);
    }
  }
  return { diagnostics: [...tally.diagnostics(), ...duplicates.diagnostics()], count: tally.records };
}

function admit(
  record: SourceRecord | BrokenRecord,
  index: number,
  desk: AdmissionDesk,
  duplicates: DuplicateList,
): void {
  const { roll, shelves, strays } = desk;
  const reason = addressReason(record);
  if (reason !== undefined) {
    desk.leaveOut({ email: record.email, reason, at: record.at });
    strays.note(record, index, false);
    return;
  }
  const entry = roll.enter(keyOfEmail(record.email));
  roll.mark(entry, MARK.recorded);
  const earlier = shelves.at(index, entry);
  if (earlier !== undefined) strays.note(setAside(earlier, record, desk, duplicates), index, true);
  if (earlier !== undefined && desk.duplicates !== "last") return;
  if ("problems" in record) roll.mark(entry, MARK.broken);
  shelves.put(index, entry, record);
  desk.onEntered?.(entry, record);
}

function addressReason(record: SourceRecord | BrokenRecord): SkipReason | undefined {
  if (record.email === "") return "problems" in record ? "source-error" : "no-email";
  return isEmailAddress(record.email) ? undefined : "invalid-email";
}

/** Of two records with one address in one source, one counts and the other is listed, or both are an error. */
function setAside(
  earlier: SourceRecord,
  later: SourceRecord,
  desk: AdmissionDesk,
  duplicates: DuplicateList,
): SourceRecord {
  const aside = desk.duplicates === "last" ? earlier : later;
  if (desk.duplicates === "error") duplicates.add("address", earlier.at, later.at);
  else desk.leaveOut({ email: earlier.email, reason: "duplicate", at: aside.at });
  return aside;
}
