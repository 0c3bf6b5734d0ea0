import type { PartneroSource } from "../../model/source.ts";
import { type Need, type PartneroField, partneroFields } from "./fields.ts";

/** What of a source's records is wanted, and what has to be asked for it. */
export interface Wanted {
  readonly fields: readonly PartneroField[];
  /** Whether a value must be there for a record to be whole. */
  readonly isUsed: (field: PartneroField) => boolean;
  /** The most that any used field needs. */
  readonly need: Need;
  /** The used fields for which records are read one by one. */
  readonly because: readonly string[];
}

/** How many requests a record takes beside its row in a list. */
export const READS: Readonly<Record<Need, number>> = { list: 0, read: 1, links: 2 };

/** Only what rules use is worth a request: without `used`, everything is but the many sums in single currencies. */
export function wantedOf(source: PartneroSource, used: ReadonlySet<string> | undefined): Wanted {
  const fields = partneroFields(source);
  const isUsed = (field: PartneroField): boolean => used?.has(field.name) ?? !isSingleCurrency(field);
  const costly = fields.filter((field) => field.need !== "list" && isUsed(field));
  const need = costly.some((field) => field.need === "links") ? "links" : costly.length > 0 ? "read" : "list";
  return { fields, isUsed, need, because: costly.map(({ name }) => name) };
}

/** One of the sums of which there is one for each currency of the world: reckoned only where a rule uses it. */
export function isSingleCurrency({ name }: PartneroField): boolean {
  return /_in\.[A-Z]{3}$/.test(name);
}
