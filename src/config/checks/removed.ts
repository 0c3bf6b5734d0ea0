import { kindNamed } from "../../kinds/index.ts";
import { named } from "../../kinds/life-cycle.ts";
import { KIND_NAMES } from "../../model/address.ts";
import type { Finding, Path } from "../../model/diagnostic.ts";
import { type PathedObject, pathedObjects } from "../declared-object.ts";
import type { Draft } from "../draft.ts";
import { removedKey } from "../life-cycle.ts";
import { list, spoken } from "../wording.ts";
import { type Check, wrong } from "./check.ts";

const UNNAMED = { code: "removed-unnamed", summary: "An entry of `removed` does not name one object" };
const NO_OBJECT = { code: "removed-no-object", summary: "`removed` names nothing that can be deleted" };
const DECLARED = { code: "removed-declared", summary: "An object is removed and declared" };
const TWICE = { code: "removed-twice", summary: "An object is removed twice" };
const STRAY_CONSENT = { code: "from-contacts-elsewhere", summary: "`fromContacts` is for tags alone" };

/** An entry of `removed`, with what it names. */
export interface RemovedTarget {
  readonly kind: (typeof KIND_NAMES)[number];
  readonly key: string;
  readonly match: string;
  readonly path: Path;
}

/** What the entries of `removed` name; those that name nothing are told of elsewhere. */
export function removedTargets(draft: Draft): readonly RemovedTarget[] {
  return draft.removed.flatMap(({ entry, path }) => {
    const target = removedKey(entry);
    const object = target === undefined ? undefined : named(kindNamed(target.kind), target.key);
    if (target === undefined || object === undefined) return [];
    return [{ ...target, match: object.match, path: [...path, target.kind] }];
  });
}

/** An entry names one object by its kind. */
export const removedNamesOne: Check = ({ removed }) =>
  removed.flatMap(({ entry, path }): readonly Finding[] => {
    const kinds = KIND_NAMES.filter((kind) => entry[kind] !== undefined);
    if (kinds.length === 1) return [];
    const detail =
      kinds.length === 0
        ? `Say what is removed, by its kind: ${list(KIND_NAMES, "or")}, as in \`{ tag: beta }\`.`
        : `It names ${list(kinds, "and")}. Make an entry of each.`;
    return [wrong(UNNAMED, detail, path)];
  });

/** A family is a pattern, and its tags are deleted one by one. */
export const removedIsObject: Check = ({ removed }) =>
  removed.flatMap(({ entry, path }): readonly Finding[] => {
    const target = removedKey(entry);
    if (target === undefined || named(kindNamed(target.kind), target.key) !== undefined) return [];
    const detail =
      target.kind === "tag"
        ? `${JSON.stringify(target.key)} is a pattern. Name each tag that shall be deleted; \`audiencectl plan\` lists them with \`undeclared: { tags: report }\`.`
        : `${JSON.stringify(target.key)} is no name of ${target.kind === "interest" ? "an interest: write the group's title, a slash and its name, as in `Program type/Affiliate`" : "one"}.`;
    return [wrong(NO_OBJECT, detail, [...path, target.kind])];
  });

/** What is deleted cannot be kept as declared. */
export const removedNotDeclared: Check = (draft) => {
  const declared = pathedObjects(draft);
  return removedTargets(draft).flatMap(({ kind, key, match, path }): readonly Finding[] => {
    const same = declared.find(({ at, match: own }) => at.kind === kind && (own === match || at.key === key));
    return same === undefined ? [] : [wrong(DECLARED, declaredDetail(key, same), path)];
  });
};

/** Once is enough. */
export const removedOnce: Check = (draft) => {
  const targets = removedTargets(draft);
  return targets.flatMap(({ kind, key, match, path }, index): readonly Finding[] => {
    if (!targets.slice(0, index).some((other) => other.kind === kind && other.match === match)) return [];
    return [wrong(TWICE, `Another entry removes ${JSON.stringify(key)} already. Take one of the two out.`, path)];
  });
};

/** Contacts hold nothing else that could be spared. */
export const consentOnTags: Check = ({ removed }) =>
  removed.flatMap(({ entry, path }): readonly Finding[] => {
    if (entry.fromContacts === undefined || entry.tag !== undefined) return [];
    const detail =
      "It says that a tag is deleted although contacts hold it. Anything else is deleted whoever holds something of it; the plan says how many do. Take it out.";
    return [wrong(STRAY_CONSENT, detail, [...path, "fromContacts"], "key")];
  });

function declaredDetail(key: string, { path, protected: kept }: PathedObject): string {
  const guard = kept === true ? ", and protected" : "";
  return `${JSON.stringify(key)} is still declared, at ${spoken(path)}${guard}. Take it out there, or here.`;
}
