import { isExclusive } from "../../kinds/group.ts";
import type { Finding, Path } from "../../model/diagnostic.ts";
import { didYouMean } from "../../model/nearest-name.ts";
import { type Declared, type GroupEntry, namesOf } from "../draft.ts";
import { type Check, wrong } from "./check.ts";

const UNKNOWN_GROUP = { code: "test-group", summary: "Unknown group or interest in a test" };
const UNRULED = { code: "test-interest-without-rule", summary: "A test expects an interest that no rule gives" };
const CONTRADICTION = { code: "test-contradiction", summary: "A test cannot pass" };

type Interests = Readonly<Record<string, readonly string[]>>;

/** What a test says of interests is about groups of the file. */
export const testGroupsKnown: Check = ({ tests, groups }) =>
  tests.flatMap(({ entry: { expect, live }, path }) => [
    ...unknown(expect.groups, [...path, "expect", "groups"], groups),
    ...unknown(expect.notGroups, [...path, "expect", "notGroups"], groups),
    ...unknown(typeof live === "object" ? live.groups : undefined, [...path, "live", "groups"], groups),
  ]);

/** An interest without a rule is the contact's own choice. */
export const testInterestsRuled: Check = ({ tests, groups }) =>
  tests.flatMap(({ entry: { expect }, path }) =>
    Object.entries(expect.groups ?? {}).flatMap(([title, names]) =>
      names.flatMap((name, index): readonly Finding[] => {
        const interest = groups.entries.find(({ key }) => key === title)?.entry.interests[name];
        if (interest === undefined || interest.when !== undefined) return [];
        const detail = `${JSON.stringify(name)} has no \`when\`, so that contacts choose it themselves and no rule gives it to them. Give it a condition, or take it out of the test.`;
        return [wrong(UNRULED, detail, [...path, "expect", "groups", title, index])];
      }),
    ),
  );

/** Nobody both has an interest and has it not, nor two of a group that takes one. */
export const testGroupsCanPass: Check = ({ tests, groups }) =>
  tests.flatMap(({ entry: { expect }, path }) =>
    Object.entries(expect.groups ?? {}).flatMap(([title, names]): readonly Finding[] => {
      const at = [...path, "expect", "groups", title];
      const type = groups.entries.find(({ key }) => key === title)?.entry.type;
      const both = names.find((name) => expect.notGroups?.[title]?.includes(name) === true);
      if (both !== undefined) {
        const detail = `${JSON.stringify(both)} stands under \`groups\` and under \`notGroups\`. Take it out of one.`;
        return [wrong(CONTRADICTION, detail, at)];
      }
      if (!isExclusive(type) || names.length < 2) return [];
      return [wrong(CONTRADICTION, `Of a \`${type}\` group a contact has one interest. Keep one.`, at)];
    }),
  );

function unknown(given: Interests | undefined, path: Path, groups: Declared<GroupEntry>): readonly Finding[] {
  if (groups.unknowable) return [];
  return Object.entries(given ?? {}).flatMap(([title, names]): readonly Finding[] => {
    if (groups.broken.includes(title)) return [];
    const group = groups.entries.find(({ key }) => key === title);
    if (group === undefined) {
      const detail = `The file declares no group ${JSON.stringify(title)}.${didYouMean(title, namesOf(groups))}`;
      return [wrong(UNKNOWN_GROUP, detail, [...path, title], "key")];
    }
    const known = Object.keys(group.entry.interests);
    return names.flatMap((name, index) => {
      if (known.includes(name)) return [];
      const detail = `The group ${JSON.stringify(title)} has no interest ${JSON.stringify(name)}.${didYouMean(name, known)}`;
      return [wrong(UNKNOWN_GROUP, detail, [...path, title, index])];
    });
  });
}
