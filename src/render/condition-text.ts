import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";

/** Whether a value is a condition of a segment. */
export function isCondition(value: Json): value is JsonObject {
  return isJsonObject(value) && typeof value["field"] === "string" && typeof value["op"] === "string";
}

/** A segment's condition as a short sentence, `TIER is not blank`; `shown` writes its values. */
export function conditionText(condition: JsonObject, shown: (value: Json) => string): string {
  const { condition_type: _type, field = "", group, op = "", value, extra, ...others } = condition;
  const subject = group ?? SUBJECTS[String(field)] ?? field;
  const isDay = value === "date" && extra !== undefined;
  const compared = [isDay ? undefined : value, extra, ...Object.values(others)].filter((one) => one !== undefined);
  const text = (one: Json) => (typeof one === "string" && NUMBER.test(one) ? one : shown(one));
  return [shown(subject), WORDS[String(op)] ?? op, ...compared.map(text)].join(" ");
}

/** Mailchimp takes numbers as texts; a reader need not see that. */
const NUMBER = /^-?\d+(\.\d+)?$/;

const SUBJECTS: Readonly<Record<string, string>> = {
  static_segment: "tag",
  gmonkey: "vip",
  timestamp_opt: "signup",
  info_changed: "changed",
};

const WORDS: Readonly<Record<string, string>> = {
  not: "is not",
  static_is: "is",
  static_not: "is not",
  source_is: "is",
  source_not: "is not",
  member: "is true",
  notmember: "is false",
  blank: "is blank",
  blank_not: "is not blank",
  greater: ">",
  less: "<",
  notcontain: "does not contain",
  starts: "starts with",
  ends: "ends with",
  within: "within days",
  notwithin: "not within days",
  date_within: "within days",
  interestcontains: "has one of",
  interestcontainsall: "has all of",
  interestnotcontains: "has none of",
};
