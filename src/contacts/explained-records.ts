import type { ExplainedRecord, RecordFate } from "../model/explained-person.ts";
import type { Discretion } from "./discretion.ts";
import { isEmailAddress } from "./email-address.ts";
import { isSame } from "./person-verdict.ts";
import type { HeardRecord, Scene, WitnessedPlace } from "./witness.ts";

/** The records of a person, in the order of the sources, with what became of each. */
export function explainedRecords(
  scene: Scene,
  heard: readonly HeardRecord[],
  places: readonly WitnessedPlace[],
  discretion: Discretion,
): readonly ExplainedRecord[] {
  const known = heard.map(({ source, record }) => placeOfRecord(source, record.at));
  const others = places.flatMap(({ records }) =>
    records.flatMap((record, source): readonly HeardRecord[] =>
      record === undefined || known.includes(placeOfRecord(source, record.at)) ? [] : [{ source, record }],
    ),
  );
  return [...heard, ...others]
    .toSorted((a, b) => a.source - b.source)
    .map((one) => explainedRecord(one, fateOf(one, places), scene, discretion));
}

function explainedRecord(
  { source, record }: HeardRecord,
  fate: RecordFate,
  { vocabulary }: Scene,
  discretion: Discretion,
): ExplainedRecord {
  const { name = "", schema } = vocabulary.sources[source] ?? {};
  const values = (schema?.fields ?? []).flatMap(({ name: field, type }, index) => {
    const shown = discretion({ on: "field", source: name, field, type }, record.values[index]);
    // The address is said of the record itself.
    const isAddress = record.email !== "" && isSame(String(shown?.value).trim(), record.email);
    return shown === undefined || isAddress ? [] : [{ name: field, ...shown }];
  });
  const problems = "problems" in record ? record.problems.map(({ detail }) => detail) : [];
  return { source: name, at: record.at, email: record.email, fate, problems, values };
}

function fateOf({ source, record }: HeardRecord, [own, ...others]: readonly WitnessedPlace[]): RecordFate {
  if (record.email === "") return "problems" in record ? "broken" : "no-email";
  if (!isEmailAddress(record.email)) return "invalid-email";
  const counts = (place: WitnessedPlace | undefined): boolean => place?.records[source]?.at === record.at;
  if ("problems" in record && [own, ...others].some(counts)) return "broken";
  if (counts(own)) return "counts";
  return others.some(counts) ? "elsewhere" : "set-aside";
}

function placeOfRecord(source: number, at: string): string {
  return JSON.stringify([source, at]);
}
