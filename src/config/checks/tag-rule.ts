import type { Finding } from "../../model/diagnostic.ts";
import { isFamily } from "../tag-family.ts";
import { type Check, wrong } from "./check.ts";

const NO_VALUE = { code: "family-without-value", summary: "A family has no value" };
const STRAY_VALUE = { code: "value-on-tag", summary: "A single tag has no value" };
const STRAY_WHEN = { code: "when-on-family", summary: "A family has no condition" };

/** A tag is borne while its condition holds; without one it is only made, and who bears it is nobody's business here. */
export const singleTagHasNoValue: Check = ({ tags }) =>
  tags.entries.flatMap(({ key, path, entry }): readonly Finding[] => {
    if (isFamily(key) || entry.value === undefined) return [];
    const detail = `\`value\` makes the tags of a family, and ${JSON.stringify(key)} is a single tag. Write \`when\` with a condition, or a key with a star, such as \`${JSON.stringify(`${key}:*`)}\`.`;
    return [wrong(STRAY_VALUE, detail, [...path, "value"], "key")];
  });

/** A family is made from a value; where there is none, there is no tag. */
export const familyHasValue: Check = ({ tags }) =>
  tags.entries.flatMap(({ key, path, entry }): readonly Finding[] => {
    if (!isFamily(key)) return [];
    if (entry.when !== undefined) {
      const detail =
        "A family asks no condition: a contact whose value is missing bears none of its tags. Take `when` out.";
      return [wrong(STRAY_WHEN, detail, [...path, "when"], "key")];
    }
    if (entry.value !== undefined) return [];
    return [wrong(NO_VALUE, "Say what takes the star's place: `value: customer.plan`.", path, "key")];
  });
