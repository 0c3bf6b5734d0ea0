import type { Operator } from "../model/condition.ts";
import type { Path } from "../model/diagnostic.ts";
import type { Json } from "../model/json.ts";
import type { Asked, Word } from "./segment-asked.ts";
import type { Formula } from "./segment-formula.ts";

/** An operator in Mailchimp's words. A missing value fails every comparison, so that `ne` also asks for one. */
export function said(operator: Operator, value: Json, asked: Asked, path: Path): Formula | undefined {
  return SAID[operator]?.(voice(operator, value, asked, path));
}

/** The opposite of an operator, which a missing value passes. */
export function negated(operator: Operator, value: Json, asked: Asked, path: Path): Formula | undefined {
  return DENIED[operator]?.(voice(operator, value, asked, path));
}

/** Says words about the value of one test. */
interface Voice {
  /** The word with the value. */
  readonly with: (word: Word) => Formula;
  /** The word with each of the values, or with all of them where Mailchimp takes several. */
  readonly each: (word: Word) => readonly Formula[];
  /** That there is a value; nothing where there always is one. */
  readonly present: readonly Formula[];
  readonly absent: readonly Formula[];
  readonly all: (of: readonly Formula[]) => Formula;
  readonly any: (of: readonly Formula[]) => Formula;
}

function voice(operator: Operator, value: Json, asked: Asked, path: Path): Voice {
  const atom = (word: Word, of?: Json): Formula => ({ is: "atom", condition: asked.say(word, of) });
  const values: readonly Json[] = Array.isArray(value) ? value : [value];
  const joined =
    (is: "all" | "any") =>
    (of: readonly Formula[]): Formula => ({ is, of, path, operator });
  return {
    with: (word) => atom(word, asked.several === true ? values : value),
    each: (word) => (asked.several === true ? [atom(word, values)] : values.map((one) => atom(word, one))),
    present: asked.blankable ? [atom("blank_not")] : [],
    absent: asked.blankable ? [atom("blank")] : [],
    all: joined("all"),
    any: joined("any"),
  };
}

type Saying = (say: Voice) => Formula;

const plainly =
  (word: Word): Saying =>
  (say) =>
    say.with(word);
const unlessMissing =
  (word: Word): Saying =>
  (say) =>
    say.all([say.with(word), ...say.present]);
const orMissing =
  (...words: readonly Word[]): Saying =>
  (say) =>
    say.any([...words.map((word) => say.with(word)), ...say.absent]);

const present: Saying = (say) => say.all(say.present);
const absent: Saying = (say) => say.all(say.absent);

/** `gte` and `lte` have no words: only their opposites do. */
const SAID: Readonly<Partial<Record<Operator, Saying>>> = {
  eq: plainly("is"),
  ne: unlessMissing("not"),
  gt: plainly("greater"),
  lt: plainly("less"),
  in: (say) => say.any(say.each("is")),
  notIn: (say) => say.all([...say.each("not"), ...say.present]),
  contains: plainly("contains"),
  notContains: unlessMissing("notcontain"),
  startsWith: plainly("starts"),
  endsWith: plainly("ends"),
  exists: present,
  missing: absent,
  before: plainly("less"),
  after: plainly("greater"),
  within: plainly("within"),
  olderThan: unlessMissing("notwithin"),
};

const DENIED: Readonly<Partial<Record<Operator, Saying>>> = {
  eq: plainly("not"),
  ne: orMissing("is"),
  gt: orMissing("less", "is"),
  gte: orMissing("less"),
  lt: orMissing("greater", "is"),
  lte: orMissing("greater"),
  in: (say) => say.all(say.each("not")),
  notIn: (say) => say.any([...say.each("is"), ...say.absent]),
  contains: plainly("notcontain"),
  notContains: orMissing("contains"),
  exists: absent,
  missing: present,
  before: orMissing("greater", "is"),
  after: orMissing("less", "is"),
  within: plainly("notwithin"),
  olderThan: orMissing("within"),
};
