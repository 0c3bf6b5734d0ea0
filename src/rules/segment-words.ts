import type { Finding, Path } from "../model/diagnostic.ts";
import type { Json, JsonObject } from "../model/json.ts";
import { didYouMean } from "../model/nearest-name.ts";
import type { SegmentField } from "../model/segment.ts";
import { isDay } from "./moment.ts";
import { isMapping, shown } from "./parsed.ts";
import { ruleFinding } from "./rule-finding.ts";
import { asksBlank, CONDITION_TYPES, type ConditionType, type ValueKind } from "./segment-condition-type.ts";
import { birthdayMisfit, ratingMisfit } from "./segment-literal.ts";

/** The merge fields that own words can name by their tags. */
export interface WordFields {
  readonly find: (tag: string) => SegmentField | undefined;
  /** All that there are; absent while only the audience can tell. */
  readonly tags?: readonly string[];
}

/** Holds a condition in Mailchimp's own words against what Mailchimp takes. */
export function checkWords(condition: JsonObject, path: Path, fields: WordFields): readonly Finding[] {
  const name = String(condition["condition_type"]);
  const type = CONDITION_TYPES[name];
  if (type === undefined) {
    return [
      wrong(
        `There is no condition of type ${shown(name)}.${didYouMean(name, Object.keys(CONDITION_TYPES))}`,
        path,
        "condition_type",
      ),
    ];
  }
  const findings = [
    fieldMisfit(name, type, String(condition["field"]), path, fields),
    operatorMisfit(name, type, String(condition["op"]), path),
  ].filter((finding) => finding !== undefined);
  return findings.length > 0
    ? findings
    : [...valueMisfit(name, type, condition, path), ...lacking(name, type, condition, path)];
}

/** A condition in Mailchimp's own words with tags by name as texts, so that numbers are ids alone. */
export function plainWords(condition: JsonObject): JsonObject {
  const value = condition["value"];
  return isMapping(value) && typeof value["tag"] === "string" ? { ...condition, value: value["tag"] } : condition;
}

function fieldMisfit(
  name: string,
  { fields: wanted }: ConditionType,
  field: string,
  path: Path,
  fields: WordFields,
): Finding | undefined {
  if (wanted === "interests") {
    if (/^interests-./.test(field)) return undefined;
    return wrong(`${name} is about a group: \`field: interests-TITLE\`, with its title or its id.`, path, "field");
  }
  if (!("of" in wanted)) {
    if (wanted.includes(field)) return undefined;
    return wrong(
      `${name} is about \`${wanted.join("` or `")}\`, not ${shown(field)}.${didYouMean(field, wanted)}`,
      path,
      "field",
    );
  }
  const found = fields.find(field);
  if (found === undefined) {
    if (fields.tags === undefined || /^M?MERGE\d+$/i.test(field)) return undefined;
    return wrong(`The audience has no merge field ${shown(field)}.${didYouMean(field, fields.tags)}`, path, "field");
  }
  if (found.type === undefined || wanted.of.includes(found.type)) return undefined;
  const type = found.type;
  const [right] = Object.entries(CONDITION_TYPES).find(([, { fields: of }]) => isFor(of, type)) ?? [];
  return wrong(
    `${found.tag} is a merge field of type ${type}, and ${name} is for ${wanted.of.join(", ")}. Write \`condition_type: ${right}\`.`,
    path,
    "condition_type",
  );
}

function isFor(fields: ConditionType["fields"], type: string): boolean {
  return typeof fields === "object" && "of" in fields && fields.of.some((one) => one === type);
}

function operatorMisfit(name: string, { ops }: ConditionType, op: string, path: Path): Finding | undefined {
  if (ops.includes(op)) return undefined;
  const near = didYouMean(op, ops);
  const known = near.startsWith(" Did") ? near : ` It has ${ops.join(", ")}.`;
  return wrong(`${name} has no operator ${shown(op)}.${known}`, path, "op");
}

