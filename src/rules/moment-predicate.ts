import type { Literal, Operator } from "../model/condition.ts";
import type { FieldValue } from "../model/source.ts";
import { dayOf, isWholeDay } from "./moment.ts";

/**
 * The predicate of an operator on dates; undefined where dates are asked like everything else. A day that a rule names
 * is the whole day in UTC, so that a date and a date with a time answer alike; a date without a time is its midnight.
 */
export function momentPredicate(
  operator: Operator,
  value: Literal | undefined,
  now: number,
): ((found: FieldValue) => boolean) | undefined {
  const passes = PREDICATES[operator]?.(value, now);
  return passes === undefined ? undefined : (found) => typeof found === "string" && passes(found);
}

type Passes = (found: string) => boolean;

const PREDICATES: Partial<Record<Operator, (value: Literal | undefined, now: number) => Passes>> = {
  eq: same,
  in: same,
  ne: (value) => not(same(value)),
  notIn: (value) => not(same(value)),
  before: (value) => {
    const bound = Date.parse(momentsOf(value)[0] ?? "");
    return (found) => Date.parse(found) < bound;
  },
  after: (value) => later(momentsOf(value)[0] ?? ""),
  within: (value, now) => {
    const start = now - durationOf(value);
    return (found) => {
      const instant = Date.parse(found);
      return instant > start && instant <= now;
    };
  },
  olderThan: (value, now) => {
    const start = now - durationOf(value);
    return (found) => Date.parse(found) <= start;
  },
};

function same(value: Literal | undefined): Passes {
  const matches = momentsOf(value).map(sameMoment);
  return (found) => matches.some((one) => one(found));
}

function sameMoment(literal: string): Passes {
  if (isWholeDay(literal)) return (found) => dayOf(found) === literal;
  const instant = Date.parse(literal);
  return (found) => Date.parse(found) === instant;
}

function not(passes: Passes): Passes {
  return (found) => !passes(found);
}

function later(literal: string): Passes {
  if (isWholeDay(literal)) return (found) => dayOf(found) > literal;
  const instant = Date.parse(literal);
  return (found) => Date.parse(found) > instant;
}

function momentsOf(value: Literal | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function durationOf(value: Literal | undefined): number {
  return typeof value === "object" && "duration" in value ? value.duration : Number.NaN;
}
