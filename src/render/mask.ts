import { isJsonObject, type Json } from "../model/json.ts";
import { MERGE_FIELD_TYPES, type MergeFieldType } from "../model/merge-field-type.ts";
import type { ContactsPlan, Plan } from "../model/plan.ts";

/** What personal data becomes before it is shown. */
export interface Mask {
  readonly email: (email: string) => string;
  /** A value of a merge field, by the key of the field. */
  readonly value: (field: string, value: Json) => Json;
  /** The same by the type of the field; without a type it is personal. */
  readonly valueOf: (type: MergeFieldType | undefined, value: Json) => Json;
  /** A sentence that may quote the person; `known` are the person's own address and values. */
  readonly text: (sentence: string, known?: Personal) => string;
  /** A sentence about a value of a field, which it may quote. */
  readonly reason: (field: string, sentence: string, known?: Personal) => string;
}

/** What is known to be personal in a sentence. */
export interface Personal {
  readonly email?: string;
  readonly values?: readonly Json[];
}

/** The types of merge fields by key; one that is not known counts as personal. */
export type FieldTypes = Readonly<Record<string, MergeFieldType | undefined>>;

/** Shows everything, for whoever asked for it. */
export const UNMASKED: Mask = {
  email: (email) => email,
  value: (_field, value) => value,
  valueOf: (_type, value) => value,
  text: (sentence) => sentence,
  reason: (_field, sentence) => sentence,
};

/** Hides addresses, the values of personal fields and member ids, wherever they stand. */
export function masking(types: FieldTypes): Mask {
  return {
    email: maskedEmail,
    value: (field, value) => shownOf(types[field], value),
    valueOf: shownOf,
    text: maskedText,
    reason: (field, sentence, known) =>
      maskedText(isPersonal(types[field]) ? sentence.replace(QUOTED, `"${HIDDEN}"`) : sentence, known),
  };
}

/** The mask that an option asks for. */
export function maskFor(showPii: boolean, types: FieldTypes): Mask {
  return showPii ? UNMASKED : masking(types);
}

/** What a plan tells of the types of its merge fields. */
export function fieldTypes(
  plan: Pick<Plan, "schema"> & { readonly contacts?: Pick<ContactsPlan, "fieldTypes"> },
): FieldTypes {
  const declared = plan.schema.steps.flatMap(({ change }) => {
    const type = (change.action === "create" || change.action === "update" ? change.after : change.before)["type"];
    const known = MERGE_FIELD_TYPES.find((name) => name === type);
    return change.at.kind === "mergeField" && known !== undefined ? [[change.at.key, known] as const] : [];
  });
  return { ...Object.fromEntries(declared), ...plan.contacts?.fieldTypes };
}

/** `jane@acme.dev` as `j***@a***.dev`. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf("@");
  if (at < 1) return HIDDEN;
  const domain = email.slice(at + 1);
  const top = /\.\p{L}{2,12}$/u.exec(domain)?.[0] ?? "";
  return `${first(email)}***@${first(domain)}***${top}`;
}

const HIDDEN = "•••";

/** Whether the values of a type tell something about a person. */
const PERSONAL: Readonly<Record<MergeFieldType, boolean>> = {
  text: true,
  number: false,
  address: true,
  phone: true,
  date: false,
  url: true,
  imageurl: true,
  radio: false,
  dropdown: false,
  birthday: true,
  zip: true,
};

const EMAIL_IN_TEXT = /[^\s"<>()[\],;:]+@[^\s"'<>()[\],;:=]*[^\s"'<>()[\],;:=.!?]/gu;
/** A quoted value, its own quotes escaped; one that was cut has no closing quote and takes the rest along. */
const QUOTED = /"(?:[^"\\]|\\.)*(?:"|$)/gs;
const MEMBER_ID = /\b[0-9a-f]{32}\b/gi;
const MEMBER_ID_LENGTH = 32;

/** Shorter values would take pieces out of ordinary words. */
const SHORTEST_KNOWN_VALUE = 3;

function isPersonal(type: MergeFieldType | undefined): boolean {
  return type === undefined || PERSONAL[type];
}

function shownOf(type: MergeFieldType | undefined, value: Json): Json {
  return isPersonal(type) ? hidden(value) : value;
}

function hidden(value: Json): Json {
  return value === null || value === "" ? value : HIDDEN;
}

function maskedText(sentence: string, known: Personal = {}): string {
  const { email, values = [] } = known;
  let text = email === undefined || email === "" ? sentence : replaced(sentence, email, maskedEmail(email));
  const longestFirst = values.flatMap(spoken).sort((a, b) => b.length - a.length);
  for (const value of longestFirst) text = replaced(text, value, HIDDEN);
  if (text.includes("@")) text = text.replace(EMAIL_IN_TEXT, maskedEmail);
  return text.length < MEMBER_ID_LENGTH ? text : text.replace(MEMBER_ID, HIDDEN);
}

/** The texts in which a sentence may quote a value. */
function spoken(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(spoken);
  if (isJsonObject(value)) return Object.values(value).flatMap(spoken);
  const text = value === null ? "" : String(value);
  return text.length < SHORTEST_KNOWN_VALUE ? [] : [text];
}

/** Asks first whether there is anything to replace, for there may be millions of sentences. */
function replaced(text: string, part: string, by: string): string {
  if (!text.toLowerCase().includes(part.toLowerCase())) return text;
  return text.replace(new RegExp(part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "giu"), () => by);
}

function first(text: string): string {
  return [...text][0] ?? "";
}
