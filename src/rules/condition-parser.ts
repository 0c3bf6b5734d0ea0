import type { Condition, Operator } from "../model/condition.ts";
import type { Vocabulary } from "../model/desired.ts";
import type { Finding, Path } from "../model/diagnostic.ts";
import { parseTests, parseTree } from "./condition-tree.ts";
import { parseLiteral } from "./literal.ts";
import type { Resolved } from "./name.ts";
import { operandName, resolveName } from "./name.ts";
import { operatorMisfit, TYPE_WORDS } from "./operator-fit.ts";
import type { Parsed } from "./parsed.ts";
import { andThen, mapParsed, sound, unsound } from "./parsed.ts";
import { ruleFinding } from "./rule-finding.ts";

/** Reads a condition as it stands in the file; the condition is there only if nothing in it is wrong. */
export function parseCondition(
  raw: unknown,
  path: Path,
  vocabulary: Vocabulary,
): { readonly condition?: Condition; readonly findings: readonly Finding[] } {
  const { value, findings } = parseTree<Test>(raw, path, {
    entry: (name, asked, at) =>
      andThen(resolveName(name, at, vocabulary, "key"), (resolved) => tests(resolved, asked, at)),
    example: "{ partner: exists }",
    comparison: "{ partner.status: active }",
  });
  return value === undefined ? { findings } : { condition: value, findings };
}

type Test = Extract<Condition, { readonly is: "test" }>;

function tests(resolved: Resolved, raw: unknown, path: Path): Parsed<Condition> {
  return parseTests<Test>(operandName(resolved.operand), raw, path, (operator, value, at, mark) =>
    test(resolved, operator, value, at, mark),
  );
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
