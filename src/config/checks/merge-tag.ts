import type { Finding, Path } from "../../model/diagnostic.ts";
import { type Draft, type MergeFieldEntry, namesOf, type Written } from "../draft.ts";
import { type Check, wrong } from "./check.ts";

/** Mailchimp cuts a longer merge tag in silence. */
const LONGEST = 10;

/** The names that Mailchimp keeps for itself. */
const RESERVED = [
  "INTERESTS",
  "UNSUB",
  "FORWARD",
  "REWARDS",
  "ARCHIVE",
  "USER_URL",
  "DATE",
  "EMAIL",
  "EMAIL_TYPE",
  "TO",
];

const KEY_FORM = { code: "merge-field-key", summary: "Not a key for a merge field" };
const TOO_LONG = { code: "merge-tag-too-long", summary: "Merge tag is too long" };
const ILLEGAL = { code: "merge-tag-illegal", summary: "Merge tag has characters that Mailchimp does not take" };
const TAKEN = { code: "merge-tag-reserved", summary: "Merge tag is reserved" };
const TWICE = { code: "merge-tag-twice", summary: "Two merge fields have one merge tag" };

/** A key of `mergeFields` is upper case, so that it can be told from a source. */
export const mergeFieldKeyLegal: Check = ({ mergeFields }) =>
  namesOf(mergeFields)
    .filter((key) => !isName(key))
    .map((key) => {
      const name = toName(key);
      const offer = isName(name) ? ` Write \`${name}\`.` : "";
      const detail = `${JSON.stringify(key)} is no key of a merge field: it starts with a letter from A to Z and has A-Z, 0-9 and \`_\` alone.${offer}`;
      return wrong(KEY_FORM, detail, ["mergeFields", key], "key");
    });

/** Longer tags are cut in silence, and values sent under the long name are dropped in silence. */
export const mergeTagShort: Check = (draft) =>
  tagged(draft).flatMap(({ tag, field, at }) => {
    if (tag.length <= LONGEST || !isName(tag)) return [];
    const offer = freeTag(field.key, draft);
    const twin = tagged(draft).find((other) => other.field.key !== field.key && cut(other.tag) === cut(tag));
    const shared = twin === undefined ? "" : `, as it would \`${twin.tag}\`,`;
    const detail = `\`${tag}\` has ${tag.length} characters. Mailchimp would cut it to \`${cut(tag)}\`${shared} without a word and drop every value sent under the long name. Give the field a merge tag of its own, at most ${LONGEST} characters long, such as \`tag: ${offer}\`; the key can stay.`;
    return [wrong(TOO_LONG, detail, ...at)];
  });

/** A `tag` that is given must be one that Mailchimp takes; a key that is none has been told of already. */
export const mergeTagLegal: Check = (draft) =>
  tagged(draft).flatMap(({ tag, field, at }) => {
    if (field.entry.tag === undefined || isName(tag)) return [];
    const name = toName(tag);
    const offer = isName(name) ? ` Write \`${cut(name)}\`.` : "";
    const detail = `${JSON.stringify(tag)} can be no merge tag: it starts with a letter from A to Z and has A-Z, 0-9 and \`_\` alone.${offer}`;
    return [wrong(ILLEGAL, detail, ...at)];
  });

/** Some names mean something else to Mailchimp. */
export const mergeTagFree: Check = (draft) =>
  tagged(draft)
    .filter(({ tag }) => RESERVED.includes(tag.toUpperCase()))
    .map(({ tag, at }) => {
      const detail = `Mailchimp uses \`${tag}\` for something of its own. Give the field another merge tag, such as \`tag: ${cut(`MY_${tag}`)}\`.`;
      return wrong(TAKEN, detail, ...at);
    });

/** Two fields under one tag would write over each other. */
export const mergeTagUnique: Check = (draft) => {
  const all = tagged(draft);
  return all.flatMap(({ tag, at }, index): readonly Finding[] => {
    const earlier = all.slice(0, index).find((other) => other.tag.toUpperCase() === tag.toUpperCase());
    if (earlier === undefined) return [];
    const detail = `The field \`${earlier.field.key}\` has the merge tag \`${earlier.tag}\` too. Give one of them another \`tag\`.`;
    return [wrong(TWICE, detail, ...at)];
  });
};

interface Tagged {
  readonly tag: string;
  readonly field: Written<MergeFieldEntry>;
  readonly at: readonly [Path, Finding["mark"]];
}

/** Each field with its tag, and with the place where that is written: the key, unless there is a `tag`. */
function tagged({ mergeFields }: Draft): readonly Tagged[] {
  return mergeFields.entries.map((field) => {
    const { key, path, entry } = field;
    const at = entry.tag === undefined ? ([path, "key"] as const) : ([[...path, "tag"], "value"] as const);
    return { tag: entry.tag ?? key, field, at };
  });
}

/** The cut form where nothing else has it, else one that ends in a number; each field is offered another. */
function freeTag(key: string, draft: Draft): string {
  const all = tagged(draft);
  const taken = all.filter(({ tag }) => tag.length <= LONGEST).map(({ tag }) => tag);
  const offers = new Map<string, string>();
  for (const { tag, field } of all.filter((one) => one.tag.length > LONGEST)) {
    const numbered = Array.from({ length: 99 }, (_, index) => `${tag.slice(0, LONGEST - 3)}_${index + 2}`);
    const free = [cut(tag), ...numbered].find((candidate) => !taken.includes(candidate)) ?? cut(tag);
    offers.set(field.key, free);
    taken.push(free);
  }
  return offers.get(key) ?? key;
}

function cut(tag: string): string {
  return tag.slice(0, LONGEST);
}

function isName(text: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(text);
}

function toName(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^[^A-Z]+|_+$/g, "");
}
