import type { ContactRules, Vocabulary } from "../model/desired.ts";
import type { SourceRecord } from "../model/source.ts";
import { decodeLiveRow, type LiveRow } from "./live-row.ts";
import { type NormalValue, normalWish, sameNormal } from "./normal-form.ts";
import type { Projection } from "./projection.ts";
import type { Roll } from "./roll.ts";
import type { SourceIds } from "./source-ids.ts";
import type { Spool } from "./spool.ts";
import type { WishedOf } from "./wished.ts";

/** Whether a record of a source, given by its place, has an id of the person in question. */
export type Clue = (source: number, record: SourceRecord) => boolean;

interface RuledView {
  readonly rules: ContactRules;
  readonly vocabulary: Vocabulary;
  readonly projection: Projection;
}

/** The ids of a contact as clues to its records, whatever address these have. */
export function idClues({ rules, vocabulary, projection }: RuledView, values: readonly NormalValue[]): readonly Clue[] {
  return projection.fields.flatMap((field, index): Clue[] => {
    const id = values[index] ?? "";
    const value = rules.fields[field.index]?.value;
    if (!field.identity || id === "" || value?.is !== "path") return [];
    const source = vocabulary.sources.findIndex(({ name }) => name === value.of.source);
    const place = vocabulary.sources[source]?.schema.fields.findIndex(({ name }) => name === value.of.field) ?? -1;
    return [(of, record) => of === source && sameNormal(normalWish(record.values[place], field).value, id)];
  });
}

interface Known {
  readonly roll: Roll;
  readonly ids: SourceIds;
  readonly wished: WishedOf;
  readonly lives: Spool;
}

/** Where else the ids of somebody stand, of the records or of the contact: wished at another address, or on another contact. */
export function idsElsewhere(entry: number, live: LiveRow | undefined, known: Known): readonly number[] {
  const { ids, wished } = known;
  const rows = [entry < 0 ? undefined : wished(entry)?.row, live];
  return rows.flatMap((row) =>
    ids.fields.flatMap((field) => {
      const slot = row === undefined ? -1 : ids.slot(field, row.values);
      return slot < 0 ? [] : [ids.wishedBy(slot), ids.standingAt(slot)].filter((other) => other >= 0);
    }),
  );
}

/** The address of an entry of the roll, as the source or else the audience spells it. */
export function emailOf(entry: number, { roll, wished, lives }: Known): string | undefined {
  const row = wished(entry)?.row;
  if (row !== undefined) return row.email;
  const liveAt = roll.liveAt.at(entry);
  return liveAt === undefined ? undefined : decodeLiveRow(lives.read(liveAt)).email;
}
