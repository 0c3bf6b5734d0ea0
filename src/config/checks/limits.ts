import type { Finding } from "../../model/diagnostic.ts";
import { LIMIT_CLASSES, type LimitClass } from "../../model/limit-class.ts";
import { didYouMean } from "../../model/nearest-name.ts";
import { type Declared, type Draft, namesOf } from "../draft.ts";
import { limitClass, shareOf } from "../limit.ts";
import { familyOf } from "../tag-family.ts";
import { list } from "../wording.ts";
import { type Check, doubtful, wrong } from "./check.ts";

const UNKNOWN = { code: "limit-unknown", summary: "Unknown class of limits" };
const NO_KEYS = { code: "limit-without-keys", summary: "A limit is about nothing in particular" };
const IDLE = { code: "limit-idle", summary: "A limit is about something that is not declared" };
const OVER_ALL = { code: "limit-over-all", summary: "A share is more than everything" };

const CLASSES: readonly LimitClass[] = LIMIT_CLASSES;

/** A limit of an unknown class would protect nobody. */
export const limitClassKnown: Check = ({ limits }) =>
  namesOf(limits).flatMap((key): readonly Finding[] => {
    const { name } = limitClass(key);
    if (classOf(key) !== undefined) return [];
    const names = CLASSES.map((known) => known.name);
    const detail = `There is no class ${JSON.stringify(name)}.${didYouMean(name, names) || ` The classes are ${list(names, "and")}.`}`;
    return [wrong(UNKNOWN, detail, ["limits", key], "key")];
  });

/** Only some classes are counted for each tag or each field. */
export const limitKeyed: Check = ({ limits }) =>
  namesOf(limits).flatMap((key): readonly Finding[] => {
    const { name, about } = limitClass(key);
    const known = classOf(key);
    if (about === undefined || known === undefined || known.keyedBy !== undefined) return [];
    const detail = `\`${name}\` counts contacts as a whole. Write \`${name}\`, without ${JSON.stringify(`:${about}`)}.`;
    return [wrong(NO_KEYS, detail, ["limits", key], "key")];
  });

/** A limit for something that is not declared is most likely misspelt. */
export const limitKeyDeclared: Check = (draft) =>
  namesOf(draft.limits).flatMap((key): readonly Finding[] => {
    const { about } = limitClass(key);
    const keyedBy = classOf(key)?.keyedBy;
    if (about === undefined || keyedBy === undefined || isDeclared(about, keyedBy, draft)) return [];
    const detail = `The file declares no ${WORDS[keyedBy]} ${JSON.stringify(about)}, so this limit is never asked.${didYouMean(about, declaredNames(keyedBy, draft))}`;
    return [doubtful(IDLE, detail, ["limits", key], "key")];
  });

/** More than everything cannot happen. */
export const limitShareReal: Check = ({ limits }) =>
  limits.entries.flatMap(({ path, entry }): readonly Finding[] => {
    const share = typeof entry === "object" ? entry.share : entry;
    if (typeof share !== "string" || shareOf(share) <= 1) return [];
    const detail = `A share is at most 100%, and this one says ${JSON.stringify(share)}: it would never hold anything back.`;
    return [wrong(OVER_ALL, detail, typeof entry === "object" ? [...path, "share"] : path)];
  });

function classOf(key: string): LimitClass | undefined {
  return CLASSES.find(({ name }) => name === limitClass(key).name);
}

type Subject = NonNullable<LimitClass["keyedBy"]>;

const WORDS: Readonly<Record<Subject, string>> = {
  tag: "tag",
  mergeField: "merge field",
  source: "source",
  event: "event",
  automation: "automation",
};

function isDeclared(about: string, keyedBy: Subject, draft: Draft): boolean {
  if (sectionOf(keyedBy, draft).unknowable) return true;
  const names = declaredNames(keyedBy, draft);
  return names.includes(about) || (keyedBy === "tag" && familyOf(about, names) !== undefined);
}

function declaredNames(keyedBy: Subject, draft: Draft): readonly string[] {
  return namesOf(sectionOf(keyedBy, draft));
}

function sectionOf(keyedBy: Subject, { tags, mergeFields, sources, events, automations }: Draft): Declared<unknown> {
  switch (keyedBy) {
    case "tag":
      return tags;
    case "mergeField":
      return mergeFields;
    case "source":
      return sources;
    case "event":
      return events;
    case "automation":
      return automations;
  }
}
