import type { Literal, Operator } from "../model/condition.ts";
import type { Finding, Path } from "../model/diagnostic.ts";
import { didYouMean } from "../model/nearest-name.ts";
import type { FieldType } from "../model/source.ts";
import { parseDuration } from "./duration.ts";
import { parseMoment } from "./moment.ts";
import { TYPE_WORDS } from "./operator-fit.ts";
import type { Parsed } from "./parsed.ts";
import { gather, shown, sound, unsound } from "./parsed.ts";
import { ruleFinding } from "./rule-finding.ts";

/** What a literal is compared with: the name for messages, the type, and the values that can occur. */
export interface Compared {
  readonly name: string;
  readonly type: FieldType;
  readonly values?: readonly string[];
}

/** Reads what stands behind an operator, by the type of what it is compared with. */
export function parseLiteral(raw: unknown, operator: Operator, compared: Compared, path: Path): Parsed<Literal> {
  if (raw === null || raw === undefined || raw === "") return misfit(emptyAdvice(operator), path);
  if (operator === "within" || operator === "olderThan") return durationLiteral(raw, path);
  const several = operator === "in" || operator === "notIn";
  if (several) return listLiteral(raw, compared, path);
  if (Array.isArray(raw)) return misfit(listAdvice(operator), path);
  const literal = scalar(raw, compared, path);
  return isWhole(operator) ? warned(literal, compared, path) : literal;
}

type Scalar = string | number | boolean;

function emptyAdvice(operator: Operator): string {
  return operator === "ne" || operator === "notIn"
    ? "There is no value to compare with. To ask that there is one, write `exists`."
    : "There is no value to compare with. To ask that there is none, write `missing`; null and an empty text count as none.";
}

function durationLiteral(raw: unknown, path: Path): Parsed<Literal> {
  const duration = typeof raw === "string" ? parseDuration(raw) : undefined;
  if (duration !== undefined) return sound({ duration });
  return misfit(`${shown(raw)} is no duration. Write minutes, hours, days or weeks: 15m, 12h, 30d, 2w.`, path);
}

function listLiteral(raw: unknown, compared: Compared, path: Path): Parsed<Literal> {
  if (!Array.isArray(raw)) return misfit(`A list is needed here: [${shown(raw)}]. For one value write \`eq\`.`, path);
  if (raw.length === 0) return misfit("The list is empty, so no value could ever be in it. Name at least one.", path);
  const entries: readonly unknown[] = raw;
  const pieces = entries.map((entry, index) => {
    const at = [...path, index];
    if (entry === null || entry === "") return misfit(emptyAdvice("in"), at);
    return warned(scalar(entry, compared, at), compared, at);
  });
  return gather(pieces);
}

function listAdvice(operator: Operator): string {
  if (operator === "eq") return "One value is compared here. To allow several, write `{ in: [..] }`.";
  if (operator === "ne") return "One value is compared here. To exclude several, write `{ notIn: [..] }`.";
  return `\`${operator}\` takes one value. For several, put one condition for each under \`any\` or \`all\`.`;
}

function scalar(raw: unknown, compared: Compared, path: Path): Parsed<Scalar> {
  if (typeof raw !== "string" && typeof raw !== "number" && typeof raw !== "boolean") {
    return misfit(`${compared.name} is ${TYPE_WORDS[compared.type]}; it cannot be compared with ${shown(raw)}.`, path);
  }
  const read = READERS[compared.type](raw);
  return typeof read === "object" ? misfit(`${compared.name} is ${read.misfit}`, path) : sound(read);
}

type Read = Scalar | { readonly misfit: string };

// Text and numbers are never taken for one another: "12" and 12 differ in CSV, in YAML and in Mailchimp.
const READERS: Record<FieldType, (raw: Scalar) => Read> = {
  text: (raw) => (typeof raw === "string" ? raw : { misfit: `text, and this is ${unquoted(raw)}` }),
  list: (raw) => (typeof raw === "string" ? raw : { misfit: `a list of texts, and this is ${unquoted(raw)}` }),
  number: (raw) => {
    if (typeof raw === "number" && Number.isFinite(raw)) return raw;
    const numeric = typeof raw === "string" && raw.trim() !== "" && Number.isFinite(Number(raw));
    return {
      misfit: `a number, and ${shown(raw)} is not.${numeric ? ` Write it without quotes: ${Number(raw)}.` : ""}`,
    };
  },
  boolean: (raw) => {
    if (typeof raw === "boolean") return raw;
    const word = raw === "true" || raw === "false" ? ` Write it without quotes: ${raw}.` : "";
    return { misfit: `true or false, and ${shown(raw)} is neither.${word}` };
  },
  date: moment,
  datetime: moment,
  address: () => ({ misfit: "a postal address. It can only be asked whether it `exists` or is `missing`." }),
};

/** Without the value: it is 7 where the file says 007. */
function unquoted(raw: number | boolean): string {
  const found = typeof raw === "number" ? "a number" : "true or false";
  return `${found}. Put quotes around it, as it stands in the file.`;
}

function moment(raw: Scalar): Read {
  const read = typeof raw === "string" ? parseMoment(raw) : undefined;
  if (read !== undefined) return read;
  return {
    misfit: `a date, and ${shown(raw)} is none. Write a day as 2025-03-31 or an instant with its zone as 2025-03-31T12:00:00Z.`,
  };
}

function isWhole(operator: Operator): boolean {
  return operator !== "startsWith" && operator !== "endsWith";
}

function warned<T extends Scalar>(literal: Parsed<T>, compared: Compared, path: Path): Parsed<T> {
  const { name, values, type } = compared;
  const { value } = literal;
  if (value === undefined || values === undefined || values.includes(String(value))) return literal;
  const held = type === "list" ? "has no entry" : "is never";
  const detail = `${name} ${held} ${shown(value)}.${didYouMean(String(value), values)}`;
  return sound(value, [...literal.findings, ruleFinding("unlisted-value", detail, path, "value")]);
}

function misfit(detail: string, path: Path): { readonly findings: readonly Finding[] } {
  return unsound(ruleFinding("literal-type", detail, path, "value"));
}
