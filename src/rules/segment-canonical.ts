import type { Json, JsonObject } from "../model/json.ts";
import type { MergeFieldType } from "../model/merge-field-type.ts";
import { isDay } from "./moment.ts";
import { asksBlank, conditionTypeOf } from "./segment-condition-type.ts";
import { usDay } from "./segment-literal.ts";

/** The names behind what a condition refers to, as the audience spells them; undefined for what it does not have. */
export interface SegmentNaming {
  /** The merge field that a tag, or `MERGE3`, or `MMERGE3` means. */
  readonly field: (name: string) => { readonly tag: string; readonly type?: MergeFieldType } | undefined;
  /** The name of a tag by its id, or in Mailchimp's spelling. */
  readonly tag: (given: number | string) => string | undefined;
  /** A group and some of its interests by their ids, or by their names. */
  readonly interests: (
    group: string,
    given: readonly string[],
  ) => { readonly group: string; readonly names: readonly string[] } | undefined;
}

/** Conditions in the one form in which both sides are compared: a sorted set of conditions with names for ids. */
export function canonicalConditions(conditions: readonly JsonObject[], naming: SegmentNaming): readonly JsonObject[] {
  const texts = new Map(
    conditions.map((condition) => {
      const canonical = canonicalCondition(condition, naming);
      return [JSON.stringify(canonical), canonical];
    }),
  );
  return [...texts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, condition]) => condition);
}

/**
 * One condition. What Mailchimp may write in several ways has one here: numbers are texts, EMAIL stands for merge0, a
 * tag and an interest for their ids, an empty value is none. What is not understood stays as it is.
 */
export function canonicalCondition(condition: JsonObject, naming: SegmentNaming): JsonObject {
  const { condition_type, field: given, op: asked, group, value, extra, ...others } = condition;
  const [name, op] = [text(given), text(asked)];
  const merge = naming.field(name);
  const type = conditionTypeOf(text(condition_type), name, op, merge?.type);
  const field = merge?.tag ?? (name.toUpperCase() === "MERGE0" ? "EMAIL" : name);
  const form = FORMS[type ?? ""] ?? (merge === undefined ? plain : valued);
  const said = form({ field, group, op, value, extra, naming });
  return ordered({ ...(type === undefined ? {} : { condition_type: type }), field, ...said, ...scalars(others) });
}

interface Asked {
  readonly field: string;
  readonly group: Json | undefined;
  readonly op: string;
  readonly value: Json | undefined;
  readonly extra: Json | undefined;
  readonly naming: SegmentNaming;
}

type Form = (asked: Asked) => JsonObject;

const plain: Form = ({ op, value, extra }) => {
  if (asksBlank(op)) return { op };
  const [what, more] = [spokenValue(value), spokenValue(extra)];
  return { op, ...(what === undefined ? {} : { value: what }), ...(more === undefined ? {} : { extra: more }) };
};

/** Of a merge field, "is nothing" is what Mailchimp elsewhere calls blank. */
const valued: Form = (asked) => {
  const blank = spokenValue(asked.value) === undefined ? BLANK[asked.op] : undefined;
  return blank === undefined ? plain(asked) : { op: blank };
};

const BLANK: Readonly<Record<string, string>> = { is: "blank", not: "blank_not" };

const FORMS: Readonly<Record<string, Form>> = {
  StaticSegment: ({ op, value, naming }) => ({ op, value: tagOf(value ?? null, naming) }),
  Interests: interests,
  DateMerge: (asked) =>
    valued({ ...asked, value: typeof asked.value === "string" ? dayText(asked.value) : asked.value }),
  Date: momentOf,
};

function tagOf(value: Json, naming: SegmentNaming): Json {
  return typeof value === "number" || typeof value === "string" ? (naming.tag(value) ?? value) : value;
}

function interests({ op, value, field, group, naming }: Asked): JsonObject {
  const given = (Array.isArray(value) ? value.map(text) : text(value).split(",")).filter((one) => one !== "");
  const named = naming.interests(typeof group === "string" ? group : field.replace(/^interests-/, ""), given);
  return named === undefined
    ? { ...(group === undefined ? {} : { group }), op, value: given.toSorted() }
    : { field: "interests", group: named.group, op, value: named.names.toSorted() };
}

/** The day stands in `extra`, behind the word `date`; a number of days stands in `value`. */
function momentOf(asked: Asked): JsonObject {
  const { op, value, extra } = asked;
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text(extra) === "" ? text(value) : text(extra))?.[0];
  return day === undefined || asksBlank(op) ? plain(asked) : { op, value: "date", extra: day };
}

function spokenValue(value: Json | undefined): Json | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (Array.isArray(value)) return value.map(text);
  return typeof value === "object" ? value : String(value);
}

function dayText(value: string): string {
  if (isDay(value)) return usDay(value);
  const [, month = "", day = "", year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value) ?? [];
  return year === undefined ? value : `${month.padStart(2, "0")}/${day.padStart(2, "0")}/${year}`;
}

const KEYS = ["condition_type", "field", "group", "op", "value", "extra"];

/** The known keys first, so that a condition reads as a sentence. */
function ordered(condition: JsonObject): JsonObject {
  const rest = Object.keys(condition).filter((key) => !KEYS.includes(key));
  const keys = [...KEYS, ...rest.sort()];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = condition[key];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

function scalars(others: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(others).flatMap(([key, value]) => {
      const said = spokenValue(value);
      return said === undefined ? [] : [[key, said] as const];
    }),
  );
}

function text(value: Json | undefined): string {
  return value === undefined || value === null || typeof value === "object" ? "" : String(value);
}
