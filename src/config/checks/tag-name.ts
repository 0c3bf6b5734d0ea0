import type { Finding } from "../../model/diagnostic.ts";
import { namesOf } from "../draft.ts";
import { familyOf, isFamily, overlap } from "../tag-family.ts";
import { type Check, wrong } from "./check.ts";

const LONGEST = 100;

const TOO_LONG = { code: "tag-too-long", summary: "Tag is too long" };
const COMMA = { code: "tag-comma", summary: "A tag cannot have a comma" };
const BLANK = { code: "tag-blank", summary: "A tag starts or ends with a blank" };
const SAME = { code: "tag-twice", summary: "Two tags are the same to Mailchimp" };
const STARS = { code: "family-stars", summary: "A family has more than one star" };
const BARE = { code: "family-bare", summary: "A family of every tag there is" };
const INSIDE = { code: "tag-inside-family", summary: "A tag belongs to a family" };
const OVERLAP = { code: "families-overlap", summary: "Two families overlap" };

/** Mailchimp takes 100 characters. */
export const tagShort: Check = ({ tags }) =>
  namesOf(tags)
    .filter((name) => [...name].length > LONGEST)
    .map((name) => {
      const detail = `This tag has ${[...name].length} characters; Mailchimp takes at most ${LONGEST}.`;
      return wrong(TOO_LONG, detail, ["tags", name], "key");
    });

/** Mailchimp's own lists and imports part tags by commas. */
export const tagWithoutComma: Check = ({ tags }) =>
  namesOf(tags)
    .filter((name) => name.includes(","))
    .map((name) => {
      const detail = "Mailchimp parts tags by commas, so that this would become several. Use another character.";
      return wrong(COMMA, detail, ["tags", name], "key");
    });

/** A blank that nobody sees makes another tag. */
export const tagTrimmed: Check = ({ tags }) =>
  namesOf(tags)
    .filter((name) => name !== name.trim() || name === "")
    .map((name) => {
      const detail = `Mailchimp takes blanks at the ends away, so that the tag would be found under another name. Write ${JSON.stringify(name.trim())}.`;
      return wrong(BLANK, detail, ["tags", name], "key");
    });

/** To Mailchimp, tags that differ in case alone are one. */
export const tagsDistinct: Check = ({ tags }) => {
  const names = namesOf(tags);
  return names.flatMap((name, index): readonly Finding[] => {
    const earlier = names.slice(0, index).find((other) => other.toLowerCase() === name.toLowerCase());
    if (earlier === undefined) return [];
    const detail = `${JSON.stringify(name)} and ${JSON.stringify(earlier)} differ in case alone, and Mailchimp keeps one tag for both. Keep one, with a condition that says \`any: [ … ]\`.`;
    return [wrong(SAME, detail, ["tags", name], "key")];
  });
};

/** A family has one star, and something beside it. */
export const familyWellFormed: Check = ({ tags }) =>
  namesOf(tags).flatMap((name): readonly Finding[] => {
    if (name === "*") {
      const detail =
        "`*` would own every tag of the audience, those of other people included. Give the family a prefix, such as `tier:*`.";
      return [wrong(BARE, detail, ["tags", name], "key")];
    }
    if (name.split("*").length < 3) return [];
    const detail =
      "A family is a pattern with one star, such as `tier:*`; what its value gives takes the star's place.";
    return [wrong(STARS, detail, ["tags", name], "key")];
  });

/** A family owns every tag of its pattern: two rules would pull at one tag. */
export const tagOutsideFamilies: Check = ({ tags }) => {
  const names = namesOf(tags);
  return names.flatMap((name): readonly Finding[] => {
    const family = isFamily(name) ? undefined : familyOf(name, names);
    if (family === undefined || family === "*") return [];
    const detail = `${JSON.stringify(name)} fits the family ${JSON.stringify(family)}, which owns every tag of its pattern and would take this one away again. Rename one of them, or leave this tag to the family.`;
    return [wrong(INSIDE, detail, ["tags", name], "key")];
  });
};

/** Two families that could make one tag would take it from each other. */
export const familiesApart: Check = ({ tags }) => {
  const families = namesOf(tags).filter((name) => isFamily(name) && name !== "*");
  return families.flatMap((name, index): readonly Finding[] => {
    const other = families.slice(0, index).find((earlier) => overlap(earlier, name) && !same(earlier, name));
    if (other === undefined) return [];
    const detail = `A tag could belong to ${JSON.stringify(name)} and to ${JSON.stringify(other)}, and each would take it from the other. Give them prefixes of which none starts with the other.`;
    return [wrong(OVERLAP, detail, ["tags", name], "key")];
  });
};

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
