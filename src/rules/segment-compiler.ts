import type { Literal, Operator } from "../model/condition.ts";
import type { Finding, Path } from "../model/diagnostic.ts";
import type { Json } from "../model/json.ts";
import type { SegmentCondition, SegmentField, SegmentOptions, SegmentTest } from "../model/segment.ts";
import { parseLiteral } from "./literal.ts";
import { andThen, gather, mapParsed, type Parsed, sound, unsound } from "./parsed.ts";
import { ruleFinding } from "./rule-finding.ts";
import { segmentAdvice } from "./segment-advice.ts";
import { type Asked, askedOf, askedOfField } from "./segment-asked.ts";
import { type Formula, oneLevel } from "./segment-formula.ts";
import { wholeDays } from "./segment-literal.ts";
import { negated, said } from "./segment-operator.ts";

/** A segment's condition in Mailchimp's words, as far as the types of the fields are known. */
export interface CompiledSegment {
  /** Absent where something is wrong, or where the type of a field is not known yet. */
  readonly options?: SegmentOptions;
  readonly findings: readonly Finding[];
}

/** Compiles a condition by the types of the fields that it names; one whose type is not known is not judged. */
export function compileSegment(
  when: SegmentCondition,
  fieldOf: (key: string) => SegmentField | undefined,
  path: Path,
): CompiledSegment {
  let open = false;
  const asked = (test: SegmentTest): Asked | undefined => {
    const { operand } = test;
    if (operand.on !== "mergeField") return askedOf(operand);
    const field = fieldOf(operand.key);
    if (field?.type !== undefined) return askedOfField(field, field.type);
    open = true;
    return undefined;
  };
  const { value, findings } = andThen(formulaOf(when, true, asked), (formula) => oneLevel(formula, path));
  return value === undefined || open ? { findings } : { options: value, findings };
}

type Ask = (test: SegmentTest) => Asked | undefined;

/** `holds` is false under an odd number of `not`: all and any then change places, and each test says its opposite. */
function formulaOf(condition: SegmentCondition, holds: boolean, ask: Ask): Parsed<Formula> {
  switch (condition.is) {
    case "all":
    case "any": {
      const is = holds === (condition.is === "all") ? "all" : "any";
      const { path } = condition;
      return mapParsed(gather(condition.of.map((part) => formulaOf(part, holds, ask))), (of) => ({ is, of, path }));
    }
    case "not":
      return formulaOf(condition.of, !holds, ask);
    case "test": {
      const asked = ask(condition);
      return asked === undefined ? sound(placeholder(condition)) : testFormula(condition, holds, asked);
    }
  }
}

/** Stands for what a test of a field without a known type will come to. */
function placeholder({ path }: SegmentTest): Formula {
  return { is: "atom", condition: { path: path.map(String) } };
}

function testFormula(test: SegmentTest, holds: boolean, asked: Asked): Parsed<Formula> {
  const { operator, path, mark } = test;
  if (asked.operators.length === 0) return unsound(noStatus(path));
  const allowed = asked.operators.includes(operator) || (!holds && sayableDenied(operator, asked));
  if (!allowed) return unsound(ruleFinding("segment-operator", segmentAdvice(operator, test.value, asked), path, mark));
  return andThen(literalOf(test, asked), (literal) => {
    const formula = holds ? said(operator, literal, asked, path) : negated(operator, literal, asked, path);
    return formula === undefined ? unsound(noOpposite(test, asked)) : sound(formula);
  });
}

/** "Not at least ten" is "less than ten or none", which Mailchimp can say though it cannot say "at least". */
function sayableDenied(operator: Operator, { operators }: Asked): boolean {
  return (operator === "gte" || operator === "lte") && operators.includes("gt");
}

function literalOf({ operator, value, path }: SegmentTest, asked: Asked): Parsed<Json> {
  if (operator === "exists" || operator === "missing") {
    if (value === true) return sound(true);
    const other = operator === "exists" ? "missing" : "exists";
    const detail = `\`${operator}\` takes nothing but true. To ask the opposite, write \`${other}\`.`;
    return unsound(ruleFinding("literal-type", detail, path, "value"));
  }
  const partial = operator === "contains" || operator === "notContains";
  const { name, literal, values } = asked;
  const compared = { name, type: literal, ...(values === undefined || partial ? {} : { values }) };
  return andThen(parseLiteral(value, operator, compared, path), (read) => fitting(read, asked, path));
}

function fitting(literal: Literal, { misfit }: Asked, path: Path): Parsed<Json> {
  if (typeof literal === "object" && "duration" in literal) {
    const days = wholeDays(literal.duration);
    if (days !== undefined) return sound(days);
    const detail = "Mailchimp counts back whole days. Write them, `30d`, or weeks, `2w`.";
    return unsound(ruleFinding("segment-literal", detail, path, "value"));
  }
  const entries: readonly (string | number | boolean)[] = Array.isArray(literal) ? literal : [literal];
  const detail = entries.map((entry) => misfit?.(entry)).find((one) => one !== undefined);
  if (detail !== undefined) return unsound(ruleFinding("segment-literal", detail, path, "value"));
  // The branch of durations is gone: what is left of a literal is JSON.
  return sound(literal as Json);
}

function noStatus(path: Path): Finding {
  const detail =
    "A segment of Mailchimp cannot ask for the status: it is made of subscribed contacts, and whoever sends to it reaches no others. Leave `status` out.";
  return ruleFinding("segment-status", detail, path, "key");
}

function noOpposite({ operator, path }: SegmentTest, { name }: Asked): Finding {
  const detail = `Mailchimp has no opposite of \`${operator}\` for ${name}. Let a tag say it, \`tags: { NAME: { when: { not: … } } }\`, and ask for the tag, \`{ tag: NAME }\`.`;
  return ruleFinding("segment-negation", detail, path, "key");
}
