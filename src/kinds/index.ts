import type { KindName } from "../model/address.ts";
import { group } from "./group.ts";
import { interest } from "./interest.ts";
import type { Kind } from "./kind.ts";
import { mergeField } from "./merge-field.ts";
import { segment } from "./segment.ts";
import { tag } from "./tag.ts";
import { webhook } from "./webhook.ts";

/** Every kind of schema object, in the order in which they are read, shown and made. */
export const KINDS: readonly Kind[] = [mergeField, tag, group, interest, segment, webhook];

/** The kind of a name. */
export function kindNamed(name: KindName): Kind {
  const kind = KINDS.find((candidate) => candidate.name === name);
  if (kind === undefined) throw new Error(`There is no kind named ${name}.`);
  return kind;
}
