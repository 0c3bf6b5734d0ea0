import type { Path } from "../model/diagnostic.ts";
import { nearestName } from "../model/nearest-name.ts";
import type { Violation } from "./violation.ts";

/** Without the keys that are missing only because they stand there misspelt. */
export function withoutConsequences(violations: readonly Violation[]): readonly Violation[] {
  const misspelt = new Set(violations.filter(isUnknownKey).map((one) => JSON.stringify(meantBy(one))));
  return violations.filter(({ path, params }) => {
    const missing = params["missingProperty"];
    return typeof missing !== "string" || !misspelt.has(JSON.stringify([...path, missing]));
  });
}

/** The paths of which nothing more can be said because of a violation; a key that means another breaks that one too. */
export function breaks(violation: Violation): readonly Path[] {
  const { path } = violation;
  if (!isUnknownKey(violation)) return [path];
  const meant = meantBy(violation);
  if (path.length === 1) return meant === undefined ? [] : [meant];
  // An entry with a key too many is not judged by what it then lacks; what else `sync` says still is.
  return path[0] === "sync" && path.length === 2
    ? [path, ...(meant === undefined ? [] : [meant])]
    : [path.slice(0, -1)];
}

function isUnknownKey({ keyword }: Violation): boolean {
  return keyword === "additionalProperties";
}

function meantBy({ path, siblings }: Violation): Path | undefined {
  const near = nearestName(String(path.at(-1)), siblings);
  return near === undefined ? undefined : [...path.slice(0, -1), near];
}
