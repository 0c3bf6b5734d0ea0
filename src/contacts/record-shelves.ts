import type { SourceRecord } from "../model/source.ts";
import { PlaceColumn } from "./place-column.ts";
import { decodeRecord, encodeRecord } from "./record-line.ts";
import type { Spool } from "./spool.ts";

/** A person's record of each source, by the source's place; undefined where that source has none. */
export type PersonRecords = readonly (SourceRecord | undefined)[];

/** Everyone's records: they lie in a spool, and a shelf for each source keeps the place of each person's. */
export class RecordShelves {
  readonly #spool: Spool;
  readonly #shelves: readonly PlaceColumn[];

  constructor(spool: Spool, sources: number) {
    this.#spool = spool;
    this.#shelves = Array.from({ length: sources }, () => new PlaceColumn());
  }

  /** Puts a person's record on the shelf of its source, in the place of one that lay there. */
  put(source: number, entry: number, record: SourceRecord): void {
    this.#shelves[source]?.note(entry, this.#spool.append(encodeRecord(record)));
  }

  /** The person's record of one source. */
  at(source: number, entry: number): SourceRecord | undefined {
    const place = this.#shelves[source]?.at(entry);
    return place === undefined ? undefined : decodeRecord(this.#spool.read(place));
  }

  /** Whether the person has a record of the source; nothing is read for it. */
  has(source: number, entry: number): boolean {
    return this.#shelves[source]?.at(entry) !== undefined;
  }

  /** All of a person's records. */
  of(entry: number): PersonRecords {
    return this.#shelves.map((_, source) => this.at(source, entry));
  }
}
