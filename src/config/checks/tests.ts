import type { Finding } from "../../model/diagnostic.ts";
import { didYouMean } from "../../model/nearest-name.ts";
import { namesOf } from "../draft.ts";
import { familyOf } from "../tag-family.ts";
import { type Check, doubtful, wrong } from "./check.ts";

const UNKNOWN_SOURCE = { code: "test-source", summary: "Unknown source in a test" };
const UNKNOWN_TAG = { code: "test-tag", summary: "A test expects a tag that is not declared" };
const UNKNOWN_FIELD = { code: "test-field", summary: "Unknown merge field in a test" };
const CONTRADICTION = { code: "test-contradiction", summary: "A test cannot pass" };
const SAME_NAME = { code: "test-name", summary: "Two tests have one name" };

/** Records come from sources. */
export const testSourcesKnown: Check = ({ tests, sources }) =>
  tests.flatMap(({ entry, path }) =>
    Object.keys(entry.given)
      .filter((name) => !sources.unknowable && !namesOf(sources).includes(name))
      .map((name) => {
        const detail = `The file has no source ${JSON.stringify(name)}.${didYouMean(name, namesOf(sources))}`;
        return wrong(UNKNOWN_SOURCE, detail, [...path, "given", name], "key");
      }),
  );

/** A tag that no rule gives is never there. */
export const testTagsKnown: Check = ({ tests, tags }) =>
  tests.flatMap(({ entry, path }) =>
    (["tags", "notTags"] as const).flatMap((list) =>
      (entry.expect[list] ?? []).flatMap((name, index): readonly Finding[] => {
        const names = namesOf(tags);
        if (tags.unknowable || names.includes(name) || familyOf(name, names) !== undefined) return [];
        const detail = `The file declares no tag ${JSON.stringify(name)}, and no family that it fits.${didYouMean(name, names)}`;
        return [wrong(UNKNOWN_TAG, detail, [...path, "expect", list, index])];
      }),
    ),
  );

/** A field that has no value in this file gets none. */
export const testFieldsKnown: Check = ({ tests, mergeFields }) =>
  tests.flatMap(({ entry, path }) => {
    const live = typeof entry.live === "object" ? entry.live : {};
    const places = [
      { at: [...path, "expect", "mergeFields"], keys: Object.keys(entry.expect.mergeFields ?? {}) },
      { at: [...path, "live", "mergeFields"], keys: Object.keys(live.mergeFields ?? {}) },
    ];
    return places.flatMap(({ at, keys }) =>
      keys
        .filter((key) => !mergeFields.unknowable && !namesOf(mergeFields).includes(key))
        .map((key) => {
          const detail = `The file declares no merge field ${JSON.stringify(key)}.${didYouMean(key, namesOf(mergeFields))}`;
          return wrong(UNKNOWN_FIELD, detail, [...at, key], "key");
        }),
    );
  });

/** Nobody both bears a tag and does not. */
export const testsCanPass: Check = ({ tests }) =>
  tests.flatMap(({ entry: { expect }, path }) =>
    (expect.notTags ?? []).flatMap((name, index): readonly Finding[] => {
      if (expect.tags?.includes(name) !== true) return [];
      const detail = `${JSON.stringify(name)} stands under \`tags\` and under \`notTags\`. Take it out of one.`;
      return [wrong(CONTRADICTION, detail, [...path, "expect", "notTags", index])];
    }),
  );

/** A report names tests by their names. */
export const testNamesDistinct: Check = ({ tests }) =>
  tests.flatMap(({ entry: { name }, path }, index): readonly Finding[] => {
    if (!tests.slice(0, index).some(({ entry }) => entry.name === name)) return [];
    const detail = `Another test is called ${JSON.stringify(name)} too, and a report could not tell them apart.`;
    return [doubtful(SAME_NAME, detail, [...path, "name"])];
  });
