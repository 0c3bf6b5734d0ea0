import { formatAddress, interestAddress } from "../model/address.ts";
import type { ContactChange } from "../model/contact.ts";
import type { FamilyRule } from "../model/desired.ts";

/** What the parts of a change are called. */
export interface WrittenName {
  /** The name of a tag, or of the family that it is of: what follows a family's prefix may come from a person. */
  readonly ofTag: (tag: string) => string;
  /** Whether it was made in this run, so that nobody could have held it before. */
  readonly isMade: (name: string) => boolean;
}

/** Names by the families that a file declares and the objects that a plan makes. */
export function writtenName(families: readonly FamilyRule[], made: Iterable<string> = []): WrittenName {
  const names = new Set(made);
  return {
    ofTag(tag) {
      const lower = tag.toLowerCase();
      const family = families.find(
        ({ prefix, suffix }) => lower.startsWith(prefix.toLowerCase()) && lower.endsWith(suffix.toLowerCase()),
      );
      return formatAddress({ kind: "tag", key: family?.pattern ?? tag });
    },
    isMade: (name) => names.has(name),
  };
}

/** What a change writes, by the address of each thing: of a family the tag that is put on, of a tag whether it is. */
export function writtenParts(change: ContactChange, { ofTag }: WrittenName): ReadonlyMap<string, string> {
  const { fields, tags, groups } = change;
  return new Map([
    ...fields.map(({ field, after }) => [formatAddress({ kind: "mergeField", key: field }), written(after)] as const),
    ...groups.map((one) => [formatAddress(interestAddress(one.group, one.interest)), written(one.after)] as const),
    ...tags.remove.map((tag) => [ofTag(tag), "off"] as const),
    ...tags.add.map((tag) => [ofTag(tag), `on ${tag.toLowerCase()}`] as const),
  ]);
}

function written(value: unknown): string {
  return JSON.stringify(value);
}
