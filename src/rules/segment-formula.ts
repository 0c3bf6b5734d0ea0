import type { Finding, Path } from "../model/diagnostic.ts";
import type { JsonObject } from "../model/json.ts";
import type { SegmentOptions } from "../model/segment.ts";
import { type Parsed, sound, unsound } from "./parsed.ts";
import { ruleFinding } from "./rule-finding.ts";

/** Mailchimp's conditions joined by all and any, still nested. */
export type Formula =
  | { readonly is: "atom"; readonly condition: JsonObject }
  | {
      readonly is: "all" | "any";
      readonly of: readonly Formula[];
      readonly path: Path;
      /** The operator that takes several conditions, where the file itself says neither all nor any. */
      readonly operator?: string;
    };

/** How many conditions Mailchimp takes in one segment. */
export const MOST_CONDITIONS = 10;

/** Brings a formula to the one level that Mailchimp has, or says what does not fit into it. */
export function oneLevel(formula: Formula, path: Path): Parsed<SegmentOptions> {
  const flat = flattened(formula);
  if (flat.is === "atom") return sound({ match: "all", conditions: [flat.condition] });
  const nested = flat.of.flatMap((part) => (part.is === "atom" ? [] : [nestedFinding(part, flat.is)]));
  if (nested.length > 0) return unsound(...nested);
  const conditions = distinct(flat.of.flatMap((part) => (part.is === "atom" ? [part.condition] : [])));
  if (conditions.length > MOST_CONDITIONS) return unsound(tooMany(conditions.length, path));
  return sound({ match: flat.is, conditions });
}

/** A segment that asks for more than Mailchimp takes. */
export function tooMany(count: number, path: Path): Finding {
  const detail = `This comes to ${count} conditions, and Mailchimp takes at most ${MOST_CONDITIONS} in a segment. Let a tag say a part of it, \`tags: { NAME: { when: … } }\`, and ask for the tag, \`{ tag: NAME }\`.`;
  return ruleFinding("segment-too-many", detail, path, "key");
}

function flattened(formula: Formula): Formula {
  if (formula.is === "atom") return formula;
  const parts = formula.of.map(flattened).flatMap((part) => (part.is === formula.is ? part.of : [part]));
  const [only, ...more] = parts;
  return only !== undefined && more.length === 0 ? only : { ...formula, of: parts };
}

function distinct(conditions: readonly JsonObject[]): readonly JsonObject[] {
  const seen = new Map(conditions.map((condition) => [JSON.stringify(condition), condition]));
  return [...seen.values()];
}

const TAG =
  "Let a tag say it, `tags: { NAME: { when: … } }`, whose conditions may be nested, and ask for the tag, `{ tag: NAME }`.";

function nestedFinding({ is, operator, path }: Exclude<Formula, { is: "atom" }>, outer: "all" | "any"): Finding {
  if (operator === undefined) {
    const detail = `A segment of Mailchimp has one level: its conditions are joined by \`all\` or by \`any\`, and here \`${is}\` stands inside \`${outer}\`. ${TAG}`;
    return ruleFinding("segment-nested", detail, path, "key");
  }
  const why =
    is === "all"
      ? `\`${operator}\` becomes two conditions which must both hold, "is not" and "is not blank", and these cannot stand inside \`any\`. Write \`not: { … }\`, which also lets in contacts without a value.`
      : `\`${operator}\` becomes several conditions of which one must hold, and these cannot stand inside \`all\`.`;
  return ruleFinding(
    "segment-nested",
    `${why} Or let a tag say it: ${TAG.slice("Let a tag say it, ".length)}`,
    path,
    "key",
  );
}
