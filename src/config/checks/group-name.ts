import { MOST_INTERESTS } from "../../kinds/interest.ts";
import { formatAddress, interestAddress } from "../../model/address.ts";
import type { Finding, Path } from "../../model/diagnostic.ts";
import { type Draft, namesOf } from "../draft.ts";
import { type Check, wrong } from "./check.ts";

const BLANK = { code: "group-blank", summary: "A group or interest starts or ends with a blank" };
const SAME_GROUP = { code: "group-twice", summary: "Two groups differ in case alone" };
const SAME_INTEREST = { code: "interest-twice", summary: "Two interests of a group differ in case alone" };
const AMBIGUOUS = { code: "interest-ambiguous", summary: "Two interests have one address" };
const TOO_MANY = { code: "too-many-interests", summary: "Too many interests" };

/** A blank that nobody sees makes another name. */
export const groupsTrimmed: Check = (draft) =>
  [...titles(draft), ...interests(draft)]
    .filter(({ name }) => name !== name.trim() || name === "")
    .map(({ name, path }) => {
      const detail =
        name.trim() === ""
          ? "A group and an interest must have a name that people can read."
          : `Nobody sees the blank, and it makes another name. Write ${JSON.stringify(name.trim())}.`;
      return wrong(BLANK, detail, path, "key");
    });

/** Names are compared exactly, and nobody means two groups by two spellings. */
export const groupsDistinct: Check = (draft) =>
  twins(titles(draft)).map(({ name, path, twin }) => {
    const detail = `${JSON.stringify(name)} and ${JSON.stringify(twin)} differ in case alone. Keep one, with the interests of both.`;
    return wrong(SAME_GROUP, detail, path, "key");
  });

/** The same within a group. */
export const interestsDistinct: Check = (draft) =>
  draft.groups.entries.flatMap(({ key }) =>
    twins(interests(draft).filter(({ group }) => group === key)).map(({ name, path, twin }) => {
      const detail = `${JSON.stringify(name)} and ${JSON.stringify(twin)} differ in case alone. Keep one, with a condition that says \`any: [ … ]\`.`;
      return wrong(SAME_INTEREST, detail, path, "key");
    }),
  );

/** An interest is called by its group and its name, with a slash between them. */
export const interestsTellable: Check = (draft) => {
  const all = interests(draft).map((one) => ({ ...one, address: formatAddress(interestAddress(one.group, one.name)) }));
  return all.flatMap(({ address, path }, index): readonly Finding[] => {
    const twin = all.slice(0, index).find((other) => other.address === address);
    if (twin === undefined) return [];
    const detail = `The interest ${JSON.stringify(twin.name)} of the group ${JSON.stringify(twin.group)} is called ${address} too, so that no plan could tell the two apart. Take the slash out of one of the names.`;
    return [wrong(AMBIGUOUS, detail, path, "key")];
  });
};

/** Mailchimp's limit counts the interests of all groups. */
export const interestsFitAudience: Check = (draft) => {
  const count = interests(draft).length;
  if (count <= MOST_INTERESTS) return [];
  const detail = `The file declares ${count} in all groups together, and an audience has at most ${MOST_INTERESTS}. What many contacts have in common can be a tag as well.`;
  return [wrong(TOO_MANY, detail, ["groups"], "key")];
};

interface Named {
  readonly name: string;
  readonly path: Path;
}

function titles({ groups }: Draft): readonly Named[] {
  return namesOf(groups).map((name) => ({ name, path: ["groups", name] }));
}

function interests({ groups }: Draft): readonly (Named & { readonly group: string })[] {
  return groups.entries.flatMap(({ key, path, entry }) =>
    Object.keys(entry.interests).map((name) => ({ group: key, name, path: [...path, "interests", name] })),
  );
}

function twins(named: readonly Named[]): readonly (Named & { readonly twin: string })[] {
  return named.flatMap((one, index) => {
    const twin = named.slice(0, index).find(({ name }) => name.toLowerCase() === one.name.toLowerCase());
    return twin === undefined ? [] : [{ ...one, twin: twin.name }];
  });
}