function valueMisfit(
  name: string,
  { value: kind }: ConditionType,
  condition: JsonObject,
  path: Path,
): readonly Finding[] {
  const { op, value, extra } = condition;
  const none = value === undefined || value === null || value === "";
  if (kind === "none" || asksBlank(String(op))) {
    return none ? [] : [wrong(`${name} with \`${op}\` compares with nothing. Take \`value\` out.`, path, "value")];
  }
  if (none) return [wrong(`${name} with \`${op}\` needs a \`value\`.`, path, "op")];
  const detail =
    name === "MemberRating" ? ratingMisfit(Number(value)) : valueDetail(kind, { op: String(op), value, extra });
  return detail === undefined ? [] : [wrong(detail, path, "value")];
}

interface Said {
  readonly op: string;
  readonly value: Json;
  readonly extra: Json | undefined;
}

function valueDetail(kind: Exclude<ValueKind, "none">, { op, value, extra }: Said): string | undefined {
  if (typeof kind === "object") {
    return kind.includes(String(value))
      ? undefined
      : `${shown(value)} is none of ${kind.join(", ")}.${didYouMean(String(value), kind)}`;
  }
  if (kind === "interests") return interestsDetail(value);
  if (kind === "tag") return tagDetail(value);
  if (typeof value === "object") return `One value is compared here, not ${shown(value)}.`;
  const text = String(value);
  switch (kind) {
    case "text":
      return undefined;
    case "number":
      return text.trim() !== "" && Number.isFinite(Number(text))
        ? undefined
        : `A number is compared here, not ${shown(value)}.`;
    case "birthday":
      return op === "is" || op === "not" ? birthdayMisfit(text) : undefined;
    case "day":
      return isDay(isoDay(text))
        ? undefined
        : `${shown(value)} is no day. Write it as 01/30/2025, month first, or as 2025-01-30.`;
    case "date":
      return momentDetail(op, text, extra);
  }
}

function interestsDetail(value: Json): string | undefined {
  const entries = Array.isArray(value) ? value : [];
  if (entries.length > 0 && entries.every((entry) => typeof entry === "string" && entry !== "")) return undefined;
  return `A list of interests is needed here, by name or by id: [Affiliate], not ${shown(value)}.`;
}

function tagDetail(value: Json): string | undefined {
  if (typeof value === "string" || Number.isSafeInteger(value)) return undefined;
  if (isMapping(value) && typeof value["tag"] === "string" && Object.keys(value).length === 1) return undefined;
  return `A tag is needed here, by name, \`value: partner\`, or by id, \`value: 4788452\`; not ${shown(value)}.`;
}

function momentDetail(op: string, value: string, extra: Json | undefined): string | undefined {
  if (op === "within" || op === "notwithin") {
    return /^[1-9]\d*$/.test(value) ? undefined : `\`${op}\` takes a number of days, not ${shown(value)}.`;
  }
  if (value === "date" || isDay(value)) {
    const day = value === "date" ? String(extra ?? "") : value;
    return isDay(day) ? undefined : "Say which day: `value: date, extra: 2025-01-30`.";
  }
  return undefined;
}

function isoDay(text: string): string {
  const [, month = "", day = "", year = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  return year === "" ? text : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function lacking(name: string, { needs = [] }: ConditionType, condition: JsonObject, path: Path): readonly Finding[] {
  return needs
    .filter((key) => condition[key] === undefined || condition[key] === "")
    .map((key) => wrong(`${name} also needs \`${key}\`${WHAT[`${name}.${key}`] ?? ""}.`, path, "condition_type"));
}

const WHAT: Readonly<Record<string, string>> = {
  "ZipMerge.extra": ": the city or the ZIP code from which the distance is measured",
  "IPGeoInZip.extra": ": the ZIP code from which the distance is measured",
};

function wrong(detail: string, path: Path, key: string): Finding {
  return ruleFinding("segment-words", detail, [...path, key], "value");
}
