import type { Diagnostic } from "../model/diagnostic.ts";
import type { PersonRecords } from "./record-shelves.ts";
import type { SourceIds } from "./source-ids.ts";
import type { WishedRow } from "./wished-row.ts";

/** Counts, by source, the records of people who are let in and have no id: such a contact is never ours. */
export class NamelessRecords {
  readonly #ids: SourceIds;
  readonly #sources: readonly number[];
  readonly #counts = new Map<number, number>();

  constructor(ids: SourceIds) {
    this.#ids = ids;
    this.#sources = [...new Set(ids.fields.map(({ source }) => source))];
  }

  note(records: PersonRecords, { values }: WishedRow): void {
    for (const source of this.#sources) {
      if (records[source] === undefined) continue;
      const hasId = this.#ids.fields.some((field) => field.source === source && values[field.index] !== "");
      if (!hasId) this.#counts.set(source, (this.#counts.get(source) ?? 0) + 1);
    }
  }

  /** `sources`: their names. */
  diagnostics(sources: readonly string[]): readonly Diagnostic[] {
    return [...this.#counts].map(([source, count]) => ({
      severity: "warning",
      code: "source-without-ids",
      summary: "Records have no id",
      detail: `${count === 1 ? "1 record" : `${count} records`} of the source "${sources[source] ?? ""}" ${count === 1 ? "has" : "have"} nothing where an identity field takes its id from. Their people become contacts, but never count as ours: nobody notices when one of them leaves or changes the address, and an opt-out does not go along. Write the ids into the source.`,
    }));
  }
}
