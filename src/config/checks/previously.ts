import type { Finding, Path } from "../../model/diagnostic.ts";
import { type PathedObject, pathedObjects } from "../declared-object.ts";
import type { Draft } from "../draft.ts";
import { isFamily } from "../tag-family.ts";
import { spoken } from "../wording.ts";
import { type Check, wrong } from "./check.ts";
import { removedTargets } from "./removed.ts";

const SELF = { code: "previously-itself", summary: "A former name is the present one" };
const DECLARED = { code: "previously-declared", summary: "A former name is still declared" };
const TWICE = { code: "previously-twice", summary: "Two objects have one former name" };
const REMOVED = { code: "previously-removed", summary: "An object is renamed and removed" };
const UNTYPED = { code: "previously-without-type", summary: "A field that is not managed cannot be renamed" };
const PATTERN = { code: "previously-pattern", summary: "A former name is a pattern" };
const ON_FAMILY = { code: "life-cycle-of-family", summary: "A family has no life cycle of its own" };

/** An object that has its name always had it. */
export const previouslyAnother: Check = (draft) =>
  formerNames(draft)
    .filter(({ object, match }) => object.match === match)
    .map(({ name, path }) => {
      const detail = `${JSON.stringify(name)} is the name that it has; Mailchimp tells no upper from lower case in it. Take it out.`;
      return wrong(SELF, detail, path);
    });

/** Who bears a name that another had before could be either: chains and swaps are done in two runs. */
export const previouslyFree: Check = (draft) => {
  const declared = pathedObjects(draft);
  return formerNames(draft).flatMap(({ object, name, match, path }): readonly Finding[] => {
    const heir = declared.find(
      (other) => other.at.kind === object.at.kind && other.match === match && other.match !== object.match,
    );
    if (heir === undefined) return [];
    const also =
      heir.previously.length > 0 ? " Names that move on in a row, or change places, are given in two runs." : "";
    const detail = `${JSON.stringify(name)} is declared, at ${spoken(heir.path)}, so nobody could tell which of the two an object of that name is.${also} First rename this one alone and apply; then declare ${JSON.stringify(name)} anew.`;
    return [wrong(DECLARED, detail, path)];
  });
};

/** One object cannot become two. */
export const previouslyOnce: Check = (draft) => {
  const all = formerNames(draft);
  return all.flatMap(({ object, name, match, path }, index): readonly Finding[] => {
    const earlier = all
      .slice(0, index)
      .find((other) => other.object.at.kind === object.at.kind && other.match === match);
    if (earlier === undefined) return [];
    const where =
      earlier.object === object ? "stands there twice" : `is a former name of ${spoken(earlier.object.path)} too`;
    return [wrong(TWICE, `${JSON.stringify(name)} ${where}. Only one object can be the one that bore it.`, path)];
  });
};

/** What is renamed lives on. */
export const previouslyKept: Check = (draft) => {
  const removed = removedTargets(draft);
  return formerNames(draft).flatMap(({ object, name, match, path }): readonly Finding[] => {
    const target = removed.find((one) => one.kind === object.at.kind && one.match === match);
    if (target === undefined) return [];
    const detail = `${JSON.stringify(name)} becomes ${spoken(object.path)} here, and is deleted at ${spoken(target.path)}. Keep one of the two.`;
    return [wrong(REMOVED, detail, path)];
  });
};

/** Without a type only the values of a field are managed, and its name is not. */
export const previouslyTyped: Check = ({ mergeFields }) =>
  mergeFields.entries.flatMap(({ path, entry }): readonly Finding[] => {
    if (entry.previously === undefined || entry.type !== undefined) return [];
    const detail =
      "Without a `type` the field stands already and its definition, its merge tag included, is left as it is. Add `type` and `name`, or take `previously` out.";
    return [wrong(UNTYPED, detail, [...path, "previously"], "key")];
  });

/** A pattern names many objects, and only one can be renamed. */
export const previouslyNames: Check = ({ tags }) =>
  tags.entries.flatMap(({ key, path, entry }) =>
    (entry.previously ?? []).flatMap((name, index): readonly Finding[] => {
      if (!isFamily(name) || isFamily(key)) return [];
      const detail = `${JSON.stringify(name)} is the pattern of a family, and one tag cannot have been many. Name the tag.`;
      return [wrong(PATTERN, detail, [...path, "previously", index])];
    }),
  );

/** The tags of a family come and go with its values. */
export const familyWithoutLifeCycle: Check = ({ tags }) =>
  tags.entries.flatMap(({ key, path, entry }) =>
    (["previously", "protected"] as const).flatMap((word): readonly Finding[] => {
      if (!isFamily(key) || entry[word] === undefined) return [];
      const detail = `\`${word}\` is for one tag, and ${JSON.stringify(key)} stands for as many as its value gives. Take it out.`;
      return [wrong(ON_FAMILY, detail, [...path, word], "key")];
    }),
  );

interface FormerName {
  readonly object: PathedObject;
  readonly name: string;
  readonly match: string;
  readonly path: Path;
}

/** Each name of each `previously`, with what its match would be. */
function formerNames(draft: Draft): readonly FormerName[] {
  return pathedObjects(draft).flatMap((object) =>
    object.previously.map((name, index) => ({
      object,
      name,
      match: object.formerly?.[index] ?? name,
      path: [...object.path, "previously", index],
    })),
  );
}
