import type { Json, JsonObject } from "../json.ts";
import { isObject, strings } from "../json.ts";
import type { FieldType, MergeField } from "../world/audience.ts";
import type { MergeValue, PostalAddress } from "../world/member.ts";
import { birthday, calendarDay } from "./calendar.ts";
import { countryCode } from "./country.ts";

/** A value taken into the store, or the message of its refusal. */
type Taken = { readonly value: MergeValue } | { readonly message: string };

type Taker = (text: string, field: MergeField) => Taken;

const TAKERS: Record<Exclude<FieldType, "address">, Taker> = {
  text: (text) => ({ value: cut(text) }),
  number: (text) =>
    /^-?(\d+\.?\d*|\.\d+)$/.test(text.trim()) ? { value: Number(text) } : { message: "Please enter a number" },
  date: (text, field) => orElse(calendarDay(text, dayFirst(field)), "Please enter the date"),
  birthday: (text) => orElse(birthday(text), "Please enter a month (01-12) and a day (01-31)"),
  phone,
  zip: (text) =>
    /^\d{5}(-\d{4})?$/.test(text.trim()) ? { value: text.trim() } : { message: "Please enter a zip code (5 digits)" },
  url: address,
  imageurl: address,
  radio: choice,
  dropdown: choice,
};

/** Takes one value for a field by the documented rules of its type. "" clears, whatever the type (recorded). */
export function takeValue(field: MergeField, given: Json): Taken {
  if (given === "" || given === null) return { value: "" };
  if (isObject(given)) {
    return field.type === "address" ? postal(given, field) : { message: "Please enter a value" };
  }
  if (field.type === "address") return { message: "Please enter a complete address" };
  return TAKERS[field.type](String(given), field);
}

/** What a required field answers when it has no value. */
export function wanting(field: MergeField): string {
  return field.type === "address" ? "Please enter a complete address" : "Please enter a value";
}

/** True for null-like values: a field without a value. */
export function isUnset(value: MergeValue | undefined): boolean {
  return value === undefined || value === "" || (typeof value === "object" && value.addr1 === "" && value.zip === "");
}

/** What the schema of a member lets through: strings, numbers, whole addresses. No boolean, no list (recorded). */
export function fitsSchema(value: Json, nullAllowed: boolean): boolean {
  if (value === null) return nullAllowed;
  if (!isObject(value)) return typeof value === "string" || typeof value === "number";
  return ["addr1", "city", "state", "zip"].every((key) => typeof value[key] === "string");
}

/** Text is cut to 255 bytes (docs), here never inside a character. */
function cut(text: string): string {
  if (text.length <= 63 || Buffer.byteLength(text) <= 255) return text;
  let kept = "";
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > 255) break;
    kept += character;
  }
  return kept;
}

function orElse(value: string | undefined, message: string): Taken {
  return value === undefined ? { message } : { value };
}

function dayFirst(field: MergeField): boolean {
  return String(field.options["date_format"] ?? "").startsWith("DD");
}

function phone(text: string, field: MergeField): Taken {
  if (field.options["phone_format"] !== "US") return { value: cut(text) };
  const digits = text.replace(/\D/g, "");
  return digits.length === 10 ? { value: text } : { message: "Please enter a valid US phone number" };
}

function address(text: string): Taken {
  return /^https?:\/\/[^\s/]+\.[^\s/]+/i.test(text) ? { value: text } : { message: "Please enter a valid URL" };
}

function choice(text: string, field: MergeField): Taken {
  const choices = strings(field.options["choices"]);
  return choices.includes(text)
    ? { value: text }
    : { message: `Value must be one of: ${choices.join(", ")} (not ${text})` };
}

function postal(given: JsonObject, field: MergeField): Taken {
  const part = (key: keyof PostalAddress) => String(given[key] ?? "");
  const whole = ["addr1", "city", "state", "zip"] as const;
  if (whole.every((key) => part(key) === "")) return { value: "" };
  if (whole.some((key) => part(key).trim() === "")) return { message: "Please enter a complete address" };
  const country = countryCode(part("country"), field.options["default_country"]);
  return {
    value: {
      addr1: part("addr1"),
      addr2: part("addr2"),
      city: part("city"),
      state: part("state"),
      zip: part("zip"),
      country,
    },
  };
}
