import type { Json } from "../model/json.ts";
import type { MergeFieldType } from "../model/merge-field-type.ts";
import type { FieldValue, PostalAddress } from "../model/source.ts";
import { isList } from "../rules/facts.ts";
import { liveAddress, wishedAddress } from "./normal-form-address.ts";
import { birthdayOf, dayOf } from "./normal-form-day.ts";
import { cutText } from "./normal-form-text.ts";

/** A merge value in the one form to which both sides are brought; `""` is unset. */
export type NormalValue = string | number | PostalAddress;

/** What is known of the merge field that a value is for. */
export interface NormalField {
  readonly type: MergeFieldType;
  /** Absent where the choices are not known: then any text goes. */
  readonly choices?: readonly string[];
  /** Two letters; what Mailchimp puts into an address without a country. US unless given, `""` where nobody knows. */
  readonly defaultCountry?: string;
  /** The only format of phone numbers that the field takes. */
  readonly phoneFormat?: "US";
}

/** A wished value in normal form, or the reason why Mailchimp would refuse it; a refused value is `""`. */
export interface NormalWish {
  readonly value: NormalValue;
  readonly refused?: string;
  /** The text was longer than Mailchimp keeps and lost its end. */
  readonly cut?: true;
}

/** Brings a value from the sources into the form in which Mailchimp would give it back. */
export function normalWish(value: FieldValue, field: NormalField): NormalWish {
  if (value === undefined || value === "") return UNSET;
  if (isList(value)) return refused("a list is no single value");
  if (field.type === "address") {
    return typeof value === "object"
      ? wishedAddress(value, field.defaultCountry ?? "US")
      : refused("the value is no postal address");
  }
  if (typeof value === "object") return refused("a postal address is no single value");
  return WISHES[field.type](value, field);
}

/** Brings a value that Mailchimp gave into the same form. What Mailchimp should not hold stays as it is, so that it shows. */
export function normalLive(value: Json | undefined, type: MergeFieldType): NormalValue {
  if (value === undefined || value === null) return "";
  if (typeof value === "object") return type === "address" ? liveAddress(value) : "";
  if (type === "number") return liveNumber(value);
  const text = String(value);
  if (type === "date") return dayOf(text) ?? text;
  return type === "birthday" ? (birthdayOf(text) ?? text) : text;
}

/** Whether two values in normal form are the same. */
export function sameNormal(a: NormalValue, b: NormalValue): boolean {
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  const parts = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...parts].every((part) => (a[part] ?? "") === (b[part] ?? ""));
}

type Scalar = string | number | boolean;

const UNSET: NormalWish = { value: "" };

const WISHES: Record<Exclude<MergeFieldType, "address">, (value: Scalar, field: NormalField) => NormalWish> = {
  text: (value) => cutText(String(value)),
  number: wishedNumber,
  phone: wishedPhone,
  date: (value) => orRefused(dayOf(String(value)), "the value is not a date"),
  birthday: (value) => orRefused(birthdayOf(String(value)), "the value is neither a date nor a birthday as MM/DD"),
  url: wishedUrl,
  imageurl: wishedUrl,
  radio: wishedChoice,
  dropdown: wishedChoice,
  zip: (value) => orRefused(/^\s*(\d{5})\s*$/.exec(String(value))?.[1], "the value is not a ZIP code of five digits"),
};

// A number that JSON writes with an exponent is one that Mailchimp answers with "Please enter a number".
const PLAIN_NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

function wishedNumber(value: Scalar): NormalWish {
  if (typeof value === "number" && isWrittenPlain(value)) return { value: value === 0 ? 0 : value };
  if (typeof value === "boolean") return refused("true and false are no numbers");
  const text = String(value).trim();
  const number = Number(text);
  const plain = PLAIN_NUMBER.test(text) && PLAIN_NUMBER.test(String(number));
  if (plain) return { value: number === 0 ? 0 : number };
  return refused("the value is not a number that Mailchimp takes: digits with a sign and a decimal point at most");
}

/** Whether JSON writes a number without an exponent: that is so between these two powers of ten. */
function isWrittenPlain(value: number): boolean {
  const size = Math.abs(value);
  return value === 0 || (size >= 1e-6 && size < 1e21);
}

function liveNumber(value: Scalar): NormalValue {
  if (typeof value === "number" && Number.isFinite(value)) return value === 0 ? 0 : value;
  const text = String(value).trim();
  const number = Number(text);
  if (text === "" || !Number.isFinite(number)) return text;
  return number === 0 ? 0 : number;
}

function wishedPhone(value: Scalar, { phoneFormat }: NormalField): NormalWish {
  const text = String(value);
  const digits = text.replace(/\D/g, "").length;
  if (phoneFormat !== "US" || digits === 10) return cutText(text);
  return refused("the field takes US phone numbers of ten digits");
}

function wishedUrl(value: Scalar): NormalWish {
  const text = String(value).trim();
  return orRefused(
    /^https?:\/\/[^\s/]+\.[^\s/]+\S*$/i.test(text) ? text : undefined,
    "the value is not a web address with http:// or https://",
  );
}

function wishedChoice(value: Scalar, { choices }: NormalField): NormalWish {
  const text = String(value);
  if (choices === undefined || choices.includes(text)) return { value: text };
  // The one reason that quotes the value: a choice is no personal text, and without it nobody would know what to add.
  return refused(`${shown(text)} is not among the choices (${choices.join(", ")})`);
}

function orRefused(normal: string | undefined, reason: string): NormalWish {
  return normal === undefined ? refused(reason) : { value: normal };
}

function refused(reason: string): NormalWish {
  return { value: "", refused: reason };
}

function shown(value: string): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
