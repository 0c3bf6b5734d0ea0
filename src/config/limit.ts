import type { Limit } from "../model/desired.ts";
import type { Place } from "../model/diagnostic.ts";
import type { LimitEntry, Written } from "./draft.ts";

/** The class of a limit and what it is about: `untag:active` is the class `untag` for the tag `active`. */
export function limitClass(key: string): { readonly name: string; readonly about?: string } {
  const colon = key.indexOf(":");
  return colon < 0 ? { name: key } : { name: key.slice(0, colon), about: key.slice(colon + 1) };
}

/** The share that a text such as `2.5%` means: 0.025. */
export function shareOf(percent: string): number {
  return Number((Number(percent.slice(0, -1)) / 100).toPrecision(12));
}

/** A limit in normal form. */
export function limitOf({ key, entry }: Written<LimitEntry>, declaredAt: Place): Limit {
  const { name, about } = limitClass(key);
  const { count, share } = amount(entry);
  return {
    class: name,
    ...(about === undefined ? {} : { key: about }),
    ...(count === undefined ? {} : { count }),
    ...(share === undefined ? {} : { share: shareOf(share) }),
    declaredAt,
  };
}

function amount(entry: LimitEntry): { readonly count?: number; readonly share?: string } {
  if (typeof entry === "number") return { count: entry };
  return typeof entry === "string" ? { share: entry } : entry;
}
