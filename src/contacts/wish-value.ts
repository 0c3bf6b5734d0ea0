import type { MergeFieldType } from "../model/merge-field-type.ts";
import type { FieldValue } from "../model/source.ts";
import { textOf } from "../rules/facts.ts";
import { birthdayOf, dayOf } from "./normal-form-day.ts";

/**
 * A source's value in the type of the merge field that it is for, as rules compare it: a number in a text field is
 * text, a moment in a date field a day. What does not fit stays as it is; the normal form refuses it.
 */
export function wishedValue(type: MergeFieldType | undefined): (value: FieldValue) => FieldValue {
  return type === undefined ? asItIs : FORMS[type];
}

type Form = (value: FieldValue) => FieldValue;

const asItIs: Form = (value) => value;

const asText: Form = (value) => (typeof value === "object" ? value : textOf(value));

const FORMS: Record<MergeFieldType, Form> = {
  text: asText,
  number: asItIs,
  address: asItIs,
  phone: asText,
  date: (value) => (typeof value === "string" ? (dayOf(value) ?? value) : value),
  url: asText,
  imageurl: asText,
  radio: asText,
  dropdown: asText,
  birthday: (value) => (typeof value === "string" ? (birthdayOf(value) ?? value) : value),
  zip: asText,
};
