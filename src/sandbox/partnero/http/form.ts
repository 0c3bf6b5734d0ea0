import type { Json, JsonObject } from "../../json.ts";
import { isList } from "../../json.ts";
import { unfit } from "./refusal.ts";

/** What a field of a body has to be. */
type Rule = "required" | "text" | "email" | "words" | "number" | "flag" | "url";

/** The rules of a body, by field. */
type Rules = Readonly<Record<string, readonly Rule[]>>;

/** Throws the 422 that names every field which does not fit. What is absent or null fits unless it is required. */
export function check(fields: JsonObject, rules: Rules, more: Readonly<Record<string, string | undefined>> = {}): void {
  const errors: Record<string, readonly string[]> = {};
  for (const [name, all] of Object.entries(rules)) {
    const broken = brokenBy(fields[name], name, all);
    if (broken !== undefined) errors[name] = [broken];
  }
  for (const [name, sentence] of Object.entries(more)) {
    if (sentence !== undefined && errors[name] === undefined) errors[name] = [sentence];
  }
  if (Object.keys(errors).length > 0) throw unfit(errors);
}

function brokenBy(value: Json | undefined, name: string, rules: readonly Rule[]): string | undefined {
  const label = name.replaceAll("_", " ");
  if (value === undefined || value === null || value === "") {
    return rules.includes("required") ? `The ${label} field is required.` : undefined;
  }
  const rule = rules.find((candidate) => !FITS[candidate](value));
  return rule && SENTENCES[rule].replace("{}", label);
}

const FITS: Readonly<Record<Rule, (value: Json) => boolean>> = {
  required: () => true,
  text: (value) => typeof value === "string",
  email: (value) => typeof value === "string" && /^[^\s@]+@[^\s@]+$/.test(value),
  words: (value) => isList(value) && value.every((word) => typeof word === "string"),
  number: (value) => typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)),
  flag: (value) => typeof value === "boolean",
  url: (value) => typeof value === "string" && /^https?:\/\/[^\s/]+/.test(value),
};

const SENTENCES: Readonly<Record<Rule, string>> = {
  required: "The {} field is required.",
  text: "The {} must be a string.",
  email: "The {} must be a valid email address.",
  words: "The {} must be an array of strings.",
  number: "The {} must be a number.",
  flag: "The {} field must be true or false.",
  url: "The {} format is invalid.",
};

/** A text of a checked body. */
export function textIn(fields: JsonObject, name: string): string | undefined {
  const value = fields[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A number of a checked body, which may stand there as a text. */
export function numberIn(fields: JsonObject, name: string): number | undefined {
  const value = fields[name];
  return value === undefined || value === null || value === "" ? undefined : Number(value);
}
