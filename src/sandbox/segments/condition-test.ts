import type { Json, JsonObject } from "../json.ts";
import { isList, isObject } from "../json.ts";
import { calendarDay } from "../values/calendar.ts";
import type { Audience } from "../world/audience.ts";
import type { Member, MergeValue } from "../world/member.ts";
import { typeOfCondition } from "./condition-check.ts";

/** Whether a contact is in. */
export type Test = (member: Member) => boolean;

type Maker = (audience: Audience, condition: JsonObject, today: string) => Test;

/** A test of a saved segment's options. Conditions on what the sandbox does not keep (campaigns, shops) hold for nobody. */
export function segmentTest(audience: Audience, options: JsonObject | undefined, today: string): Test {
  const conditions = options?.["conditions"];
  const tests = (isList(conditions) ? conditions : []).filter(isObject).map((condition) => {
    const make = MAKERS[typeOfCondition(audience, condition) ?? ""];
    return make === undefined ? () => false : make(audience, condition, today);
  });
  if (tests.length === 0) return () => false;
  return options?.["match"] === "any"
    ? (member) => tests.some((test) => test(member))
    : (member) => tests.every((test) => test(member));
}

const MAKERS: Readonly<Record<string, Maker>> = {
  TextMerge: mergeTest,
  SelectMerge: mergeTest,
  BirthdayMerge: mergeTest,
  AddressMerge: mergeTest,
  DateMerge: (audience, condition) => {
    const value = of(audience, condition);
    const wanted = calendarDay(text(condition["value"]), false) ?? text(condition["value"]);
    return (member) => compared(op(condition), spoken(value(member)), wanted);
  },
  EmailAddress: (_, condition) => (member) => compared(op(condition), member.email, text(condition["value"])),
  StaticSegment: (audience, condition) => {
    const tag = audience.segments.get(Number(condition["value"]));
    return (member) => (tag?.members.has(member) ?? false) === (op(condition) === "static_is");
  },
  Interests: interestTest,
  MemberRating: (_, condition) => (member) => compared(op(condition), String(member.rating), text(condition["value"])),
  Language: (_, condition) => (member) => compared(op(condition), member.language, text(condition["value"])),
  SignupSource: (_, condition) => (member) =>
    (member.source === text(condition["value"])) === (op(condition) === "source_is"),
  VIP: (_, condition) => (member) => member.vip === (op(condition) === "member"),
  Date: dateTest,
  NewSubscribers: (_, condition, today) => (member) =>
    member.optedAt.slice(0, 10) >= daysBefore(today, Number(condition["value"])),
};

function mergeTest(audience: Audience, condition: JsonObject): Test {
  const value = of(audience, condition);
  const wanted = text(condition["value"]);
  return (member) => compared(op(condition), spoken(value(member)), wanted);
}

function interestTest(_: Audience, condition: JsonObject): Test {
  const given = condition["value"];
  const ids = isList(given) ? given.map(text) : text(given).split(",");
  const has = (member: Member) => (id: string) => member.interests?.has(id) ?? false;
  switch (op(condition)) {
    case "interestcontainsall":
      return (member) => ids.every(has(member));
    case "interestnotcontains":
      return (member) => !ids.some(has(member));
    default:
      return (member) => ids.some(has(member));
  }
}

function dateTest(_: Audience, condition: JsonObject, today: string): Test {
  const field = condition["field"] === "info_changed" ? "changedAt" : "optedAt";
  if (condition["field"] === "ecomm_date") return () => false;
  const day = (member: Member) => member[field].slice(0, 10);
  if (op(condition) === "within" || op(condition) === "notwithin") {
    const since = daysBefore(today, Number(condition["value"]));
    return (member) => day(member) >= since === (op(condition) === "within");
  }
  const wanted = text(condition["extra"] ?? condition["value"]);
  return (member) => compared(op(condition), day(member), calendarDay(wanted, false) ?? wanted);
}

function of(audience: Audience, condition: JsonObject): (member: Member) => MergeValue {
  const field = audience.fieldOf(text(condition["field"]));
  return (member) => member.values[field?.mergeId ?? -1] ?? "";
}

function op(condition: JsonObject): string {
  return text(condition["op"]);
}

function text(value: Json | undefined): string {
  return value === undefined || value === null ? "" : String(value);
}

function spoken(value: MergeValue): string {
  return typeof value === "object" ? Object.values(value).join(" ") : String(value);
}

function compared(operator: string, left: string, right: string): boolean {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  switch (operator) {
    case "is":
      return sameValue(a, b);
    case "not":
      return !sameValue(a, b);
    case "contains":
      return a.includes(b);
    case "notcontain":
      return !a.includes(b);
    case "starts":
      return a.startsWith(b);
    case "ends":
      return a.endsWith(b);
    case "greater":
      return a !== "" && order(a, b) > 0;
    case "less":
      return a !== "" && order(a, b) < 0;
    case "blank":
      return a === "";
    case "blank_not":
      return a !== "";
    default:
      return false;
  }
}

// Numbers compare as numbers: 10 is greater than 9.
function order(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (a !== "" && b !== "" && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

function sameValue(a: string, b: string): boolean {
  return a === b || (a !== "" && b !== "" && order(a, b) === 0);
}

function daysBefore(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
