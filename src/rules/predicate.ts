import type { Literal, Operator } from "../model/condition.ts";
import type { FieldType, FieldValue } from "../model/source.ts";
import { isList } from "./facts.ts";
import { momentPredicate } from "./moment-predicate.ts";

/** Whether a value passes a test; a missing value passes none but `missing`. */
export type Predicate = (found: FieldValue) => boolean;

/** The predicate of an operator with its literal; `now` is the one instant of the run, in milliseconds. */
export function predicate(operator: Operator, value: Literal | undefined, type: FieldType, now: number): Predicate {
  const moment = type === "date" || type === "datetime" ? momentPredicate(operator, value, now) : undefined;
  return moment ?? PREDICATES[operator](value);
}

const NEVER: Predicate = () => false;

// A literal of the wrong shape cannot come from the parser; a condition that bears one holds for nobody.
const PREDICATES: Record<Operator, (value: Literal | undefined) => Predicate> = {
  eq: (value) => (found) => found !== undefined && found === value,
  ne: (value) => (found) => found !== undefined && found !== value,
  gt: (value) => ordered(value, (found, bound) => found > bound),
  gte: (value) => ordered(value, (found, bound) => found >= bound),
  lt: (value) => ordered(value, (found, bound) => found < bound),
  lte: (value) => ordered(value, (found, bound) => found <= bound),
  in: (value) => {
    const values = setOf(value);
    return (found) => found !== undefined && values.has(found);
  },
  notIn: (value) => {
    const values = setOf(value);
    return (found) => found !== undefined && !values.has(found);
  },
  contains: (value) => textual(value, contains),
  notContains: (value) => textual(value, (found, part) => !contains(found, part)),
  startsWith: (value) => textual(value, (found, part) => typeof found === "string" && found.startsWith(part)),
  endsWith: (value) => textual(value, (found, part) => typeof found === "string" && found.endsWith(part)),
  exists: () => (found) => found !== undefined,
  missing: () => (found) => found === undefined,
  before: () => NEVER,
  after: () => NEVER,
  within: () => NEVER,
  olderThan: () => NEVER,
};

function ordered(value: Literal | undefined, compare: (found: number, bound: number) => boolean): Predicate {
  if (typeof value !== "number") return NEVER;
  return (found) => typeof found === "number" && compare(found, value);
}

function setOf(value: Literal | undefined): ReadonlySet<FieldValue> {
  return new Set<FieldValue>(isLiteralList(value) ? value : []);
}

function isLiteralList(value: Literal | undefined): value is readonly (string | number | boolean)[] {
  return Array.isArray(value);
}

function textual(
  value: Literal | undefined,
  compare: (found: string | readonly string[], part: string) => boolean,
): Predicate {
  if (typeof value !== "string") return NEVER;
  return (found) => (typeof found === "string" || isList(found)) && compare(found, value);
}

function contains(found: string | readonly string[], part: string): boolean {
  return found.includes(part);
}
