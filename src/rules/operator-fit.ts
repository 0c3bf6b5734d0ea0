import type { Operator } from "../model/condition.ts";
import { OPERATORS } from "../model/condition.ts";
import type { FieldType } from "../model/source.ts";

/** How a sentence calls a value of each type. */
export const TYPE_WORDS: Record<FieldType, string> = {
  text: "text",
  number: "a number",
  boolean: "true or false",
  date: "a date",
  datetime: "a date with a time",
  list: "a list",
  address: "a postal address",
};

/** Whether a word is an operator of the language. */
export function isOperator(word: string): word is Operator {
  const words: readonly string[] = OPERATORS;
  return words.includes(word);
}

/** Why an operator cannot be asked of a type, and what to write instead; undefined where it can. */
export function operatorMisfit(operator: Operator, type: FieldType): string | undefined {
  const allowed = ALLOWED[type];
  if (allowed.includes(operator)) return undefined;
  return ADVICE[type][operator] ?? `Operators for ${TYPE_WORDS[type]} are ${allowed.join(", ")}.`;
}

const EQUALITY = ["eq", "ne", "in", "notIn"] as const;
const PRESENCE = ["exists", "missing"] as const;
const MOMENTS: readonly Operator[] = [...EQUALITY, "before", "after", "within", "olderThan", ...PRESENCE];

const ALLOWED: Record<FieldType, readonly Operator[]> = {
  text: [...EQUALITY, "contains", "notContains", "startsWith", "endsWith", ...PRESENCE],
  number: [...EQUALITY, "gt", "gte", "lt", "lte", ...PRESENCE],
  boolean: ["eq", "ne", ...PRESENCE],
  date: MOMENTS,
  datetime: MOMENTS,
  list: ["contains", "notContains", ...PRESENCE],
  address: PRESENCE,
};

type Advice = Readonly<Partial<Record<Operator, string>>>;

const NUMBER_ADVICE =
  "Text has no order. If it holds numbers, declare its type where the source is declared: `columns: { NAME: number }`.";
const DATE_ADVICE =
  "Text has no place in time. If it holds dates, declare its type where the source is declared: `columns: { NAME: date }`.";
const LATER = "For dates write `after`; it leaves the moment itself out.";
const EARLIER = "For dates write `before`; it leaves the moment itself out.";
const IN_LIST =
  "For each value write one `contains` under `any`: `any: [ { PATH: { contains: a } }, { PATH: { contains: b } } ]`.";
const WHOLE_ENTRY = "A list is asked for a whole entry: write `contains`.";

const MOMENT_ADVICE: Advice = { gt: LATER, gte: LATER, lt: EARLIER, lte: EARLIER };

const ADVICE: Record<FieldType, Advice> = {
  text: {
    gt: NUMBER_ADVICE,
    gte: NUMBER_ADVICE,
    lt: NUMBER_ADVICE,
    lte: NUMBER_ADVICE,
    before: DATE_ADVICE,
    after: DATE_ADVICE,
    within: DATE_ADVICE,
    olderThan: DATE_ADVICE,
  },
  number: { before: "For numbers write `lt`.", after: "For numbers write `gt`." },
  boolean: { in: "Write `eq`; a field that can be either only needs `exists`.", notIn: "Write `ne` or `missing`." },
  date: MOMENT_ADVICE,
  datetime: MOMENT_ADVICE,
  list: {
    eq: "A list is not compared whole: write `contains`.",
    ne: "A list is not compared whole: write `notContains`.",
    in: IN_LIST,
    notIn: "For each value write one `notContains` under `all`.",
    startsWith: WHOLE_ENTRY,
    endsWith: WHOLE_ENTRY,
  },
  address: {},
};
