import type { Finding } from "../../model/diagnostic.ts";
import { namesOf } from "../draft.ts";
import { type Check, wrong } from "./check.ts";

const LONGEST = 100;

const TOO_LONG = { code: "segment-too-long", summary: "Name of a segment is too long" };
const BLANK = { code: "segment-blank", summary: "The name of a segment starts or ends with a blank" };
const SAME = { code: "segment-twice", summary: "Two segments have the same name" };
const AS_TAG = { code: "segment-as-tag", summary: "A segment has the name of a tag" };
const NO_RULE = { code: "segment-without-rule", summary: "A segment says nobody" };
const STRAY_MATCH = { code: "segment-match", summary: "A condition is not joined by `match`" };
const TWO_RULES = { code: "segment-said-twice", summary: "A segment is said in two ways" };

/** Mailchimp takes 100 characters. */
export const segmentShort: Check = ({ segments }) =>
  namesOf(segments)
    .filter((name) => [...name].length > LONGEST)
    .map((name) => {
      const detail = `This name has ${[...name].length} characters; Mailchimp takes at most ${LONGEST}.`;
      return wrong(TOO_LONG, detail, ["segments", name], "key");
    });

/** A blank that nobody sees makes another name. */
export const segmentTrimmed: Check = ({ segments }) =>
  namesOf(segments)
    .filter((name) => name !== name.trim() || name === "")
    .map((name) => {
      const detail = `Mailchimp takes blanks at the ends away, so that the segment would be found under another name. Write ${JSON.stringify(name.trim() || "Segment")}.`;
      return wrong(BLANK, detail, ["segments", name], "key");
    });

/** Tags are segments to Mailchimp, and share their names with them. */
export const segmentsDistinct: Check = ({ segments, tags }) => {
  const names = namesOf(segments);
  return names.flatMap((name, index): readonly Finding[] => {
    const isSame = (other: string) => other.toLowerCase() === name.toLowerCase();
    const earlier = names.slice(0, index).find(isSame);
    if (earlier !== undefined) {
      const detail = `${JSON.stringify(name)} and ${JSON.stringify(earlier)} differ in case alone, and nobody could tell them apart. Rename one of them.`;
      return [wrong(SAME, detail, ["segments", name], "key")];
    }
    const tag = namesOf(tags).find(isSame);
    if (tag === undefined) return [];
    const detail = `The file also declares a tag ${JSON.stringify(tag)}. To Mailchimp a tag is a segment too, and both stand in one list of names. Rename one of them.`;
    return [wrong(AS_TAG, detail, ["segments", name], "key")];
  });
};

/** A segment is said in the file's words or in Mailchimp's. */
export const segmentSaysWho: Check = ({ segments }) =>
  segments.entries.flatMap(({ path, entry }): readonly Finding[] => {
    if (entry.when !== undefined && entry.conditions !== undefined) {
      const detail =
        "`when` and `conditions` both say who is in it. Keep one: `when` in the words of this file, `match` and `conditions` in Mailchimp's own.";
      return [wrong(TWO_RULES, detail, [...path, "conditions"], "key")];
    }
    if (entry.when !== undefined && entry.match !== undefined) {
      const detail =
        "`match` goes with `conditions`, in Mailchimp's own words. In a `when` write `{ all: [ … ] }` or `{ any: [ … ] }`.";
      return [wrong(STRAY_MATCH, detail, [...path, "match"], "key")];
    }
    if (entry.when !== undefined || entry.conditions !== undefined) return [];
    return [wrong(NO_RULE, "Say who is in it: `when: { all: [ { tag: partner }, { TIER: gold } ] }`.", path, "key")];
  });
