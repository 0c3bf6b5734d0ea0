import { type Address, KIND_NAMES } from "../../model/address.ts";
import type { Finding } from "../../model/diagnostic.ts";
import { fitsAny } from "../../model/glob.ts";
import { pathedObjects } from "../declared-object.ts";
import type { Draft } from "../draft.ts";
import { pluralOf } from "../sections/undeclared.ts";
import { spoken } from "../wording.ts";
import { type Check, wrong } from "./check.ts";
import { removedTargets } from "./removed.ts";

const DECLARED = { code: "ignored-declared", summary: "An object is declared and ignored" };
const REMOVED = { code: "ignored-removed", summary: "An object is removed and ignored" };

/** What is declared is somebody's business. */
export const ignoredNotDeclared: Check = (draft) => {
  const declared = pathedObjects(draft);
  return patterns(draft).flatMap(({ kind, pattern, path }): readonly Finding[] => {
    const hit = declared.find(
      ({ at, spec }) => at.kind === kind && namesOf(at, spec["tag"]).some((name) => fitsAny(name, [pattern])),
    );
    if (hit === undefined) return [];
    const detail = `${JSON.stringify(pattern)} fits ${spoken(hit.path)}, which is declared. Make the pattern narrower, or take the declaration out.`;
    return [wrong(DECLARED, detail, path)];
  });
};

/** What is ignored is never deleted. */
export const ignoredNotRemoved: Check = (draft) => {
  const removed = removedTargets(draft);
  return patterns(draft).flatMap(({ kind, pattern, path }): readonly Finding[] => {
    const hit = removed.find((target) => target.kind === kind && fitsAny(target.key, [pattern]));
    if (hit === undefined) return [];
    const detail = `${JSON.stringify(pattern)} fits ${JSON.stringify(hit.key)}, which ${spoken(hit.path)} deletes. Make the pattern narrower, or take the entry out.`;
    return [wrong(REMOVED, detail, path)];
  });
};

/** A merge field is known by its merge tag, and here by its key. */
function namesOf(at: Address, tag: unknown): readonly string[] {
  return typeof tag === "string" ? [tag] : [at.key];
}

function patterns({ ignore }: Draft) {
  return KIND_NAMES.flatMap((kind) =>
    (ignore[pluralOf(kind)] ?? []).map((pattern, index) => ({
      kind,
      pattern,
      path: ["ignore", pluralOf(kind), index],
    })),
  );
}
