import type { Condition, Operator } from "../model/condition.ts";
import { OPERATORS } from "../model/condition.ts";
import type { Vocabulary } from "../model/desired.ts";
import type { Finding, Path } from "../model/diagnostic.ts";
import { parseLiteral } from "./literal.ts";
import type { Resolved } from "./name.ts";
import { operandName, resolveName } from "./name.ts";
import { didYouMean } from "../model/nearest-name.ts";
import { isOperator, operatorMisfit, TYPE_WORDS } from "./operator-fit.ts";
import type { Parsed } from "./parsed.ts";
import { andThen, gather, isMapping, mapParsed, shown, sound, unsound } from "./parsed.ts";
import { ruleFinding } from "./rule-finding.ts";

/** Reads a condition as it stands in the file; the condition is there only if nothing in it is wrong. */
export function parseCondition(
  raw: unknown,
  path: Path,
  vocabulary: Vocabulary,
): { readonly condition?: Condition; readonly findings: readonly Finding[] } {
  const { value, findings } = mapping(raw, path, vocabulary, 0);
  return value === undefined ? { findings: oneDepth(findings) } : { condition: value, findings };
}

const MAX_DEPTH = 50;

function mapping(raw: unknown, path: Path, vocabulary: Vocabulary, depth: number): Parsed<Condition> {
  if (depth > MAX_DEPTH) return unsound(tooDeep(path));
  if (!isMapping(raw)) return unsound(noCondition(raw, path));
  const entries = Object.entries(raw);
  if (entries.length === 0) {
    const detail = "This condition asks nothing. Write one, such as `{ partner: exists }`, or leave the key out.";
    return unsound(ruleFinding("condition-empty", detail, path, "value"));
  }
  return conjunction(
    entries.map(([key, value]) => entry(key, value, [...path, key], vocabulary, depth)),
    path,
  );
}

function entry(key: string, raw: unknown, path: Path, vocabulary: Vocabulary, depth: number): Parsed<Condition> {
  if (key === "all" || key === "any") return list(key, raw, path, vocabulary, depth);
  if (key === "not") {
    return mapParsed(mapping(raw, path, vocabulary, depth + 1), (of): Condition => ({ is: "not", of, path }));
  }
  return andThen(resolveName(key, path, vocabulary, "key"), (resolved) => tests(resolved, raw, path));
}

function list(is: "all" | "any", raw: unknown, path: Path, vocabulary: Vocabulary, depth: number): Parsed<Condition> {
  if (!Array.isArray(raw)) {
    const detail = `\`${is}\` takes a list of conditions, not ${shown(raw)}: \`${is}: [ { partner: exists }, … ]\`.`;
    return unsound(ruleFinding("condition-shape", detail, path, "value"));
  }
  if (raw.length === 0) {
    const detail = `\`${is}\` has no condition in it. Name at least one, or leave \`${is}\` out.`;
    return unsound(ruleFinding("condition-empty", detail, path, "value"));
  }
  const entries: readonly unknown[] = raw;
  const pieces = entries.map((one, index) => mapping(one, [...path, index], vocabulary, depth + 1));
  return mapParsed(gather(pieces), (of): Condition => ({ is, of, path }));
}

function tests(resolved: Resolved, raw: unknown, path: Path): Parsed<Condition> {
  if (raw === "exists" || raw === "missing")
    return sound({ is: "test", operand: resolved.operand, operator: raw, path });
  if (!isMapping(raw)) return test(resolved, "eq", raw, path, "value");
  const entries = Object.entries(raw);
  if (entries.length === 0) {
    const detail = `${operandName(resolved.operand)} is compared with nothing. Write a value or an operator, such as \`exists\`.`;
    return unsound(ruleFinding("condition-empty", detail, path, "value"));
  }
  return conjunction(
    entries.map(([operator, value]) => named(resolved, operator, value, [...path, operator])),
    path,
  );
}

// What other languages call the same thing, too far from our words for the edit distance.
const OTHER_WORDS: Readonly<Record<string, Operator>> = {
  "=": "eq",
  "==": "eq",
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

function named(resolved: Resolved, operator: string, raw: unknown, path: Path): Parsed<Condition> {
  if (isOperator(operator)) return test(resolved, operator, raw, path, "key");
  const meant = Object.hasOwn(OTHER_WORDS, operator)
    ? ` Write \`${OTHER_WORDS[operator]}\`.`
    : didYouMean(operator, OPERATORS);
  const detail = `There is no operator ${shown(operator)}.${meant}`;
  return unsound(ruleFinding("unknown-operator", detail, path, "key"));
}

function test(
  resolved: Resolved,
  operator: Operator,
  raw: unknown,
  path: Path,
  mark: Finding["mark"],
): Parsed<Condition> {
  const { operand, values } = resolved;
  if (operator === "exists" || operator === "missing") {
    if (raw === true) return sound({ is: "test", operand, operator, path });
    const other = operator === "exists" ? "missing" : "exists";
    const detail = `\`${operator}\` takes nothing but true. To ask the opposite, write \`${other}\`.`;
    return unsound(ruleFinding("literal-type", detail, path, "value"));
  }
  const name = operandName(operand);
  if (operand.on === "record") {
    const detail = `${name} is a source; it \`exists\` or is \`missing\`. To compare a value, name one of its fields: \`${name}.FIELD\`.`;
    return unsound(ruleFinding("operator-type", detail, path, mark));
  }
  const { type } = operand;
  // `{ path: null }` and `{ path: [..] }` are about the value first: what it suggests fits the type better.
  const plain = mark === "value" && (raw === null || (Array.isArray(raw) && type !== "list"));
  const misfit = plain ? undefined : operatorMisfit(operator, type);
  if (misfit !== undefined) {
    const detail = `${name} is ${TYPE_WORDS[type]}, and \`${operator}\` does not apply to it. ${misfit}`;
    return unsound(ruleFinding("operator-type", detail, path, mark));
  }
  const compared = { name, type, ...(values === undefined ? {} : { values }) };
  return mapParsed(
    parseLiteral(raw, operator, compared, path),
    (value): Condition => ({ is: "test", operand, operator, value, path }),
  );
}

function conjunction(pieces: readonly Parsed<Condition>[], path: Path): Parsed<Condition> {
  return mapParsed(gather(pieces), (of): Condition => {
    const [only, ...more] = of;
    return only !== undefined && more.length === 0 ? only : { is: "all", of, path };
  });
}

function noCondition(raw: unknown, path: Path): Finding {
  const detail = `A condition is a mapping such as \`{ partner.status: active }\`, not ${shown(raw)}.`;
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
