import type { Condition, Explanation, Literal, Operator } from "../model/condition.ts";
import { operandName } from "./name.ts";

/** An explanation as sentences, one a line: each test with the value that it found, indented under all, any and not. */
export function explanationLines(explanation: Explanation): readonly string[] {
  const { condition, holds, parts } = explanation;
  const verdict = holds ? "true" : "false";
  if (condition.is === "test") return [`${testText(condition)} is ${verdict}: ${foundText(explanation)}.`];
  const inner = parts.flatMap(explanationLines).map((line) => `  ${line}`);
  return [`${HEADS[condition.is]}: ${verdict}.`, ...inner];
}

type Test = Extract<Condition, { readonly is: "test" }>;

const HEADS: Record<Exclude<Condition["is"], "test">, string> = {
  all: "All of these hold",
  any: "Any of these holds",
  not: "This does not hold",
};

const WORDS: Partial<Record<Operator, string>> = {
  eq: "equals",
  ne: "differs from",
  notIn: "not in",
  olderThan: "older than",
};

/** A test in words, `partner.status equals "active"`. */
export function testText({ operand, operator, value }: Test): string {
  const word = WORDS[operator] ?? operator;
  return [operandName(operand), word, ...(value === undefined ? [] : [literalText(value)])].join(" ");
}

function literalText(value: Literal): string {
  return typeof value === "object" && "duration" in value ? durationText(value.duration) : JSON.stringify(value);
}

function durationText(duration: number): string {
  const [unit, size] = UNITS.find(([, one]) => duration % one === 0) ?? ["ms", 1];
  return `${duration / size}${unit}`;
}

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
] as const;

function foundText({ condition, found, holds }: Explanation): string {
  if (condition.is === "test" && condition.operand.on === "record") {
    const there = holds === (condition.operator === "exists");
    return there ? "there is a record" : "there is no record";
  }
  return found === undefined ? "it is missing" : `it is ${JSON.stringify(found)}`;
}
