import type { Operator } from "../model/condition.ts";
import { OPERATORS } from "../model/condition.ts";
import type { Finding, Path } from "../model/diagnostic.ts";
import { didYouMean } from "../model/nearest-name.ts";
import { isOperator } from "./operator-fit.ts";
import type { Parsed } from "./parsed.ts";
import { gather, isMapping, mapParsed, shown, unsound } from "./parsed.ts";
import { ruleFinding } from "./rule-finding.ts";

/** Tests joined by all, any and not, whatever a test is. */
export type Tree<Test> =
  | { readonly is: "all" | "any"; readonly of: readonly Tree<Test>[]; readonly path: Path }
  | { readonly is: "not"; readonly of: Tree<Test>; readonly path: Path }
  | Test;

/** What differs between the places where conditions stand. */
export interface TreeLanguage<Test> {
  /** Reads an entry of a condition that is none of all, any and not. */
  readonly entry: (name: string, raw: unknown, path: Path) => Parsed<Tree<Test>>;
  /** A condition that could stand there, `{ partner: exists }`. */
  readonly example: string;
  /** One that compares something, `{ partner.status: active }`. */
  readonly comparison: string;
}

/** Reads a condition as it stands in the file: a mapping whose entries must all hold. */
export function parseTree<Test>(raw: unknown, path: Path, language: TreeLanguage<Test>): Parsed<Tree<Test>> {
  const { value, findings } = mapping(raw, path, language, 0);
  return value === undefined ? { findings: oneDepth(findings) } : { value, findings };
}

/** Reads what is asked of a name: `exists` or `missing`, a value, or operators with their values. */
export function parseTests<Test>(
  name: string,
  raw: unknown,
  path: Path,
  test: (operator: Operator, raw: unknown, path: Path, mark: Finding["mark"]) => Parsed<Tree<Test>>,
): Parsed<Tree<Test>> {
  if (raw === "exists" || raw === "missing") return test(raw, true, path, "value");
  if (!isMapping(raw)) return test("eq", raw, path, "value");
  const entries = Object.entries(raw);
  if (entries.length === 0) {
    const detail = `${name} is compared with nothing. Write a value or an operator, such as \`exists\`.`;
    return unsound(ruleFinding("condition-empty", detail, path, "value"));
  }
  return conjunction(
    entries.map(([word, value]) => {
      const at = [...path, word];
      return isOperator(word) ? test(word, value, at, "key") : unsound(unknownOperator(word, at));
    }),
    path,
  );
}

/** All of the pieces, or the one that there is. */
export function conjunction<Test>(pieces: readonly Parsed<Tree<Test>>[], path: Path): Parsed<Tree<Test>> {
  return mapParsed(gather(pieces), (of): Tree<Test> => {
    const [only, ...more] = of;
    return only !== undefined && more.length === 0 ? only : { is: "all", of, path };
  });
}

const MAX_DEPTH = 50;

function mapping<Test>(raw: unknown, path: Path, language: TreeLanguage<Test>, depth: number): Parsed<Tree<Test>> {
  if (depth > MAX_DEPTH) return unsound(tooDeep(path));
  if (!isMapping(raw)) return unsound(noCondition(raw, path, language.comparison));
  const entries = Object.entries(raw);
  if (entries.length === 0) {
    const detail = `This condition asks nothing. Write one, such as \`${language.example}\`, or leave the key out.`;
    return unsound(ruleFinding("condition-empty", detail, path, "value"));
  }
  return conjunction(
    entries.map(([key, value]) => entry(key, value, [...path, key], language, depth)),
    path,
  );
}

function entry<Test>(
  key: string,
  raw: unknown,
  path: Path,
  language: TreeLanguage<Test>,
  depth: number,
): Parsed<Tree<Test>> {
  if (key === "all" || key === "any") return list(key, raw, path, language, depth);
  if (key !== "not") return language.entry(key, raw, path);
  return mapParsed(mapping(raw, path, language, depth + 1), (of): Tree<Test> => ({ is: "not", of, path }));
}

function list<Test>(
  is: "all" | "any",
  raw: unknown,
  path: Path,
  language: TreeLanguage<Test>,
  depth: number,
): Parsed<Tree<Test>> {
  if (!Array.isArray(raw)) {
    const detail = `\`${is}\` takes a list of conditions, not ${shown(raw)}: \`${is}: [ ${language.example}, … ]\`.`;
    return unsound(ruleFinding("condition-shape", detail, path, "value"));
  }
  if (raw.length === 0) {
    const detail = `\`${is}\` has no condition in it. Name at least one, or leave \`${is}\` out.`;
    return unsound(ruleFinding("condition-empty", detail, path, "value"));
  }
  const entries: readonly unknown[] = raw;
  const pieces = entries.map((one, index) => mapping(one, [...path, index], language, depth + 1));
  return mapParsed(gather(pieces), (of): Tree<Test> => ({ is, of, path }));
}

// What other languages call the same thing, too far from our words for the edit distance.
const OTHER_WORDS: Readonly<Record<string, Operator>> = {
  "=": "eq",
  "==": "eq",
  equal: "eq",
  equals: "eq",
  "!=": "ne",
  neq: "ne",
  not: "ne",
  ">": "gt",
  ">=": "gte",
  ge: "gte",
  "<": "lt",
  "<=": "lte",
  le: "lte",
  nin: "notIn",
};

function unknownOperator(word: string, path: Path): Finding {
  const meant = Object.hasOwn(OTHER_WORDS, word) ? ` Write \`${OTHER_WORDS[word]}\`.` : didYouMean(word, OPERATORS);
  return ruleFinding("unknown-operator", `There is no operator ${shown(word)}.${meant}`, path, "key");
}

function noCondition(raw: unknown, path: Path, comparison: string): Finding {
  const detail = `A condition is a mapping such as \`${comparison}\`, not ${shown(raw)}.`;
  return ruleFinding(
    "condition-shape",
    Array.isArray(raw) ? `${detail} For several, write \`all: [..]\` or \`any: [..]\`.` : detail,
    path,
    "value",
  );
}

function tooDeep(path: Path): Finding {
  const detail = `Conditions can stand in one another ${MAX_DEPTH} levels deep, and no deeper. Split this rule.`;
  return ruleFinding("condition-too-deep", detail, path, "value");
}

// One deep rule would otherwise be reported once for each of its innermost branches.
function oneDepth(findings: readonly Finding[]): readonly Finding[] {
  const first = findings.find((finding) => finding.code === "condition-too-deep");
  return findings.filter((finding) => finding.code !== "condition-too-deep" || finding === first);
}
