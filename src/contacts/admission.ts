import type { LeftOut, SkipReason } from "../model/contact.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { BrokenRecord, SourceRecord } from "../model/source.ts";
import { isEmailAddress } from "./email-address.ts";
import { keyOfEmail } from "./member-id.ts";
import { PlaceColumn } from "./place-column.ts";
import { decodeRecord, encodeRecord } from "./record-line.ts";
import { MARK, type Roll } from "./roll.ts";
import { DuplicateList, SourceTally } from "./source-tally.ts";
import type { Spool } from "./spool.ts";

/** One declared source, opened. */
export interface OpenedSource {
  readonly name: string;
  readonly records: AsyncIterable<SourceRecord | BrokenRecord>;
}

/** Everyone's records, a shelf for each source, and what was wrong with them. */
export interface Admitted {
  /** By source: where the record of a person on the roll lies. */
  readonly shelves: readonly PlaceColumn[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Where admission puts what it reads. */
export interface AdmissionDesk {
  readonly roll: Roll;
  readonly records: Spool;
  readonly duplicates: "error" | "first" | "last";
  readonly leaveOut: (left: LeftOut) => void;
}

/** Reads every source to its end and enters its people on the roll: one entry an address, whatever the sources. */
export async function admitRecords(sources: readonly OpenedSource[], desk: AdmissionDesk): Promise<Admitted> {
  const shelves: PlaceColumn[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const source of sources) {
    const shelf = new PlaceColumn();
    shelves.push(shelf);
    diagnostics.push(...(await shelve(source, shelf, desk)));
  }
  return { shelves, diagnostics };
}

async function shelve(source: OpenedSource, shelf: PlaceColumn, desk: AdmissionDesk): Promise<readonly Diagnostic[]> {
  const tally = new SourceTally(source.name);
  const duplicates = new DuplicateList();
  for await (const record of source.records) {
    tally.count(record);
    const reason = addressReason(record);
    if (reason !== undefined) {
      desk.leaveOut({ email: record.email, reason, at: record.at });
      continue;
    }
    const entry = desk.roll.enter(keyOfEmail(record.email));
    desk.roll.mark(entry, MARK.recorded);
    if ("problems" in record) desk.roll.mark(entry, MARK.broken);
    const earlier = shelf.at(entry);
    if (earlier !== undefined) setAside(earlier, record, desk, duplicates);
    if (earlier === undefined || desk.duplicates === "last")
      shelf.note(entry, desk.records.append(encodeRecord(record)));
  }
  return [...tally.diagnostics(), ...duplicates.diagnostics()];
}

function addressReason(record: SourceRecord | BrokenRecord): SkipReason | undefined {
  if (record.email === "") return "problems" in record ? "source-error" : "no-email";
  return isEmailAddress(record.email) ? undefined : "invalid-email";
}

/** Of two records with one address in one source, one counts and the other is listed, or both are an error. */
function setAside(earlier: number, later: SourceRecord, desk: AdmissionDesk, duplicates: DuplicateList): void {
  const { at, email } = decodeRecord(desk.records.read(earlier));
  if (desk.duplicates === "error") duplicates.add("address", at, later.at);
  else desk.leaveOut({ email, reason: "duplicate", at: desk.duplicates === "first" ? later.at : at });
}
